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
    """Whether readers may be sent here, and each check by name: `ok` or `failed`. What
    else failed, which keeps no readers away, is in `details`."""
    checks = _results(settings.READINESS_CHECKS)
    details = _results(settings.READINESS_DETAILS)
    ready = set(checks.values()) <= {"ok"}
    answer = {"ready": ready, "checks": checks}
    if failed := {name: said for name, said in details.items() if said != "ok"}:
        answer["details"] = failed
    status = HTTPStatus.OK if ready else HTTPStatus.SERVICE_UNAVAILABLE
    return JsonResponse(answer, status=status)


def database_answers() -> bool:
    connection.ensure_connection()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


def migrations_are_applied() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _results(checks):
    said = {name: _holds(import_string(path)) for name, path in checks.items()}
    # A check may say itself what failed.
    words = {True: "ok", False: "failed"}
    return {name: words.get(answer, answer) for name, answer in said.items()}


def _holds(check):
    try:
        return check()
    except Error:
        # What the database says may name hosts and accounts.
        return False
