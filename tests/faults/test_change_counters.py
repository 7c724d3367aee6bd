"""The file by which processes tell each other of changes is harmed while they run."""

import json
import os
import shutil

import pytest

from tests.cluster.visitor import Visitor
from tests.faults.conftest import OFTEN
from tests.faults.editing import save
from tests.faults.servers import Portal

pytestmark = pytest.mark.servers
PAGE = "/role/page-1/"


def remove(path):
    path.unlink()


def truncate(path):
    os.truncate(path, 0)


def fill_with_ones(path):
    path.write_bytes(b"\xff" * 2_097_152)


def fill_with_zeros(path):
    path.write_bytes(bytes(2_097_152))


def fill_at_random(path):
    path.write_bytes(os.urandom(2_097_152))


def replace_by_a_folder(path):
    path.unlink()
    path.mkdir()


def replace_the_folder(path):
    path.rmdir()


HARMS = [
    remove,
    truncate,
    fill_with_ones,
    fill_with_zeros,
    fill_at_random,
    remove,
    replace_by_a_folder,
    replace_the_folder,
]


def headings(portal):
    """What both workers show."""
    return {Visitor(portal.url).get(PAGE).heading for _ in range(OFTEN)}


def test_saves_succeed_and_are_seen_at_once_whatever_befalls_the_counters(
    on_sqlite, warm
):
    counters, workers = on_sqlite.counters, on_sqlite.workers
    editor = Visitor(on_sqlite.url).sign_in()

    for number, harm in enumerate(HARMS):
        warm(on_sqlite, PAGE)
        harm(counters)
        assert save(editor, 1, title=f"Title {number}").status_code == 302, harm
        assert headings(on_sqlite) == {f"Title {number}"}, harm

    assert on_sqlite.workers == workers
    assert "Traceback" not in on_sqlite.log.read_text()
    # It is in use again.
    assert warm(on_sqlite, PAGE).headers["X-Cache"] == "HIT"


@pytest.mark.parametrize("harm", [truncate, fill_with_ones, fill_at_random])
def test_portal_starts_with_harmed_counters_and_keeps_pages(
    tmp_path, sqlite_copy, warm, harm
):
    portal = Portal(tmp_path, f"sqlite:///{sqlite_copy}")
    portal.counters.write_bytes(b"something")
    harm(portal.counters)

    with portal:
        editor = Visitor(portal.url).sign_in()
        assert warm(portal, PAGE).headers["X-Cache"] == "HIT"
        assert save(editor, 1, title="After").status_code == 302
        assert headings(portal) == {"After"}


def test_portal_without_counters_keeps_no_pages_and_says_so(tmp_path, sqlite_copy):
    portal = Portal(tmp_path, f"sqlite:///{sqlite_copy}")
    portal.counters.mkdir()

    with portal:
        reader, editor = Visitor(portal.url), Visitor(portal.url).sign_in()
        for title in ("One", "Two"):
            assert save(editor, 1, title=title).status_code == 302
            assert headings(portal) == {title}
        ready = reader.get("/readyz")
        assert ready.status_code == 200
        assert json.loads(ready.content)["details"] == {"change_counters": "failed"}

        shutil.rmtree(portal.counters)
        assert save(editor, 1, title="Three").status_code == 302
        assert headings(portal) == {"Three"}
        assert "details" not in json.loads(reader.get("/readyz").content)
    assert portal.log.read_text().count("Traceback") == 0
