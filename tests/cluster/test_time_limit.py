"""Queries that take too long, with real locks."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from uuid import uuid4

import pytest

from tests.cluster.servers import wait_until
from tests.cluster.visitor import Visitor
from tests.databases import ROOT, session

pytestmark = pytest.mark.servers
WAITING_TWICE_THE_LIMIT = """
    SELECT count(*) FROM pg_stat_activity
    WHERE wait_event_type = 'Lock' AND query_start < clock_timestamp() - interval '2 s'
"""


@contextmanager
def topics_locked(url):
    """A cursor of the session that holds the lock."""
    with session(url) as cursor:
        cursor.execute("BEGIN")
        cursor.execute("LOCK TABLE topics_topic IN ACCESS EXCLUSIVE MODE")
        yield cursor
        cursor.execute("ROLLBACK")


def waits_longer(cursor):
    def answer():
        # A transaction sees one state of this view until it is told to forget it.
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(WAITING_TWICE_THE_LIMIT)
        return cursor.fetchone()[0]

    wait_until(answer, "a query waits twice as long as readers' queries may")


def test_reader_whose_query_is_cut_off_is_told_when_to_try_again(portal, databases):
    # Kept pages need no database; nobody has asked for this one.
    page = f"/search/?q={uuid4()}"
    with topics_locked(databases.primary):
        response = Visitor(portal.url).get(page)

    assert response.status_code == 503
    assert response.headers["Retry-After"] == "1"
    assert response.heading == "The portal cannot make this page now"
    assert Visitor(portal.url).get(page).status_code == 200


def test_editor_is_not_cut_off(portal, databases):
    editor = Visitor(portal.url).sign_in()

    with ThreadPoolExecutor() as threads, topics_locked(databases.primary) as lock:
        answer = threads.submit(editor.get, "/admin/topics/topic/")
        waits_longer(lock)

    assert answer.result().status_code == 200


def test_command_is_not_cut_off(databases):
    environment = {
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": databases.primary,
        "STATEMENT_TIMEOUT": "1",
    }

    with topics_locked(databases.primary) as lock:
        command = subprocess.Popen(
            [sys.executable, "manage.py", "rebuild"],
            cwd=ROOT,
            env={**os.environ, **environment},
        )
        waits_longer(lock)

    assert command.wait(30) == 0
