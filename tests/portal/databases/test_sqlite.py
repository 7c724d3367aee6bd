"""A SQLite file where nothing can be written, as a user who may not."""

import os
import shutil
import sqlite3
import tempfile
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from django.db import OperationalError, connections
from django.db.utils import ConnectionHandler

NOBODY = 65_534


@pytest.fixture(autouse=True)
def other_databases(django_db_blocker):
    with django_db_blocker.unblock():
        yield


@pytest.fixture
def folder():
    # Not pytest's own, which only its owner may enter.
    path = Path(tempfile.mkdtemp(prefix="portal-"))
    path.chmod(0o755)
    yield path
    path.chmod(0o755)
    shutil.rmtree(path)


@contextmanager
def only_readable(path, folder_too=True):
    """The file, and with `folder_too` its folder, is only for reading."""
    modes = {file: file.stat().st_mode for file in (path, path.parent)}
    path.chmod(0o444)
    path.parent.chmod(0o555 if folder_too else 0o777)
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)
        for file, mode in modes.items():
            file.chmod(mode)


def connection_to(path):
    """Django's, as the settings make it."""
    default = connections.settings["default"]
    settings = {**default, "NAME": str(path), "CONN_MAX_AGE": 60}
    return ConnectionHandler({"default": settings})["default"]


def make(path, mode):
    with closing(sqlite3.connect(path)) as file:
        file.execute(f"PRAGMA journal_mode={mode}")
        file.execute("CREATE TABLE word (text)")
        file.execute("INSERT INTO word VALUES ('peace')")
        file.commit()


def words(connection):
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM word")
        return [text for (text,) in cursor.fetchall()]


def add(connection, word):
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO word VALUES (%s)", [word])


@pytest.mark.parametrize("name", ["db.sqlite3", "a ?b#c%20d.sqlite3"])
@pytest.mark.parametrize("folder_too", [True, False])
@pytest.mark.parametrize("mode", ["WAL", "DELETE"])
def test_file_that_can_only_be_read_is_read_and_no_more(folder, mode, folder_too, name):
    path = folder / name
    make(path, mode)

    with only_readable(path, folder_too):
        connection = connection_to(path)
        assert words(connection) == ["peace"]
        with pytest.raises(OperationalError, match="readonly"):
            add(connection, "war")
        connection.close()


@pytest.mark.parametrize("mode", ["WAL", "DELETE"])
def test_connection_lasts_one_request_and_the_next_can_write_again(folder, mode):
    path = folder / "db.sqlite3"
    make(path, mode)
    connection = connection_to(path)
    with only_readable(path):
        assert words(connection) == ["peace"]
        connection.close_if_unusable_or_obsolete()
        assert connection.connection is None
        assert words(connection) == ["peace"]
    connection.close_if_unusable_or_obsolete()

    add(connection, "war")

    assert words(connection) == ["peace", "war"]
    connection.close_if_unusable_or_obsolete()
    assert connection.connection is not None
    connection.close()


def test_what_was_not_moved_into_the_file_yet_is_read_too(folder):
    path = folder / "db.sqlite3"
    make(folder / "other", "WAL")
    with closing(sqlite3.connect(folder / "other")) as writer:
        writer.execute("INSERT INTO word VALUES ('war')")
        writer.commit()
        for suffix in ("", "-wal", "-shm"):
            shutil.copy(folder / f"other{suffix}", f"{path}{suffix}")
            Path(f"{path}{suffix}").chmod(0o444)

    with only_readable(path):
        connection = connection_to(path)
        assert words(connection) == ["peace", "war"]
        connection.close()


def test_file_is_not_read_without_what_lies_beside_it(folder):
    """Else readers would see an older state, and perhaps half of a change."""
    path = folder / "db.sqlite3"
    make(path, "WAL")
    Path(f"{path}-wal").write_bytes(b"something that was not moved yet")
    Path(f"{path}-wal").chmod(0o444)

    with only_readable(path), pytest.raises(OperationalError):
        words(connection_to(path))


def test_file_that_is_missing_is_an_error(folder):
    path = folder / "db.sqlite3"
    make(path, "WAL")
    other = folder / "none.sqlite3"

    with only_readable(path), pytest.raises(OperationalError, match="unable to open"):
        words(connection_to(other))


def test_file_that_is_locked_is_not_taken_for_one_that_can_only_be_read(folder):
    path = folder / "db.sqlite3"
    make(path, "DELETE")
    connection = connection_to(path)
    connection.settings_dict["OPTIONS"] = {
        **connection.settings_dict["OPTIONS"],
        "timeout": 0.01,
    }
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(OperationalError, match="locked"):
            words(connection)

    assert not connection.is_read_only
