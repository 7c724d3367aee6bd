"""A WSGI application that does nothing but give back so many bytes: what the server
itself takes."""

from functools import cache


@cache
def constant(size):
    return b"x" * size


def application(environ, start_response):
    body = constant(int(environ["PATH_INFO"].lstrip("/")))
    start_response("200 OK", [("Content-Length", str(len(body)))])
    return [body]
