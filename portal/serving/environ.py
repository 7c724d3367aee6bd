"""A request of RSGI (docs/spec/RSGI.md of Granian) as WSGI has it (PEP 3333)."""

import sys
from functools import lru_cache
from wsgiref.types import WSGIEnvironment

CONSTANT = {
    "SCRIPT_NAME": "",
    "wsgi.version": (1, 0),
    "wsgi.errors": sys.stderr,
    "wsgi.multithread": True,
    "wsgi.multiprocess": True,
    "wsgi.run_once": False,
}


def wsgi_environ(scope) -> WSGIEnvironment:
    """The environment of the request, without its body."""
    server, _, port = scope.server.rpartition(":")
    environ = {
        **CONSTANT,
        "REQUEST_METHOD": scope.method,
        "PATH_INFO": _one_character_a_byte(scope.path),
        "QUERY_STRING": _one_character_a_byte(scope.query_string),
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "SERVER_NAME": server.strip("[]"),
        "SERVER_PORT": port,
        "REMOTE_ADDR": scope.client.rpartition(":")[0].strip("[]"),
        "wsgi.url_scheme": scope.scheme,
    }
    for name, value in scope.headers.items():
        if key := _key(name):
            before = environ.get(key)
            separator = "; " if key == "HTTP_COOKIE" else ","
            environ[key] = value if before is None else f"{before}{separator}{value}"
    if "HTTP_HOST" not in environ:
        environ["HTTP_HOST"] = scope.authority or ""
    return environ


def _one_character_a_byte(text: str) -> str:
    return text if text.isascii() else text.encode().decode("latin-1")


@lru_cache(maxsize=500)
def _key(header: str) -> str | None:
    """The key of a header. None for one with an underscore, which would have the key of
    one with a hyphen: nobody may forge what a proxy sets."""
    if "_" in header:
        return None
    key = header.upper().replace("-", "_")
    return key if key in {"CONTENT_TYPE", "CONTENT_LENGTH"} else f"HTTP_{key}"
