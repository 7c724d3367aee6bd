"""A finished page as the page cache keeps and sends it."""

import gzip
import re
import time
from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple
from wsgiref.types import StartResponse, WSGIEnvironment

import brotli

from portal.caching.change_counters import ChangeCounters, slot_of
from portal.caching.surrogate_keys import EVERYTHING

# For how long a stale page is served when Django fails.
STALE_IF_ERROR_SECONDS = 24 * 3600
DAY_SECONDS = 24 * 3600
WEIGHT = re.compile(r"0(\.\d{0,3})?|1(\.0{0,3})?", re.ASCII)
MAX_ACCEPTED = 200
# Set for each response, or different for each client.
DROPPED_HEADERS = frozenset(
    "content-length connection date vary etag last-modified".split()
)
# Those that RFC 9110, section 15.4.5, wants in a 304, and those that proxies need.
NOT_MODIFIED_HEADERS = frozenset(
    "cache-control content-location expires surrogate-key x-accel-expires".split()
)
# The one that makes pages smallest first.
COMPRESS = {
    "br": lambda body: brotli.compress(body, quality=5),
    "gzip": lambda body: gzip.compress(body, 6, mtime=0),
}

Headers = list[tuple[str, str]]


class Representation(NamedTuple):
    """A page in one encoding."""

    etag: str
    headers: Headers
    not_modified_headers: Headers
    body: bytes


class CachedResponse:
    """A page, made from a response with status 200 and the header `Surrogate-Key`.

    `number` is that of the newest change when its making began. `previous` is the page
    whose place it takes: with the same body, it keeps the time of its last change.
    """

    def __init__(
        self,
        headers: Headers,
        body: bytes,
        number: int,
        previous: "CachedResponse | None" = None,
    ):
        self.headers = [
            pair for pair in headers if pair[0].lower() not in DROPPED_HEADERS
        ]
        self.number = number
        self.made_at = time.time()
        self.digest = blake2b(body, digest_size=12).hexdigest()
        self.last_modified = (
            previous.last_modified
            if previous and previous.digest == self.digest
            else _http_date(self.made_at)
        )
        keys = {name.lower(): value for name, value in headers}["surrogate-key"].split()
        self.slots = tuple(map(slot_of, {*keys, EVERYTHING}))
        # The number of the newest change for which this was looked up.
        self.fresh_up_to = -1
        self.representations = {"": self._represent("", body)}
        # In bytes, with room for the compressed bodies, the slots and all else.
        self.size = len(body) * 3 // 2 + 40 * len(self.slots) + 4000
        self.size += sum(len(name) + len(value) for name, value in headers)

    def is_fresh(self, counters: ChangeCounters) -> bool:
        """Whether nothing that the page depends on changed since it was made."""
        newest = counters.newest
        if self.fresh_up_to != newest:
            if not counters.is_fresh(self.slots, self.number):
                return False
            self.fresh_up_to = newest
        now = time.time()
        # Some pages say how long something has lasted up to today.
        return now // DAY_SECONDS == self.made_at // DAY_SECONDS and not counters.is_due

    def may_replace_error(self) -> bool:
        """Whether the page, though stale, may be served because Django fails."""
        return time.time() - self.made_at < STALE_IF_ERROR_SECONDS

    def send(
        self, environ: WSGIEnvironment, start_response: StartResponse, how: str
    ) -> Iterable[bytes]:
        """Answer a GET or HEAD in the best encoding that the client accepts, with 304
        if it has that already; `how` is the value of the header `X-Cache`."""
        encoding = _best_encoding(environ.get("HTTP_ACCEPT_ENCODING", ""))
        etag, headers, not_modified_headers, body = self._in_encoding(encoding)
        cache_header = ("X-Cache", how)
        if self._is_known_to(environ, etag):
            start_response("304 Not Modified", [*not_modified_headers, cache_header])
            return []
        start_response("200 OK", [*headers, cache_header])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    def _is_known_to(self, environ: WSGIEnvironment, etag: str) -> bool:
        # RFC 9110, section 13.2.2: the date counts only if there is no ETag.
        if (etags := environ.get("HTTP_IF_NONE_MATCH")) is not None:
            return etag in etags or etags.strip() == "*"
        return environ.get("HTTP_IF_MODIFIED_SINCE") == self.last_modified

    def _in_encoding(self, encoding: str) -> Representation:
        if encoding not in self.representations:
            body = COMPRESS[encoding](self.representations[""].body)
            self.representations[encoding] = self._represent(encoding, body)
        return self.representations[encoding]

    def _represent(self, encoding: str, body: bytes) -> Representation:
        etag = f'"{self.digest}{encoding and "-"}{encoding}"'
        validators = [
            ("ETag", etag),
            ("Last-Modified", self.last_modified),
            ("Vary", "Accept-Encoding"),
        ]
        encoded = [("Content-Encoding", encoding)] if encoding else []
        length = [("Content-Length", str(len(body)))]
        short = [
            pair for pair in self.headers if pair[0].lower() in NOT_MODIFIED_HEADERS
        ]
        return Representation(
            etag,
            [*self.headers, *validators, *encoded, *length],
            [*short, *validators],
            body,
        )


def _best_encoding(accepted: str) -> str:
    """`br`, `gzip` or, for none, an empty string: what Accept-Encoding gives the
    highest weight, of equal ones the smallest."""
    # Longer ones, which no browser sends, are not remembered.
    return _chosen(accepted) if len(accepted) <= MAX_ACCEPTED else ""


@lru_cache(maxsize=200)
def _chosen(accepted: str) -> str:
    # RFC 9110, section 12.5.3.
    weights: dict[str, float] = {}
    for offer in accepted.lower().split(","):
        name, *parameters = (part.strip() for part in offer.split(";"))
        weights[name] = _weight(parameters)
    others = weights.get("*", 0.0)
    identity = weights.get("identity", others)
    best = max(COMPRESS, key=lambda name: weights.get(name, others))
    weight = weights.get(best, others)
    return best if weight > 0 and weight >= identity else ""


def _weight(parameters: list[str]) -> float:
    """1 if none is given, 0 for one that cannot be read."""
    given = next((p[2:].strip() for p in parameters if p.startswith("q=")), "1")
    return float(given) if WEIGHT.fullmatch(given) else 0.0


def _http_date(timestamp: float) -> str:
    return time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime(timestamp))
