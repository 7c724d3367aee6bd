"""Finished pages for readers, cached in front of Django.

A page is cached if its response names what it depends on by `Surrogate-Key`, and is
served from the cache while that is fresh (see surrogate_keys). Requests with a session
bypass the cache. The response's `No-Vary-Search`
(https://wicg.github.io/nav-speculation/no-vary-search.html) names the parameters of the
query that the page depends on; Django is never asked with the others.
"""

import re
import threading
import time
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.conf import settings

from portal.caching import surrogate_keys
from portal.caching.cached_response import CachedResponse, Headers
from portal.caching.kept_pages import KeptPages, Key
from portal.http.hosts import allowed_host

PARAMETERS = re.compile(r'"([a-z_]+)"')
MAX_BODY_BYTES = 1 << 20
# Longer queries are not looked up, or what is remembered of them would be too much.
MAX_QUERY_BYTES = 1_000
# Of how many hosts as they are written, and of how many paths, something is remembered.
MAX_HOSTS, MAX_PATHS = 500, 10_000
# How long other requests wait for the one that makes a page.
WAIT_SECONDS = 30


class PageCache:
    """A WSGI application that caches the pages of another one.

    It holds `max_bytes` at most and bypasses paths that begin with one of `bypass`.
    `shared` says that other machines change pages too: it asks for their changes once a
    second, with `exact` at each request.
    """

    def __init__(
        self,
        application: WSGIApplication,
        *,
        max_bytes: int,
        bypass: Iterable[str] = (),
        shared: bool = False,
        exact: bool = False,
    ):
        self.application, self.bypass = application, tuple(bypass)
        self.shared, self.exact = shared, exact
        self.session_cookie = f"{settings.SESSION_COOKIE_NAME}="
        self.counters = surrogate_keys.counters
        self.pages = KeptPages(max_bytes)
        self.proxy_header = settings.SECURE_PROXY_SSL_HEADER
        # By host as a client wrote it: the entry of ALLOWED_HOSTS that it meets.
        self.hosts: dict[str, str] = {}
        # By path: the parameters that its pages depend on.
        self.parameters: dict[str, tuple[str, ...]] = {}
        # By key: set when the page has been made.
        self.in_progress: dict[Key, threading.Event] = {}
        self.lock = threading.Lock()
        self.synced_at = 0.0

    def __call__(
        self, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        if not self._is_for_everybody(environ) or not self._is_in_sync():
            return self.application(environ, start_response)
        if (key := self._key(environ)) is None:
            return self.application(environ, start_response)
        if (page := self._fresh(key)) is not None:
            return page.send(environ, start_response, "HIT")
        return self._make_once(key, self.pages.get(key), environ, start_response)

    def kept(self, environ: WSGIEnvironment) -> CachedResponse | None:
        """The page that answers the request, if nobody has to be asked for it: neither
        the application nor the shared cache."""
        if not self._is_for_everybody(environ) or not self._was_in_sync():
            return None
        key = self._key(environ)
        return key and self._fresh(key)

    def _is_for_everybody(self, environ: WSGIEnvironment) -> bool:
        return (
            environ["REQUEST_METHOD"] in {"GET", "HEAD"}
            and self.session_cookie not in environ.get("HTTP_COOKIE", "")
            and "HTTP_AUTHORIZATION" not in environ
            and not environ["PATH_INFO"].startswith(self.bypass)
        )

    def _is_in_sync(self) -> bool:
        """Whether the changes of other machines are counted here."""
        if self._was_in_sync():
            return True
        now = time.monotonic()
        if surrogate_keys.sync():
            self.synced_at = now
            return True
        return False

    def _was_in_sync(self) -> bool:
        return not self.shared or (
            not self.exact and time.monotonic() - self.synced_at < 1
        )

    def _fresh(self, key: Key) -> CachedResponse | None:
        page = self.pages.get(key)
        if page is None or not page.is_fresh(self.counters):
            return None
        self.pages.mark_used(key)
        return page

    def _key(self, environ: WSGIEnvironment) -> Key | None:
        """None for what Django refuses or nobody asks twice."""
        host = self._host(environ.get("HTTP_HOST", ""))
        path, query = environ["PATH_INFO"], environ.get("QUERY_STRING", "")
        if host is None or len(query) > MAX_QUERY_BYTES:
            return None
        if query and (parameters := self.parameters.get(path)) is not None:
            query = environ["QUERY_STRING"] = _reduced(query, parameters)
        return host, self._is_secure(environ), path, query

    def _host(self, written: str) -> str | None:
        host = self.hosts.get(written)
        if host is None and (host := allowed_host(written)) is not None:
            if len(self.hosts) >= MAX_HOSTS:
                self.hosts.clear()
            self.hosts[written] = host
        return host

    def _is_secure(self, environ: WSGIEnvironment) -> bool:
        """As Django knows it."""
        if self.proxy_header is None:
            return environ["wsgi.url_scheme"] == "https"
        name, value = self.proxy_header
        return environ.get(name, "").partition(",")[0].strip() == value

    def _make_once(
        self,
        key: Key,
        stale: CachedResponse | None,
        environ: WSGIEnvironment,
        start_response: StartResponse,
    ) -> Iterable[bytes]:
        """One request makes the page; others that ask for it meanwhile wait for it."""
        with self.lock:
            others = self.in_progress.get(key)
            if others is None:
                mine = self.in_progress[key] = threading.Event()
        if others is not None:
            others.wait(WAIT_SECONDS)
            page = self.pages.get(key)
            if page is not None and page.is_fresh(self.counters):
                return page.send(environ, start_response, "HIT")
            return self.application(environ, start_response)
        try:
            return self._make(key, stale, environ, start_response)
        finally:
            with self.lock:
                self.in_progress.pop(key, None)
            mine.set()

    def _make(
        self,
        key: Key,
        stale: CachedResponse | None,
        environ: WSGIEnvironment,
        start_response: StartResponse,
    ) -> Iterable[bytes]:
        number = self.counters.newest
        with surrogate_keys.reading_since(number):
            status, headers, body = _full_response(self.application, environ)
        if status.startswith("5") and stale and stale.may_replace_error():
            return stale.send(environ, start_response, "STALE")
        fields = {name.lower(): value for name, value in headers}
        if not _may_be_cached(status, fields, body):
            start_response(status, headers)
            return [b"" if environ["REQUEST_METHOD"] == "HEAD" else body]
        page = CachedResponse(headers, body, number, previous=stale)
        if self._depends_on_whole_query(key, fields):
            self.pages.keep(key, page)
        return page.send(environ, start_response, "MISS")

    def _depends_on_whole_query(self, key: Key, fields: dict[str, str]) -> bool:
        """Learn the parameters of the page's path. Returns whether the query has no
        others, and none that the page has read otherwise; if it has, the page may show
        them and is not for everybody."""
        path, query = key[2:]
        if "no-vary-search" not in fields:
            return True
        parameters = _parameters(fields["no-vary-search"])
        if len(self.parameters) >= MAX_PATHS:
            self.parameters.clear()
        self.parameters[path] = parameters
        is_whole = not query or _reduced(query, parameters) == query
        return is_whole and "content-location" not in fields


@lru_cache(maxsize=100)
def _parameters(no_vary_search: str) -> tuple[str, ...]:
    # One for all paths of a view.
    return tuple(PARAMETERS.findall(no_vary_search))


@lru_cache(maxsize=2_000)
def _reduced(query: str, parameters: tuple[str, ...]) -> str:
    """The query with these parameters only, in the order of their names."""
    # As WSGI has them: a character for each byte.
    pairs = parse_qsl(query, keep_blank_values=True, encoding="latin-1")
    kept = [pair for pair in pairs if pair[0] in parameters]
    # The sort is stable: the values of one parameter keep their order.
    kept.sort(key=lambda pair: pair[0])
    return urlencode(kept, encoding="latin-1")


def _full_response(
    application: WSGIApplication, environ: WSGIEnvironment
) -> tuple[str, Headers, bytes]:
    """Status, headers and body of a GET without conditions and encodings."""
    plain = {**environ, "REQUEST_METHOD": "GET"}
    for name in ("ACCEPT_ENCODING", "IF_NONE_MATCH", "IF_MODIFIED_SINCE", "RANGE"):
        plain.pop(f"HTTP_{name}", None)
    started = []
    chunks = application(plain, lambda *start: started.append(start))
    try:
        body = b"".join(chunks)
    finally:
        if hasattr(chunks, "close"):
            chunks.close()
    status, headers = started[-1][:2]
    return status, headers, body


def _may_be_cached(status: str, fields: dict[str, str], body: bytes) -> bool:
    return (
        status.startswith("200")
        and "surrogate-key" in fields
        and "set-cookie" not in fields
        and len(body) <= MAX_BODY_BYTES
    )
