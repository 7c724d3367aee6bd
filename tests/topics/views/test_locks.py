"""A reader never waits for a lock that another one holds. Each test would take as long
as the lock is waited for, 20 seconds or for ever, if one did."""

import sqlite3
import time
from contextlib import closing, contextmanager
from datetime import timedelta

import psycopg2
import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from tests.factories import make_draft, make_topic
from topics import publishing
from topics.models import EmptySearch, RenderedTopic
from topics.publishing.locks import LOCK
from topics.views.navigation import RETRY

pytestmark = pytest.mark.django_db(transaction=True)
SECONDS = 5


@pytest.fixture(autouse=True)
def shared(request):
    """Others can open the database, and lock it."""
    if connection.vendor == "sqlite":
        request.getfixturevalue("database_file")


@contextmanager
def locked(statement):
    """Somebody else writes, and does not come to an end: on PostgreSQL, in a
    transaction with this statement."""
    if connection.vendor == "sqlite":
        other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
        statement = "BEGIN IMMEDIATE"
    else:
        parameters = connection.get_connection_params()
        wanted = ("dbname", "host", "port", "user", "password")
        other = psycopg2.connect(
            **{k: parameters[k] for k in wanted if k in parameters}
        )
    with closing(other), closing(other.cursor()) as cursor:
        cursor.execute(statement)
        began = time.monotonic()
        yield
        assert time.monotonic() - began < SECONDS
        other.rollback()


def test_search_that_finds_nothing(client):
    make_topic()

    with locked("LOCK TABLE topics_emptysearch IN ACCESS EXCLUSIVE MODE"):
        response = client.get("/search/?q=xylophone")

    assert response.status_code == 200
    assert not EmptySearch.objects.exists()
    client.get("/search/?q=xylophone")
    assert EmptySearch.objects.count() == 1


def test_page_that_nobody_has_read_yet(client):
    make_topic("a-page")

    with locked(f"SELECT pg_advisory_xact_lock({LOCK})"):
        response = client.get("/role/a-page/")

    assert response.status_code == 200
    assert not RenderedTopic.objects.exists()
    client.get("/role/a-page/")
    assert RenderedTopic.objects.count() == 1


def test_text_whose_time_has_come(client):
    topic = make_draft("a-page")
    soon = timezone.now() + timedelta(hours=1)
    publishing.schedule(topic, topic.newest_revision, soon)

    with time_machine.travel(soon) as clock:
        with locked(f"SELECT pg_advisory_xact_lock({LOCK})"):
            before = client.get("/role/a-page/")
        clock.shift(RETRY)
        after = client.get("/role/a-page/")

    assert (before.status_code, after.status_code) == (404, 200)
