"""Redis or Valkey as a cache that may go away: it is then empty and keeps nothing, and
the portal goes on, slower."""

import logging
import time

from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

# How long a server that failed is not asked, so that requests do not wait for it.
RETRY_AFTER_SECONDS = 5
TIMEOUTS = {"socket_connect_timeout": 1, "socket_timeout": 1}

logger = logging.getLogger(__name__)


class TolerantClient(RedisCacheClient):
    """Answers as an empty cache does while the server cannot be asked."""

    # On the class: each thread has a client of its own, and all share the server.
    _away_until = 0.0

    def _ask(self, default, method, *args):
        if time.monotonic() < TolerantClient._away_until:
            return default
        try:
            answer = method(*args)
        except RedisError as error:
            if not TolerantClient._away_until:
                logger.warning("Going on without the shared cache: %s", error)
            TolerantClient._away_until = time.monotonic() + RETRY_AFTER_SECONDS
            return default
        if TolerantClient._away_until:
            TolerantClient._away_until = 0.0
            logger.warning("The shared cache is back.")
        return answer

    def add(self, *args):
        return self._ask(False, super().add, *args)

    def get(self, key, default):
        return self._ask(default, super().get, key, default)

    def set(self, *args):
        self._ask(None, super().set, *args)

    def touch(self, *args):
        return self._ask(False, super().touch, *args)

    def delete(self, *args):
        return self._ask(False, super().delete, *args)

    def get_many(self, *args):
        return self._ask({}, super().get_many, *args)

    def has_key(self, *args):
        return self._ask(False, super().has_key, *args)

    def incr(self, key, delta):
        """Raises ValueError, as for a missing key, while the server is away."""
        value = self._ask(None, super().incr, key, delta)
        if value is None:
            raise ValueError(f"Key {key!r} not found.")
        return value

    def set_many(self, *args):
        self._ask(None, super().set_many, *args)

    def delete_many(self, *args):
        self._ask(None, super().delete_many, *args)

    def clear(self):
        return self._ask(False, super().clear)


class SharedCache(RedisCache):
    """The cache of `CACHE_URL=redis://…`."""

    def __init__(self, server, params):
        # A connection that was kept may be from before a restart: try again at once.
        retry = Retry(NoBackoff(), 1)
        options = {**TIMEOUTS, "retry": retry, **params.get("OPTIONS", {})}
        super().__init__(server, {**params, "OPTIONS": options})
        self._class = TolerantClient
