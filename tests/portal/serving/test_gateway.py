"""What is answered at once, and what waits for a thread."""

import asyncio
import threading

import pytest
from django.core.handlers.wsgi import WSGIHandler

from portal.caching.page_cache import PageCache
from portal.serving.gateway import Gateway
from tests.asking import warm
from tests.factories import make_topic
from tests.portal.serving.requests import Protocol, make_scope

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def gateway():
    return Gateway(WSGIHandler(), PageCache(WSGIHandler(), max_bytes=10_000_000))


def ask(gateway, *arguments, protocol=None, **fields):
    """(status, headers, body) of the answer."""
    protocol = protocol or Protocol()
    asyncio.run(gateway(make_scope(*arguments, **fields), protocol))
    status, headers, body = protocol.answer
    return status, {name.lower(): value for name, value in headers}, body


def begins_with(gateway, *arguments, **fields):
    """The answer if there is one before the loop and the threads are needed."""
    protocol = Protocol()
    try:
        gateway(make_scope(*arguments, **fields), protocol).send(None)
    except StopIteration:
        return protocol.answer
    return None


def test_kept_page_is_answered_at_once(gateway):
    make_topic("a")
    warm(gateway.page_cache, "/role/a/")

    status, headers, body = begins_with(gateway, "/role/a/")

    assert status == 200
    assert ("X-Cache", "HIT") in headers
    assert b"Topic" in body


def test_editor_is_not_given_what_is_kept(gateway):
    make_topic("a")
    warm(gateway.page_cache, "/role/a/")

    assert begins_with(gateway, "/role/a/", headers=[("cookie", "sessionid=1")]) is None


def test_health_is_answered_at_once(gateway):
    assert begins_with(gateway, "/healthz")[::2] == (200, b"ok\n")
    assert begins_with(gateway, "/healthz", "POST")[0] == 405


def test_page_is_made_in_a_thread(gateway, monkeypatch):
    ran = []

    def application(environ, start_response):
        ran.append(threading.current_thread().name)
        start_response("200 OK", [])
        return [b"made"]

    gateway.application = application

    assert begins_with(gateway, "/role/a/") is None
    assert ask(gateway, "/role/a/")[2] == b"made"
    assert ask(gateway, "/admin/")[2] == b"made"
    assert ask(gateway, "/", headers=[("cookie", "sessionid=1")])[2] == b"made"
    assert [name.split("_")[0] for name in ran] == ["readers", "editors", "editors"]


def test_answer_is_finished_before_it_is_sent(gateway):
    closed = []

    class Chunks(list):
        def close(self):
            closed.append(True)

    def application(environ, start_response):
        start_response("206 Partial Content", [("A", "b")])
        return Chunks([b"one", b"two"])

    gateway.application = application

    assert ask(gateway, "/") == (206, {"a": "b"}, b"onetwo")
    assert closed == [True]


def test_form_reaches_the_application(gateway):
    def application(environ, start_response):
        start_response("200 OK", [])
        return [environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))]

    gateway.application = application
    sent = {"protocol": Protocol(b"a=", b"1"), "headers": [("content-length", "3")]}

    assert ask(gateway, "/admin/login/", "POST", **sent)[2] == b"a=1"


def test_refusal_says_why_and_is_kept_by_nobody(gateway):
    sent = {"protocol": Protocol(b"a"), "headers": [("content-length", "9" * 9)]}

    status, headers, body = ask(gateway, "/admin/login/", "POST", **sent)

    assert (status, body) == (413, b"Request Entity Too Large\n")
    assert headers["cache-control"] == "no-store"
    assert headers["connection"] == "close"


def test_busy_portal_says_when_to_come_back(gateway):
    gateway.readers.requests = 10**6

    status, headers, _body = ask(gateway, "/")

    assert status == 503
    assert int(headers["retry-after"]) > 0
