"""The database is away while the portal runs."""

import json
import sqlite3
from contextlib import closing, contextmanager

import pytest

from tests.cluster.servers import wait_until
from tests.cluster.visitor import Visitor
from tests.faults.editing import address, opened, resend, save

pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("faults")]
KEPT, UNKNOWN = "/role/page-1/", "/role/page-2/"


@contextmanager
def stopped(postgres):
    postgres.stop()
    try:
        yield
    finally:
        postgres.start()


@contextmanager
def locked_for_all(portal):
    """Another program has the file for itself: nobody else may even read."""
    with closing(sqlite3.connect(portal.database, isolation_level=None)) as file:
        file.execute("PRAGMA locking_mode = EXCLUSIVE")

        def locked():
            try:
                file.execute("BEGIN EXCLUSIVE")
            except sqlite3.OperationalError:
                return False
            return True

        wait_until(locked, "the file is free")
        # It is taken with the first write.
        file.execute("CREATE TABLE lock (number)")
        yield


@pytest.fixture(params=["PostgreSQL", "SQLite"])
def portal_and_fault(request):
    if request.param == "SQLite":
        portal = request.getfixturevalue("on_sqlite")
        return portal, locked_for_all(portal)
    portal = request.getfixturevalue("on_postgres")
    return portal, stopped(request.getfixturevalue("postgres"))


def test_database_that_is_away_and_comes_back(portal_and_fault, warm):
    portal, fault = portal_and_fault
    reader, editor = Visitor(portal.url), Visitor(portal.url).sign_in()
    kept = warm(portal, KEPT)

    with fault:
        seen = reader.get(KEPT)
        unknown, desk = reader.get(UNKNOWN), editor.get("/admin/")
        alive, ready = reader.get("/healthz"), reader.get("/readyz")

    assert (seen.content, seen.headers["X-Cache"]) == (kept.content, "HIT")
    assert alive.content == b"ok\n"
    assert ready.status_code == 503
    assert json.loads(ready.content)["checks"]["database"] == "failed"
    for answer in (unknown, desk):
        assert answer.status_code == 503
        assert int(answer.headers["Retry-After"]) > 0
        assert answer.heading == "The portal cannot make this page now"
    # It is back, and nobody has restarted anything.
    assert warm(portal, UNKNOWN).status_code == 200
    assert editor.get("/admin/").status_code == 200
    assert reader.get("/readyz").status_code == 200


def test_page_that_changed_since_is_shown_as_it_was(on_postgres, postgres, warm):
    editor = Visitor(on_postgres.url).sign_in()
    before = warm(on_postgres, "/role/page-3/")
    assert save(editor, 3, title="Newer title").status_code == 302

    with stopped(postgres):
        during = Visitor(on_postgres.url).get("/role/page-3/")

    assert (during.content, during.headers["X-Cache"]) == (before.content, "STALE")
    assert warm(on_postgres, "/role/page-3/").heading == "Newer title"


def test_what_was_typed_is_stored_when_the_database_is_back(portal_and_fault):
    portal, fault = portal_and_fault
    editor = Visitor(portal.url).sign_in()

    form = opened(editor, 4)

    with fault:
        typed = {**form, "body": "Typed in vain,\r\n\r\n> but “kept”.\r\n"}
        refused = editor.post(address(4), typed)
    accepted = resend(editor, refused)

    assert (refused.status_code, accepted.status_code) == (503, 302)
    assert refused.heading == "The portal could not save this now"
    assert b"but \xe2\x80\x9ckept\xe2\x80\x9d" in editor.get("/role/page-4/").content


def test_sending_again_what_was_stored_stores_it_once(on_postgres):
    editor = Visitor(on_postgres.url).sign_in()
    typed = {**opened(editor, 2), "body": "Once.\r\n"}

    answers = [editor.post(address(2), typed) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert opened(editor, 2)["based_on"] == "2"
