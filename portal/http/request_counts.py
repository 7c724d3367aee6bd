"""Requests counted in a file that all processes of a machine share."""

import os
import sqlite3
import threading
import time
from functools import cache
from pathlib import Path

# Nothing waits for the disk: whoever loses these counts loses a minute or an hour of
# them. Journals in files would not make them safer, as nobody repairs them.
SET_UP = """
    PRAGMA journal_mode=MEMORY;
    PRAGMA synchronous=OFF;
    CREATE TABLE IF NOT EXISTS counts (
        key TEXT PRIMARY KEY, count INTEGER NOT NULL, until REAL NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS counts_until ON counts (until);
"""
COUNT = """
    INSERT INTO counts VALUES (?, 1, ?)
    ON CONFLICT (key) DO UPDATE SET count = count + 1 RETURNING count
"""
PATIENCE = 0.1  # seconds to wait for other processes, which need microseconds


class RequestCounts:
    """The counts in the file `path`, which is made when it is missing or damaged."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._own = threading.local()

    def add(self, key: str, seconds: int) -> int:
        """Count one more of `key`, which is forgotten after so many seconds. Returns
        how many there are by now. Raises sqlite3.Error or OSError if the file cannot
        be used."""
        now = time.time()
        try:
            connection = self._connection()
            [(count,)] = connection.execute(COUNT, [key, now + seconds]).fetchall()
            if count == 1:
                connection.execute("DELETE FROM counts WHERE until < ?", [now])
        except sqlite3.DatabaseError as error:
            self._close()
            if not isinstance(error, sqlite3.OperationalError):
                self._path.unlink(missing_ok=True)
            raise
        return count

    def _connection(self) -> sqlite3.Connection:
        """The thread's connection to the file that has the path now."""
        connection = getattr(self._own, "connection", None)
        if connection is None or self._file() != self._own.file:
            self._close()
            connection = sqlite3.connect(
                self._path, timeout=PATIENCE, isolation_level=None
            )
            connection.executescript(SET_UP)
            self._own.connection, self._own.file = connection, self._file()
        return connection

    def _close(self) -> None:
        if connection := getattr(self._own, "connection", None):
            connection.close()
        self._own.connection = None

    def _file(self) -> int | None:
        try:
            return os.stat(self._path).st_ino
        except FileNotFoundError:
            return None


@cache
def counts_in(path: Path) -> RequestCounts:
    """The counts in a file, one object for all of this process."""
    return RequestCounts(path)
