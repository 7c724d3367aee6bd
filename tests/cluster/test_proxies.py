"""The configurations of proxies in docs/deployment, before a server that only says what
it was asked."""

import json
import socket
from contextlib import closing
from threading import Thread
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest

from tests.cluster.servers import Caddy, HAProxy, Proxy
from tests.cluster.visitor import Visitor
from tests.portal.server import free_port

pytestmark = pytest.mark.servers


class Quiet(WSGIRequestHandler):
    def log_message(self, *arguments):
        pass


class Echo:
    """Answers with the headers that it was sent; counts requests."""

    def __init__(self):
        self.asked = 0
        self.server = make_server("127.0.0.1", 0, self, handler_class=Quiet)
        self.port = self.server.server_port
        Thread(target=self.server.serve_forever, daemon=True).start()

    def __call__(self, environ, start_response):
        if environ["PATH_INFO"] != "/healthz":
            self.asked += 1
        environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        start_response("200 OK", [("Content-Type", "application/json")])
        headers = {k: v for k, v in environ.items() if k.startswith("HTTP_")}
        return [json.dumps(headers).encode()]


@pytest.fixture
def echo():
    echo = Echo()
    yield echo
    echo.server.shutdown()
    echo.server.server_close()


@pytest.fixture(params=[Proxy, HAProxy, Caddy])
def proxy(request, echo, tmp_path):
    with request.param(free_port(), echo, tmp_path) as running:
        yield running


def test_client_cannot_say_where_it_comes_from(proxy):
    forged = {"X-Forwarded-For": "192.0.2.9", "X-Forwarded-Proto": "https"}

    told = json.loads(Visitor(proxy.url).get("/", **forged).content)

    assert told["HTTP_X_FORWARDED_FOR"].split(",")[-1].strip() == "127.0.0.1"
    assert told["HTTP_X_FORWARDED_PROTO"] == "http"
    assert told["HTTP_HOST"] == f"127.0.0.1:{proxy.port}"


def test_what_is_for_operators_stays_inside(proxy, echo):
    visitor = Visitor(proxy.url)
    statuses = [visitor.get(path).status_code for path in ("/readyz", "/metrics")]

    assert statuses == [404, 404]
    assert echo.asked == 0


def begin_to_send(proxy, length):
    """A connection that has sent the head of a form and the first byte."""
    connection = socket.create_connection(("127.0.0.1", proxy.port), timeout=10)
    head = f"POST /admin/login/ HTTP/1.1\r\nHost: 127.0.0.1:{proxy.port}\r\n"
    connection.sendall(f"{head}Content-Length: {length}\r\n\r\na".encode())
    return closing(connection)


# Caddy counts what comes, and leaves the rest to the portal.
@pytest.mark.parametrize("proxy", [Proxy, HAProxy], indirect=True)
def test_body_that_is_too_long_is_refused_unread(proxy):
    with begin_to_send(proxy, 26 << 20) as connection:
        assert b" 413 " in connection.recv(100)


@pytest.mark.parametrize("proxy", [Proxy, HAProxy], indirect=True)
def test_portal_is_asked_when_the_body_has_come(proxy, echo):
    with begin_to_send(proxy, 2) as connection:
        Visitor(proxy.url).get("/")
        before = echo.asked
        connection.sendall(b"b")
        answer = connection.recv(100)

    assert before == 1
    assert b" 200 " in answer
    assert echo.asked == 2
