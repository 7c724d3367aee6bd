"""Anonymous readers read from replicas of the database, and never an older page than
the one that was published last.

A change leaves a mark in the shared cache: how far the primary's log had been written.
A replica is read from once it has replayed the log up to the mark; until then, and
whenever anything is unknown, the primary answers.
"""

import logging
import random
import time
from contextvars import ContextVar
from weakref import WeakKeyDictionary

from django.conf import settings
from django.core.cache import cache
from django.db import (
    DEFAULT_DB_ALIAS,
    InterfaceError,
    OperationalError,
    connections,
    transaction,
)
from django.urls import reverse

from portal.databases.time_limit import was_cut_off

MARK, MARKING = "replicas:mark", "replicas:marking"
# The mark expires: it may be out of date if the cache was away during a change.
MARK_SECONDS = 60
# How long a replica that failed is not read from.
SET_ASIDE_SECONDS = 5
ADVISORY_LOCK = 7_263_401  # any number that nothing else here locks
UNAVAILABLE = (OperationalError, InterfaceError)

logger = logging.getLogger(__name__)
_read_from = ContextVar("read_from", default=DEFAULT_DB_ALIAS)
_set_aside_until = {}  # by alias
# How far a replica has replayed the log, by the driver's connection: a replica that was
# restarted may be further back than before.
_replayed = WeakKeyDictionary()


class Router:
    """Sends a request's reads where the middleware decided."""

    def db_for_read(self, model, **hints):
        if connections[DEFAULT_DB_ALIAS].in_atomic_block:
            return DEFAULT_DB_ALIAS
        return _read_from.get()

    def db_for_write(self, model, **hints):
        # The rest of the request reads what it wrote.
        _read_from.set(DEFAULT_DB_ALIAS)
        return DEFAULT_DB_ALIAS

    def allow_relation(self, one, other, **hints):
        return True

    def allow_migrate(self, db, app_label, **hints):
        return db == DEFAULT_DB_ALIAS


class ReplicaMiddleware:
    """Chooses the database for a request's reads. If the replica fails, the view is
    called again with the primary, so this must be the last middleware."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        is_safe = request.method in {"GET", "HEAD"}
        is_reader = is_safe and (
            settings.SESSION_COOKIE_NAME not in request.COOKIES
            and not request.path.startswith(reverse("admin:index"))
        )
        token = _read_from.set(_up_to_date() if is_reader else DEFAULT_DB_ALIAS)
        try:
            response = self.get_response(request)
        finally:
            _read_from.reset(token)
        if not is_safe:
            mark_written()
        return response

    def process_exception(self, request, exception):
        alias = _read_from.get()
        failed = isinstance(exception, UNAVAILABLE) and not was_cut_off(exception)
        if alias == DEFAULT_DB_ALIAS or not failed:
            return None
        _set_aside(alias, exception)
        _read_from.set(DEFAULT_DB_ALIAS)
        return self.get_response(request)


def mark_written():
    """Once the transaction is committed, keep readers from replicas that have not
    replayed it. Call it before anything that makes readers ask for the new page."""
    if settings.REPLICAS:
        transaction.on_commit(_mark)


def _mark():
    try:
        # One at a time, so that the mark never goes back.
        with transaction.atomic(), connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ADVISORY_LOCK])
            cursor.execute("SELECT pg_current_wal_lsn() - '0/0'")
            cache.set(MARK, int(cursor.fetchone()[0]), MARK_SECONDS)
    except UNAVAILABLE as error:
        # What was changed is stored, and must be told of all the same.
        logger.warning("The primary answers readers, its log is not known: %s", error)
        cache.delete(MARK)


def _up_to_date():
    """The alias of a replica that has replayed the log up to the mark, else the
    primary's."""
    mark = cache.get(MARK)
    if mark is None:
        # One process makes the mark; none does while the cache is away.
        if cache.add(MARKING, True, SET_ASIDE_SECONDS):
            _mark()
        return DEFAULT_DB_ALIAS
    for alias in random.sample(settings.REPLICAS, len(settings.REPLICAS)):
        if time.monotonic() < _set_aside_until.get(alias, 0):
            continue
        try:
            if _has_replayed(connections[alias], mark):
                return alias
        except UNAVAILABLE as error:
            _set_aside(alias, error)
    return DEFAULT_DB_ALIAS


def _has_replayed(connection, mark):
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    if _replayed.get(connection.connection, -1) < mark:
        with connection.cursor() as cursor:
            # NULL on a server that is not a replica (any more): it is never used.
            cursor.execute("SELECT COALESCE(pg_last_wal_replay_lsn() - '0/0', -1)")
            _replayed[connection.connection] = int(cursor.fetchone()[0])
    return _replayed[connection.connection] >= mark


def _set_aside(alias, error):
    logger.warning("%s is set aside for %s s: %s", alias, SET_ASIDE_SECONDS, error)
    _set_aside_until[alias] = time.monotonic() + SET_ASIDE_SECONDS
    connections[alias].close()
