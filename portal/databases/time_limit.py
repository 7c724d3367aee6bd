"""No reader's query takes longer than STATEMENT_TIMEOUT on PostgreSQL.

The admin and commands have no limit.
"""

from contextvars import ContextVar
from weakref import WeakKeyDictionary

from django.conf import settings
from django.db import connections
from django.db.backends.signals import connection_created
from django.dispatch import receiver
from django.urls import reverse
from psycopg2.errors import QueryCanceled

from portal.views import unavailable

# How long a statement of this request may take; 0 is no limit, None outside requests.
_seconds: ContextVar[int | None] = ContextVar("seconds", default=None)
# The limit that is set, by the driver's connection.
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
    """Set the request's limit on a connection to PostgreSQL, if it has another one."""
    seconds, driver = _seconds.get(), connection.connection
    if seconds is None or driver is None or connection.vendor != "postgresql":
        return
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
    return isinstance(exception.__cause__, QueryCanceled)
