"""Finished pages for readers, kept in front of Django.

A page is kept if its response says by `Surrogate-Key` what it shows, and given out
while that is fresh (see surrogate_keys). Who has a session passes by. The response's
`No-Vary-Search` (https://wicg.github.io/nav-speculation/no-vary-search.html) says which
parameters of a query make another page; others are dropped before Django sees them.
"""

import gzip
import re
import threading
import time
from collections import OrderedDict
from contextlib import suppress
from functools import lru_cache
from hashlib import blake2b
from urllib.parse import parse_qsl, urlencode

import brotli

from portal.caching import surrogate_keys

PARAMETERS = re.compile(r'"([a-z_]+)"')
LARGEST_PAGE = 1 << 20
# For how long an old page may stand in when Django fails, in seconds.
STALE_SECONDS = 24 * 3600
# How long others wait for the one that makes a page, in seconds.
PATIENCE = 30
DAY = 24 * 3600
NOT_KEPT = {"content-length", "connection", "date", "vary", "etag", "last-modified"}
COMPRESS = {
    "br": lambda body: brotli.compress(body, quality=5),
    "gzip": lambda body: gzip.compress(body, 6, mtime=0),
}
# What RFC 9110, section 15.4.5, wants in a response without content.
IN_304 = {
    *("cache-control", "content-location", "expires"),
    *("surrogate-key", "x-accel-expires"),
}


class Page:
    """A finished response, ready in every encoding that was asked for."""

    def __init__(self, headers, body, number, last_modified=None):
        self.number = number
        self.made_at = time.time()
        self.headers = headers
        self.digest = blake2b(body, digest_size=12).hexdigest()
        self.last_modified = last_modified or _http_date(self.made_at)
        keys = {name.lower(): value for name, value in headers}
        names = {*keys["surrogate-key"].split(), surrogate_keys.EVERYTHING}
        self.slots = tuple(map(surrogate_keys.slot_of, names))
        self.checked = -1
        self.ready = {"": self._prepared("", body)}
        # In bytes, with room for the compressed bodies and the headers.
        self.weight = len(body) * 3 // 2 + 4000

    def is_fresh(self, table):
        newest = table.newest
        if self.checked != newest:
            if not table.is_fresh(self.slots, self.number):
                return False
            self.checked = newest
        now = time.time()
        # Some pages say how long something has lasted up to today.
        return now // DAY == self.made_at // DAY and not table.is_due

    def in_encoding(self, encoding):
        """(ETag, headers, headers of a 304, body)."""
        if encoding not in self.ready:
            body = COMPRESS[encoding](self.ready[""][3])
            self.ready[encoding] = self._prepared(encoding, body)
        return self.ready[encoding]

    def _prepared(self, encoding, body):
        etag = f'"{self.digest}{encoding and "-"}{encoding}"'
        own = [
            ("ETag", etag),
            ("Last-Modified", self.last_modified),
            ("Vary", "Accept-Encoding"),
        ]
        encoded = [("Content-Encoding", encoding)] if encoding else []
        length = [("Content-Length", str(len(body)))]
        short = [pair for pair in self.headers if pair[0].lower() in IN_304]
        return etag, [*self.headers, *own, *encoded, *length], [*short, *own], body


class PageCache:
    """A WSGI application around another one. Addresses that begin with one of
    `besides` pass by."""

    def __init__(
        self, application, *, most_bytes, besides=(), shared=False, exact=False
    ):
        self.application = application
        self.most_bytes, self.besides = most_bytes, tuple(besides)
        self.shared, self.exact = shared, exact
        self.table = surrogate_keys.table
        self.pages = OrderedDict()
        self.parameters = {}
        self.size = 0
        self.flights = {}
        self.lock = threading.Lock()
        self.synchronised = 0.0

    def __call__(self, environ, start_response):
        if (
            not _is_anonymous_reading(environ)
            or environ["PATH_INFO"].startswith(self.besides)
            or (self.shared and not self._knows_other_machines())
        ):
            return self.application(environ, start_response)
        key = self._key(environ)
        page = self.pages.get(key)
        if page is not None and page.is_fresh(self.table):
            self._note_use(key)
            return _answer(page, environ, start_response, "HIT")
        return self._make_once(key, page, environ, start_response)

    def _note_use(self, key):
        # Another thread may have dropped it since.
        with suppress(KeyError):
            self.pages.move_to_end(key)

    def _knows_other_machines(self):
        """Whether what changed on other machines is counted here: exactly, or as it
        was a second ago."""
        now = time.monotonic()
        if not self.exact and now - self.synchronised < 1:
            return True
        if surrogate_keys.sync():
            self.synchronised = now
            return True
        return False

    def _key(self, environ):
        path = environ["PATH_INFO"]
        query = environ.get("QUERY_STRING", "")
        if query and (known := self.parameters.get(path)) is not None:
            query = environ["QUERY_STRING"] = _normal(query, known)
        return (
            environ.get("HTTP_HOST"),
            environ.get("HTTP_X_FORWARDED_PROTO"),
            path,
            query,
        )

    def _make_once(self, key, old, environ, start_response):
        """One makes the page; who asks for it meanwhile waits for that."""
        with self.lock:
            flight = self.flights.get(key)
            if flight is None:
                mine = self.flights[key] = threading.Event()
        if flight is not None:
            flight.wait(PATIENCE)
            page = self.pages.get(key)
            if page is not None and page.is_fresh(self.table):
                return _answer(page, environ, start_response, "HIT")
            return self.application(environ, start_response)
        try:
            return self._make(key, old, environ, start_response)
        finally:
            with self.lock:
                self.flights.pop(key, None)
            mine.set()

    def _make(self, key, old, environ, start_response):
        number = self.table.newest
        with surrogate_keys.since(number):
            status, headers, body = _whole_response(self.application, environ)
        names = {name.lower(): value for name, value in headers}
        if status[0] == "5" and old and time.time() - old.made_at < STALE_SECONDS:
            return _answer(old, environ, start_response, "STALE")
        if (
            not status.startswith("200")
            or "surrogate-key" not in names
            or "set-cookie" in names
            or len(body) > LARGEST_PAGE
        ):
            start_response(status, headers)
            return [b"" if environ["REQUEST_METHOD"] == "HEAD" else body]
        kept = [pair for pair in headers if pair[0].lower() not in NOT_KEPT]
        page = Page(kept, body, number)
        if old and old.digest == page.digest:
            page = Page(kept, body, number, old.last_modified)
        if self._takes_all_parameters(key, names):
            self._keep(key, page)
        return _answer(page, environ, start_response, "MISS")

    def _takes_all_parameters(self, key, names):
        """Learn the parameters of the page's path. Whether the page depends on all
        that stand in its query; if not, it must be made again without the others."""
        path, query = key[2:]
        if "no-vary-search" in names:
            known = tuple(PARAMETERS.findall(names["no-vary-search"]))
            self.parameters[path] = known
            return not query or _normal(query, known) == query
        return True

    def _keep(self, key, page):
        with self.lock:
            if (before := self.pages.pop(key, None)) is not None:
                self.size -= before.weight
            self.pages[key] = page
            self.size += page.weight
            while self.size > self.most_bytes and self.pages:
                (_host, _scheme, path, _query), oldest = self.pages.popitem(last=False)
                self.size -= oldest.weight
                self.parameters.pop(path, None)


def _is_anonymous_reading(environ):
    return (
        environ["REQUEST_METHOD"] in {"GET", "HEAD"}
        # Whatever stands before it: `__Host-` where there is TLS.
        and "sessionid=" not in environ.get("HTTP_COOKIE", "")
        and "HTTP_AUTHORIZATION" not in environ
    )


@lru_cache(maxsize=4_000)
def _normal(query, known):
    """The query with the known parameters only, in the order of their names."""
    # As WSGI has them: a character for each byte.
    pairs = parse_qsl(query, keep_blank_values=True, encoding="latin-1")
    kept = [pair for pair in pairs if pair[0] in known]
    # sorted() is stable: the values of one parameter keep their order.
    kept.sort(key=lambda pair: pair[0])
    return urlencode(kept, encoding="latin-1")


def _whole_response(application, environ):
    """(status, headers, body) of a GET without conditions and encodings."""
    plain = {**environ, "REQUEST_METHOD": "GET"}
    for name in ("ACCEPT_ENCODING", "IF_NONE_MATCH", "IF_MODIFIED_SINCE", "RANGE"):
        plain.pop(f"HTTP_{name}", None)
    started = []
    chunks = application(plain, lambda *answer: started.append(answer))
    try:
        body = b"".join(chunks)
    finally:
        if hasattr(chunks, "close"):
            chunks.close()
    status, headers = started[-1][:2]
    return status, headers, body


def _answer(page, environ, start_response, how):
    encoding = _encoding(environ.get("HTTP_ACCEPT_ENCODING", ""))
    etag, headers, short, body = page.in_encoding(encoding)
    cached = ("X-Cache", how)
    if _is_known(page, etag, environ):
        start_response("304 Not Modified", [*short, cached])
        return []
    start_response("200 OK", [*headers, cached])
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def _encoding(accepted):
    if "q=0" in accepted:
        offers = (offer.replace(" ", "").split(";") for offer in accepted.split(","))
        accepted = ",".join(
            name
            for name, *parameters in offers
            if not any(re.fullmatch(r"q=0(\.0*)?", p) for p in parameters)
        )
    if "br" in accepted:
        return "br"
    return "gzip" if "gzip" in accepted else ""


def _is_known(page, etag, environ):
    """Whether the client has the page (RFC 9110, section 13.2.2)."""
    if (tags := environ.get("HTTP_IF_NONE_MATCH")) is not None:
        return etag in tags or tags.strip() == "*"
    return environ.get("HTTP_IF_MODIFIED_SINCE") == page.last_modified


def _http_date(timestamp):
    return time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime(timestamp))
