"""The database is away while the portal runs."""

import json
import socket
import sqlite3
from contextlib import closing, contextmanager

import pytest
from bs4 import BeautifulSoup

from tests.cluster.seed import NAME, PASSWORD
from tests.cluster.visitor import Visitor
from tests.faults.editing import address, opened, resend, save
from tests.faults.servers import Portal

pytestmark = pytest.mark.servers
KEPT, UNKNOWN = "/role/page-1/", "/search/?q=asked+here+only"


@contextmanager
def stopped(postgres):
    postgres.stop()
    try:
        yield
    finally:
        postgres.start()


@contextmanager
def locked(portal):
    """Another program has a transaction open for longer than the portal waits."""
    with closing(sqlite3.connect(portal.database, isolation_level=None)) as file:
        file.execute("BEGIN EXCLUSIVE")
        yield
        file.execute("ROLLBACK")


def test_pages_that_are_kept_are_shown_without_postgresql(on_postgres, postgres, warm):
    reader, editor = Visitor(on_postgres.url), Visitor(on_postgres.url).sign_in()
    kept = warm(on_postgres, KEPT)

    with stopped(postgres):
        seen = reader.get(KEPT)
        unknown, dashboard = reader.get(UNKNOWN), editor.get("/admin/")
        alive, ready = reader.get("/healthz"), reader.get("/readyz")

    assert (seen.content, seen.headers["X-Cache"]) == (kept.content, "HIT")
    assert alive.content == b"ok\n"
    assert ready.status_code == 503
    assert json.loads(ready.content)["checks"]["database"] == "failed"
    for answer in (unknown, dashboard):
        assert answer.status_code == 503
        assert int(answer.headers["Retry-After"]) > 0
        assert answer.heading == "The portal cannot make this page now"
    # It is back, and nobody has restarted anything.
    assert warm(on_postgres, UNKNOWN).status_code == 200
    assert editor.get("/admin/").status_code == 200
    assert reader.get("/readyz").status_code == 200


def test_readers_notice_nothing_while_sqlite_is_locked(impatient):
    reader, editor = Visitor(impatient.url), Visitor(impatient.url).sign_in()

    with locked(impatient):
        pages = [reader.get(path) for path in (KEPT, UNKNOWN, "/healthz", "/readyz")]
        dashboard = editor.get(address(1))

    assert [page.status_code for page in pages] == [200] * 4
    assert dashboard.status_code == 503
    assert dashboard.heading == "The portal cannot make this page now"
    assert editor.get(address(1)).status_code == 200


def test_server_that_does_not_speak_is_not_waited_for(tmp_path):
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        port = silent.getsockname()[1]
        with Portal(tmp_path, f"postgres://portal:x@127.0.0.1:{port}/portal") as portal:
            answer = Visitor(portal.url).get(KEPT)

    assert answer.status_code == 503


def test_page_that_changed_since_is_shown_as_it_was(on_postgres, postgres, warm):
    editor = Visitor(on_postgres.url).sign_in()
    before = warm(on_postgres, "/role/page-3/")
    assert save(editor, 3, title="Newer title").status_code == 302

    with stopped(postgres):
        during = Visitor(on_postgres.url).get("/role/page-3/")

    assert (during.content, during.headers["X-Cache"]) == (before.content, "STALE")
    assert warm(on_postgres, "/role/page-3/").heading == "Newer title"


@pytest.fixture(params=["PostgreSQL", "SQLite"])
def portal_and_fault(request):
    if request.param == "SQLite":
        portal = request.getfixturevalue("impatient")
        return portal, locked(portal)
    portal = request.getfixturevalue("on_postgres")
    return portal, stopped(request.getfixturevalue("postgres"))


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


def test_password_is_not_written_into_the_page(on_postgres, postgres):
    visitor = Visitor(on_postgres.url)
    login = "/admin/login/"
    page = BeautifulSoup(visitor.get(login).content, "html.parser")
    token = page.select_one("[name=csrfmiddlewaretoken]")["value"]
    account = {"username": NAME, "password": PASSWORD}

    with stopped(postgres):
        refused = visitor.post(login, {"csrfmiddlewaretoken": token, **account})

    assert refused.status_code == 503
    assert PASSWORD.encode() not in refused.content
    assert b"Send again" not in refused.content


def test_sending_again_what_was_stored_stores_it_once(on_postgres):
    editor = Visitor(on_postgres.url).sign_in()
    typed = {**opened(editor, 2), "body": "Once.\r\n"}

    answers = [editor.post(address(2), typed) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert int(opened(editor, 2)["based_on"]) == int(typed["based_on"]) + 1
