"""Redis or Valkey as a cache that may go away: then nothing is found and nothing is
kept, and the portal goes on, slower."""

import logging
import time

from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

# Seconds until an absent server is asked again; meanwhile no request waits for it.
LEFT_ALONE_FOR = 5
PATIENCE = {"socket_connect_timeout": 1, "socket_timeout": 1}

logger = logging.getLogger(__name__)


class TolerantClient(RedisCacheClient):
    """Answers as an empty cache does while the server cannot be asked."""

    # Shared by the threads, each of which has a client of its own.
    _away_until = 0.0

    def _ask(self, otherwise, method, *args):
        if time.monotonic() < TolerantClient._away_until:
            return otherwise
        try:
            answer = method(*args)
        except RedisError as error:
            if not TolerantClient._away_until:
                logger.warning("Going on without the shared cache: %s", error)
            TolerantClient._away_until = time.monotonic() + LEFT_ALONE_FOR
            return otherwise
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
        """Raises ValueError, as for a key that is not there."""
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
    """`CACHE_URL=redis://…`"""

    def __init__(self, server, params):
        # Once more at once: a connection that was kept may be from before a restart.
        retry = Retry(NoBackoff(), 1)
        options = {**PATIENCE, "retry": retry, **params.get("OPTIONS", {})}
        super().__init__(server, {**params, "OPTIONS": options})
        self._class = TolerantClient
