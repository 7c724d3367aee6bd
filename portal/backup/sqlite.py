"""SQLite's online backup, https://www.sqlite.org/backup.html: a consistent copy, in
either direction, while others read and write."""

import sqlite3
from contextlib import closing

from portal.backup import transient
from portal.backup.archive import Refused


def dump(connection, path):
    connection.ensure_connection()
    try:
        with closing(sqlite3.connect(path)) as copy:
            connection.connection.backup(copy)
            for (table,) in copy.execute("SELECT name FROM sqlite_schema").fetchall():
                if table in transient.TABLES:
                    copy.execute(f"DELETE FROM {table}")  # noqa: S608 (a name of ours)
            copy.commit()
            # Else the file still holds what was deleted, now or before.
            copy.execute("VACUUM")
    except sqlite3.Error as error:
        raise Refused(f"SQLite could not copy the database ({error}).") from error


def restore(connection, path):
    """Replace the database in one transaction. (Renaming a file over it would leave the
    old write-ahead log beside it, which SQLite would apply to the new database.)"""
    try:
        connection.ensure_connection()
        with closing(sqlite3.connect(path)) as copy:
            copy.backup(connection.connection)
    except (sqlite3.Error, connection.Database.Error) as error:
        raise Refused(
            f"SQLite could not restore ({error}); the database is as it was. If it "
            "cannot be read, move its file away and restore again."
        ) from error
