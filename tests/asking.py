"""Ask for pages as a server does, through WSGI."""

from io import BytesIO


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.body = int(status.split()[0]), body
        self.headers = {name.lower(): value for name, value in headers}

    @property
    def text(self):
        return self.body.decode()

    @property
    def how(self):
        return self.headers.get("x-cache")


def ask(application, address, method="GET", **headers):
    path, _, query = address.partition("?")
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "HTTP_HOST": "testserver",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.input": BytesIO(),
        "wsgi.errors": BytesIO(),
        "wsgi.url_scheme": "http",
        **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
    }
    started = []
    chunks = application(environ, lambda *answer: started.append(answer[:2]))
    return Answer(*started[-1], b"".join(chunks))


def is_warm(cache, address):
    return ask(cache, address).how == "HIT"


def warm(cache, *addresses):
    for address in addresses:
        ask(cache, address)
        assert is_warm(cache, address), address


def kept(cache):
    """Path and query of all pages that are kept."""
    shelves = cache.pages.plain, cache.pages.queried
    return [key[2:] for shelf in shelves for key in shelf.pages]
