"""A query that takes too long on SQLite; tests/cluster has those on PostgreSQL."""

import time

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import include, path

from portal.databases.time_limit import TimeLimitMiddleware

COUNTING = """
    WITH RECURSIVE numbers (n) AS (
        SELECT 1 UNION ALL SELECT n + 1 FROM numbers LIMIT {}
    )
    SELECT count(*) FROM numbers
"""
# A tenth of a second, and an hour.
LONG, VERY_LONG = 10**6, 10**11
pytestmark = pytest.mark.one_database


def count_to(number):
    with connection.cursor() as cursor:
        cursor.execute(COUNTING.format(number))
        return HttpResponse(str(cursor.fetchone()[0]))


urlpatterns = [
    path("slow/", lambda request: count_to(VERY_LONG)),
    path("", include("portal.urls")),
]


@pytest.fixture(autouse=True)
def impatient(settings):
    settings.STATEMENT_TIMEOUT = 0.01


@pytest.mark.urls(__name__)
def test_reader_is_told_when_to_try_again(client, db, settings):
    response = client.get("/slow/")

    assert response.status_code == 503
    assert response["Retry-After"] == "0.01"
    assert b"cannot make this page now" in response.content


def test_admin_is_not_cut_off(db):
    middleware = TimeLimitMiddleware(lambda request: count_to(LONG))

    response = middleware(RequestFactory().get("/admin/"))

    assert int(response.content) == LONG


def test_command_is_not_cut_off_after_a_reader(db):
    TimeLimitMiddleware(lambda request: count_to(1))(RequestFactory().get("/"))

    assert int(count_to(LONG).content) == LONG


def test_statements_are_timed_one_by_one(db, settings):
    settings.STATEMENT_TIMEOUT = 0.5

    def several(request):
        until = time.monotonic() + 2 * settings.STATEMENT_TIMEOUT
        while time.monotonic() < until:
            response = count_to(LONG // 10)
        return response

    response = TimeLimitMiddleware(several)(RequestFactory().get("/"))

    assert int(response.content) == LONG // 10
