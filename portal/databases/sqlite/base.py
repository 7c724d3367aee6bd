"""Django's backend for SQLite, which also reads a file where nothing can be written.

A database in WAL mode needs files beside it even for reading, and the pragma that sets
this mode writes to a database that has another. Where the file, its folder or the file
system is only for reading, a connection does without them. It lasts for one request:
the next finds out whether something can be written again.
"""

import sqlite3
import time
from contextlib import suppress
from pathlib import Path

from django.db.backends.sqlite3 import base

# SQLite's primary result codes, https://www.sqlite.org/rescode.html
CANNOT_WRITE = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN}


class DatabaseWrapper(base.DatabaseWrapper):
    """Raises OperationalError for every write where the file can only be read."""

    is_read_only = False

    def connect(self):
        self.is_read_only = False
        super().connect()
        if self.is_read_only:
            self.close_at = time.monotonic()

    def get_new_connection(self, conn_params):
        try:
            return super().get_new_connection(conn_params)
        except sqlite3.OperationalError as error:
            path = Path(str(conn_params["database"]))
            if not (cannot_write(error) and path.is_file()):
                raise
            self.is_read_only, self.init_commands = True, []
            for query in _queries(path):
                uri = f"{path.absolute().as_uri()}?{query}"
                with suppress(sqlite3.OperationalError):
                    return self._probed({**conn_params, "database": uri})
            raise

    def _probed(self, conn_params):
        # Opening a file reads nothing of it.
        connection = super().get_new_connection(conn_params)
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.OperationalError:
            connection.close()
            raise
        return connection


def cannot_write(error: BaseException | None) -> bool:
    """Whether SQLite raised the error because nothing can be written."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in CANNOT_WRITE


def _queries(path: Path) -> list[str]:
    """How to open a file that can only be read, https://www.sqlite.org/uri.html"""
    # `immutable` sees neither locks nor what was not moved into the file yet.
    beside = [Path(f"{path}{suffix}") for suffix in ("-wal", "-journal")]
    is_whole = not any(file.exists() and file.stat().st_size for file in beside)
    return ["mode=ro", *(["mode=ro&immutable=1"] if is_whole else [])]
