"""Answers for load balancers and watchdogs."""

from http import HTTPStatus

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse, JsonResponse
from django.utils.module_loading import import_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@require_safe
@never_cache
def healthz(request):
    """The process is up. No other server is asked: a restart would not help it."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@never_cache
def readyz(request):
    """Whether readers may be sent here, and each check by name: `ok` or `failed`."""
    checks = {
        name: "ok" if _holds(import_string(path)) else "failed"
        for name, path in settings.READINESS_CHECKS.items()
    }
    ready = set(checks.values()) <= {"ok"}
    return JsonResponse(
        {"ready": ready, "checks": checks},
        status=HTTPStatus.OK if ready else HTTPStatus.SERVICE_UNAVAILABLE,
    )


def database_answers() -> bool:
    connection.ensure_connection()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


def migrations_are_applied() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _holds(check):
    try:
        return check()
    except Error:
        # What the database says may name hosts and accounts.
        return False
