"""No reader's query takes longer than STATEMENT_TIMEOUT, and none waits for a lock
that it can do without.

The admin and commands have no limit.
"""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from weakref import WeakKeyDictionary

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.signals import connection_created
from django.dispatch import receiver
from django.urls import reverse
from psycopg2.errors import QueryCanceled

from portal.views import unavailable

# How often SQLite asks whether the time is over, in steps of its virtual machine: a
# hundred times a second or so.
STEPS = 100_000
# How long PostgreSQL waits for a lock that one can do without.
LOCK_TIMEOUT = "10ms"
# How long a statement of this request may take; 0 is no limit, None outside requests.
_seconds: ContextVar[int | None] = ContextVar("seconds", default=None)
# When the statement began that SQLite is at.
_began: ContextVar[float] = ContextVar("began", default=0.0)
# The limit that is set, by PostgreSQL's driver's connection.
_in_force = WeakKeyDictionary()


class TimeLimitMiddleware:
    """Limits the statements of a request. If one is cancelled, the answer is 503 with
    the time after which to try again."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        is_admin = request.path.startswith(reverse("admin:index"))
        token = _seconds.set(0 if is_admin else settings.STATEMENT_TIMEOUT)
        try:
            for connection in connections.all(initialized_only=True):
                limit(connection)
            return self.get_response(request)
        finally:
            _seconds.reset(token)

    def process_exception(self, request, exception):
        if was_cut_off(exception):
            return unavailable(retry_after=settings.STATEMENT_TIMEOUT)
        return None


# Django opens connections when they are first used, in the middle of a request.
@receiver(connection_created)
def limit(connection, **kwargs):
    """Have the request's limit in force on a connection."""
    if _seconds.get() is None or connection.connection is None:
        return
    if connection.vendor == "sqlite":
        _limit_on_sqlite(connection)
    else:
        _limit_on_postgresql(connection)


def _limit_on_sqlite(connection):
    connection.connection.set_progress_handler(_is_over, STEPS)
    if _timed not in connection.execute_wrappers:
        connection.execute_wrappers.append(_timed)


def _timed(execute, sql, params, many, context):
    _began.set(time.monotonic())
    return execute(sql, params, many, context)


def _is_over():
    """Whether SQLite is to give up the statement that it is at."""
    seconds = _seconds.get()
    return bool(seconds) and time.monotonic() - _began.get() > seconds


def _limit_on_postgresql(connection):
    seconds, driver = _seconds.get(), connection.connection
    if _in_force.get(driver) == seconds:
        return
    connection.close_if_health_check_failed()
    if connection.connection is driver:
        # The driver's cursor: Django's would count this among the page's queries.
        with driver.cursor() as cursor:
            cursor.execute("SET statement_timeout = %s", [f"{seconds}s"])
        _in_force[driver] = seconds


def was_cut_off(exception):
    """Whether the database cancelled the statement, as it does at the limit."""
    cause = exception.__cause__
    return isinstance(cause, QueryCanceled) or (
        isinstance(cause, sqlite3.OperationalError)
        and cause.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT
    )


@contextmanager
def without_waiting() -> Iterator[None]:
    """A transaction for what a reader can do without: it raises OperationalError where
    it would have to wait for a lock that another one holds."""
    connection = connections[DEFAULT_DB_ALIAS]
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        driver = connection.connection
        [patience] = driver.execute("PRAGMA busy_timeout").fetchone()
        driver.execute("PRAGMA busy_timeout = 0")
        try:
            with transaction.atomic():
                yield
        finally:
            driver.execute(f"PRAGMA busy_timeout = {patience}")
    else:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = %s", [LOCK_TIMEOUT])
            yield
