"""Finished answers, and refusals that need no Django."""

import logging
from http import HTTPStatus
from typing import NamedTuple
from wsgiref.types import WSGIApplication, WSGIEnvironment

from django.utils.encoding import escape_uri_path

from portal.operations.metrics import known_method

access_log = logging.getLogger("portal.access")

# Seconds after which to try again.
FREE_IN = 5


class Answer(NamedTuple):
    status: int
    headers: list[tuple[str, str]]
    body: bytes


class Refused(Exception):
    """The request is answered with this status, and its body is left unread."""

    def __init__(self, status: HTTPStatus):
        self.status = status


def answer(application: WSGIApplication, environ: WSGIEnvironment) -> Answer:
    """What the application answers, in one piece: whoever reads it slowly keeps no
    thread busy."""
    started: list = []
    chunks = application(environ, lambda *start: started.append(start))
    try:
        body = b"".join(chunks)
    finally:
        if hasattr(chunks, "close"):
            chunks.close()
    status, headers = started[-1][:2]
    return Answer(int(status[:3]), headers, body)


def refusal(environ: WSGIEnvironment, status: HTTPStatus) -> Answer:
    """A short answer, which is noted in the access log."""
    fields = {
        "method": known_method(environ["REQUEST_METHOD"]),
        "path": escape_uri_path(environ["PATH_INFO"]),
        "status": status.value,
    }
    access_log.info(
        "%(method)s %(path)s %(status)s unread", fields, extra={"fields": fields}
    )
    headers = [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Cache-Control", "no-store"),
        ("X-Content-Type-Options", "nosniff"),
        ("Connection", "close"),
    ]
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        headers.append(("Retry-After", str(FREE_IN)))
    return Answer(status.value, headers, f"{status.phrase}\n".encode())
