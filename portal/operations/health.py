"""Answers for load balancers and watchdogs."""

from functools import lru_cache
from http import HTTPStatus
from ipaddress import ip_address

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpResponse, JsonResponse
from django.utils.module_loading import import_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.http.client_address import client_address
from portal.operations.metrics import sends_token


@require_safe
@never_cache
def healthz(request):
    """The process is up. No other server is asked: a restart would not help it."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@never_cache
def readyz(request):
    """Whether readers may be sent here. Who asks from this machine or with the token of
    the metrics is also told each check by name: `ok` or `failed`, and in `details` what
    else failed, which keeps no readers away."""
    checks = _results(settings.READINESS_CHECKS)
    ready = set(checks.values()) <= {"ok"}
    answer = {"ready": ready}
    if _may_know(request):
        answer["checks"] = checks
        details = _results(settings.READINESS_DETAILS)
        if failed := {name: said for name, said in details.items() if said != "ok"}:
            answer["details"] = failed
    status = HTTPStatus.OK if ready else HTTPStatus.SERVICE_UNAVAILABLE
    return JsonResponse(answer, status=status)


def _may_know(request):
    address = client_address(request)
    return sends_token(request) or (address and ip_address(address).is_loopback)


def database_answers() -> bool:
    connection.ensure_connection()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


def migrations_are_applied() -> bool:
    applied = MigrationRecorder(connection).applied_migrations()
    return _are_all(frozenset(applied))


# To read the files of all migrations takes a tenth of a second, and whoever likes may
# ask. They do not change while the process lives.
@lru_cache(maxsize=2)
def _are_all(applied: frozenset) -> bool:
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
