"""Requests of RSGI as WSGI has them."""

from portal.serving.environ import wsgi_environ
from tests.portal.serving.requests import make_scope


def test_request_is_described_as_wsgi_has_it():
    environ = wsgi_environ(
        make_scope("/role/a/", "POST", "q=x", [("content-type", "text/plain")])
    )

    assert environ["REQUEST_METHOD"] == "POST"
    assert environ["PATH_INFO"] == "/role/a/"
    assert environ["QUERY_STRING"] == "q=x"
    assert environ["CONTENT_TYPE"] == "text/plain"
    assert environ["HTTP_HOST"] == "testserver"
    assert environ["SERVER_NAME"] == "127.0.0.1"
    assert environ["SERVER_PORT"] == "8000"
    assert environ["SERVER_PROTOCOL"] == "HTTP/1.1"


def test_text_has_a_character_for_each_byte():
    environ = wsgi_environ(make_scope("/é/", query="q=é"))

    assert environ["PATH_INFO"] == "/Ã©/"
    assert environ["QUERY_STRING"] == "q=Ã©"


def test_address_of_a_client_has_no_port_and_no_brackets():
    four = wsgi_environ(make_scope(client="192.0.2.1:5000"))
    six = wsgi_environ(make_scope(client="[2001:db8::1]:5000"))

    assert four["REMOTE_ADDR"] == "192.0.2.1"
    assert six["REMOTE_ADDR"] == "2001:db8::1"


def test_headers_that_come_twice_are_joined():
    headers = [("accept", "a"), ("accept", "b"), ("cookie", "a=1"), ("cookie", "b=2")]

    environ = wsgi_environ(make_scope(headers=headers))

    assert environ["HTTP_ACCEPT"] == "a,b"
    assert environ["HTTP_COOKIE"] == "a=1; b=2"


def test_header_with_an_underscore_is_not_taken_for_one_of_the_proxy():
    headers = [("x_forwarded_for", "192.0.2.9"), ("x-forwarded-for", "192.0.2.1")]

    environ = wsgi_environ(make_scope(headers=headers))

    assert environ["HTTP_X_FORWARDED_FOR"] == "192.0.2.1"


def test_host_of_a_whole_address_counts_where_there_is_no_header():
    scope = make_scope(authority="portal.example")
    scope.headers.items = list

    assert wsgi_environ(scope)["HTTP_HOST"] == "portal.example"
