"""Which bodies are read, how long they may be, and how slow."""

import asyncio
from http import HTTPStatus
from io import BytesIO

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.db import DatabaseError

from portal.serving import bodies
from portal.serving.answers import Refused
from portal.serving.bodies import LARGEST_SIGN_IN, LARGEST_UPLOAD, Bodies
from portal.serving.environ import wsgi_environ
from tests.portal.serving.requests import NEVER, Protocol, make_scope

SIGN_IN, FORM = "/admin/login/", "/admin/topics/topic/1/change/"
SIGNED_IN = ("cookie", f"{settings.SESSION_COOKIE_NAME}=abc")


class Here:
    """A lane that needs no threads."""

    async def run(self, function, *arguments):
        return function(*arguments)


@pytest.fixture
def sessions(monkeypatch):
    """Which keys of sessions exist."""
    known = {"abc"}
    monkeypatch.setattr(SessionStore, "exists", lambda self, key: key in known)
    return known


def read(path, protocol, length=None, *, method="POST", headers=()):
    """What is read of the body, or with which status it is refused."""
    if length is None:
        length = sum(map(len, protocol.chunks))
    headers = [("content-length", str(length)), *headers]
    environ = wsgi_environ(make_scope(path, method, headers=headers))
    body = BytesIO()
    try:
        asyncio.run(Bodies(Here()).read(environ, protocol, into=body))
    except Refused as refused:
        return refused.status
    return body.read()


@pytest.mark.parametrize("path", ["/", "/search/", "/no/such/page/", "/healthz"])
def test_nothing_is_read_that_is_sent_to_readers_pages(path):
    protocol = Protocol(b"a=1")

    assert read(path, protocol) == b""
    assert protocol.taken == 0


@pytest.mark.parametrize("path", sorted(settings.READERS_FORMS))
def test_only_what_is_posted_is_read_of_readers_forms(path):
    assert read(path, Protocol(b"a=1"), method="PUT") == b""


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_nothing_is_read_of_a_request_that_asks(method):
    protocol = Protocol(b"a=1")

    assert read(FORM, protocol, method=method) == b""
    assert protocol.taken == 0


@pytest.mark.parametrize("path", [SIGN_IN, FORM, *sorted(settings.READERS_FORMS)])
def test_form_is_read_whole(path):
    assert read(path, Protocol(b"a=", b"1")) == b"a=1"


@pytest.mark.parametrize(
    ("path", "headers", "most"),
    [
        (SIGN_IN, [SIGNED_IN], LARGEST_SIGN_IN),
        (FORM, [SIGNED_IN], LARGEST_UPLOAD),
        (FORM, [], settings.DATA_UPLOAD_MAX_MEMORY_SIZE),
        (FORM, [("cookie", "sessionid=unknown")], settings.DATA_UPLOAD_MAX_MEMORY_SIZE),
    ],
)
def test_length_is_bounded_by_who_sends(sessions, path, headers, most):
    longest = Protocol(b"x" * most)
    longer = Protocol(b"x")

    assert len(read(path, longest, headers=headers)) == most
    assert read(path, longer, most + 1, headers=headers) == (
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    )
    assert longer.taken == 0


def test_body_without_a_length_is_not_read():
    protocol = Protocol(b"a=1")

    refused = read(SIGN_IN, protocol, headers=[("transfer-encoding", "chunked")])

    assert refused == HTTPStatus.LENGTH_REQUIRED
    assert protocol.taken == 0


@pytest.mark.parametrize("chunks", [[], [b"a"], [b"a", b""]])
def test_body_that_is_cut_off_is_no_form(chunks):
    assert read(SIGN_IN, Protocol(*chunks), 10) == HTTPStatus.BAD_REQUEST


@pytest.mark.parametrize("chunks", [[NEVER], [b"a", NEVER]])
def test_body_that_does_not_come_is_not_waited_for(monkeypatch, chunks):
    monkeypatch.setattr(bodies, "PATIENCE", 0.01)

    assert read(SIGN_IN, Protocol(*chunks), 10) == HTTPStatus.REQUEST_TIMEOUT


def test_long_body_has_more_time(monkeypatch):
    monkeypatch.setattr(bodies, "PATIENCE", 0.01)
    monkeypatch.setattr(bodies, "BYTES_A_SECOND", 1)
    protocol = Protocol(b"x" * 3600)
    plain = Protocol.__anext__

    async def slowly(self):
        await asyncio.sleep(0.02 if self.taken else 0)
        return await plain(self)

    monkeypatch.setattr(Protocol, "__anext__", slowly)

    assert len(read(SIGN_IN, protocol)) == 3600


def test_few_strangers_send_forms_at_a_time(sessions):
    reader = Bodies(Here())
    reader.strangers = asyncio.Semaphore(1)
    waiting = wsgi_environ(make_scope(FORM, "POST", headers=[("content-length", "3")]))

    async def crowd():
        slow = asyncio.ensure_future(reader.read(waiting, Protocol(NEVER), BytesIO()))
        await asyncio.sleep(0)
        with pytest.raises(Refused) as refused:
            await reader.read(dict(waiting), Protocol(b"a=1"), BytesIO())
        editor = {**waiting, "HTTP_COOKIE": f"{settings.SESSION_COOKIE_NAME}=abc"}
        body = BytesIO()
        await reader.read(editor, Protocol(b"a=1"), body)
        await reader.read({**waiting, "PATH_INFO": SIGN_IN}, Protocol(b"a=2"), body)
        slow.cancel()
        return refused.value.status, body.read()

    assert asyncio.run(crowd()) == (HTTPStatus.SERVICE_UNAVAILABLE, b"a=2")


def test_form_is_read_while_the_database_is_away(monkeypatch):
    def fail(self, key):
        raise DatabaseError

    monkeypatch.setattr(SessionStore, "exists", fail)

    assert read(FORM, Protocol(b"a=1"), headers=[SIGNED_IN]) == b"a=1"
