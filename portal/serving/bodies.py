"""Bodies of requests, read as a whole before a thread is taken for them: where one is
wanted, as long as is fitting, and as quickly as people send them."""

import asyncio
from http import HTTPStatus
from importlib import import_module
from typing import IO
from wsgiref.types import WSGIEnvironment

from django.conf import settings
from django.db import DatabaseError, close_old_connections
from django.http import parse_cookie
from django.urls import reverse

from portal.serving.answers import Refused
from portal.serving.lanes import Lane

# An image has at most 10 MB, and several texts are uploaded at once.
LARGEST_UPLOAD = 25 << 20
# A name, a password and a token.
LARGEST_SIGN_IN = 16 << 10
# How many forms of people who are not signed in are read at a time, other than for
# signing in. Their words are kept until they have signed in again.
STRANGERS = 16
# A body may take so many seconds, and one more for so many bytes that have come.
PATIENCE, BYTES_A_SECOND = 20, 10_000


class Bodies:
    """Reads the bodies of requests; asks in a lane who is signed in."""

    def __init__(self, lane: Lane):
        self.lane = lane
        self.admin, self.sign_in = reverse("admin:index"), reverse("admin:login")
        self.strangers = asyncio.Semaphore(STRANGERS)

    async def read(self, environ: WSGIEnvironment, protocol, into: IO[bytes]) -> None:
        """Copy the body into a file, or nothing where none is wanted. Raises Refused if
        it is too long, too slow or cut off, or if too many strangers send one."""
        if not self._is_wanted(environ):
            return
        length = _length(environ)
        if environ["PATH_INFO"] == self.sign_in:
            await _within(LARGEST_SIGN_IN, length, protocol, into)
        elif await self._is_signed_in(environ):
            await _within(LARGEST_UPLOAD, length, protocol, into)
        elif self.strangers.locked():
            raise Refused(HTTPStatus.SERVICE_UNAVAILABLE)
        else:
            async with self.strangers:
                # Django would refuse a longer form.
                most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
                await _within(most, length, protocol, into)

    def _is_wanted(self, environ: WSGIEnvironment) -> bool:
        method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
        if path in settings.READERS_FORMS:
            return method == "POST"
        return method not in {"GET", "HEAD"} and path.startswith(self.admin)

    async def _is_signed_in(self, environ: WSGIEnvironment) -> bool:
        cookies = parse_cookie(environ.get("HTTP_COOKIE", ""))
        key = cookies.get(settings.SESSION_COOKIE_NAME)
        return bool(key) and await self.lane.run(_session_exists, key)


def _session_exists(key: str) -> bool:
    """Whether the session is there, though it may have ended. False if the database is
    away."""
    close_old_connections()
    try:
        return import_module(settings.SESSION_ENGINE).SessionStore().exists(key)
    except DatabaseError:
        return False


def _length(environ: WSGIEnvironment) -> int:
    # Browsers and proxies say how long a form is.
    if "HTTP_TRANSFER_ENCODING" in environ:
        raise Refused(HTTPStatus.LENGTH_REQUIRED)
    written = environ.get("CONTENT_LENGTH", "0")
    if not written.isdecimal():
        raise Refused(HTTPStatus.BAD_REQUEST)
    return int(written)


async def _within(most: int, length: int, protocol, body: IO[bytes]) -> None:
    if length > most:
        raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    await _receive(protocol, body)
    if body.tell() != length:
        raise Refused(HTTPStatus.BAD_REQUEST)
    body.seek(0)


async def _receive(protocol, body: IO[bytes]) -> None:
    began = asyncio.get_running_loop().time()
    try:
        async with asyncio.timeout(PATIENCE) as limit:
            async for chunk in protocol:
                body.write(chunk)
                limit.reschedule(began + PATIENCE + body.tell() / BYTES_A_SECOND)
    except TimeoutError:
        raise Refused(HTTPStatus.REQUEST_TIMEOUT) from None
