"""SQLite's file system is only for reading when the portal starts."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager

import pytest

from tests.cluster.visitor import Visitor
from tests.databases import ROOT
from tests.faults.editing import address, opened, resend
from tests.faults.servers import Portal

pytestmark = pytest.mark.servers
PAGES = ["/", "/role/", "/role/page-1/", "/role/page-2/history/", "/search/?q=peace"]
# What root may do is not bound by permissions: a file system of its own is.
READ_ONLY = 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@"'


def isolated(folder):
    """The beginning of a command that cannot write into the folder."""
    if os.geteuid() == 0:
        return ["unshare", "--mount", "sh", "-c", READ_ONLY, str(folder)]
    return []


@contextmanager
def only_readable(folder):
    modes = {path: path.stat().st_mode for path in [folder, *folder.iterdir()]}
    for path, mode in modes.items():
        path.chmod(mode & ~0o222)
    try:
        yield
    finally:
        for path, mode in modes.items():
            path.chmod(mode)


class ReadOnlyPortal(Portal):
    """The portal's processes cannot write into the folder of the database."""

    def __init__(self, folder, file):
        super().__init__(folder, f"sqlite:///{file}")
        self.environment["PAGE_COUNTERS"] = str(file.parent / "page-counters")
        self.command = [*isolated(file.parent), *self.command]


@pytest.fixture
def signed_in(tmp_path, sqlite_copy):
    """An editor with an open form, and a copy of the database that knows the session,
    in a folder of its own."""
    with Portal(tmp_path, f"sqlite:///{sqlite_copy}") as portal:
        editor = Visitor(portal.url).sign_in()
        form = opened(editor, 1)
    with closing(sqlite3.connect(sqlite_copy)) as file:
        # Nothing is left beside the file, as when a server has ended by itself.
        file.execute("PRAGMA wal_checkpoint")
    folder = tmp_path / "database"
    folder.mkdir()
    return editor, form, sqlite_copy.rename(folder / "db.sqlite3")


def test_pages_are_shown_where_nothing_can_be_written_and_saves_are_refused(
    tmp_path, signed_in
):
    editor, form, file = signed_in
    typed = {**form, "body": "Typed in vain, but “kept”.\r\n"}

    with only_readable(file.parent), ReadOnlyPortal(tmp_path, file) as portal:
        reader, editor.site = Visitor(portal.url), portal.url
        answers = [reader.get(path) for path in [*PAGES, "/readyz"] * 3]
        log = portal.log.read_text()
        refused = editor.post(address(1), typed)

    assert {answer.status_code for answer in answers} == {200}
    assert "Traceback" not in log
    assert refused.status_code == 503
    assert refused.heading == "The portal could not save this now"

    with Portal(tmp_path, f"sqlite:///{file}") as portal:
        editor.site = portal.url
        assert resend(editor, refused).status_code == 302
        shown = Visitor(portal.url).get("/role/page-1/").content.decode()
        assert "but “kept”" in shown


def test_start_loads_nothing_into_what_can_only_be_read(tmp_path, sqlite_copy):
    folder = tmp_path / "database"
    folder.mkdir()
    file = sqlite_copy.rename(folder / "db.sqlite3")
    prepare = [sys.executable, "-c", "from portal.serve import prepare; prepare()"]
    environment = {**Portal(tmp_path, f"sqlite:///{file}").environment, "DEBUG": "1"}

    with only_readable(folder):
        done = subprocess.run(
            [*isolated(folder), *prepare],
            cwd=ROOT,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
        )

    assert done.returncode == 0, done.stderr
    assert "can only be read" in done.stdout
