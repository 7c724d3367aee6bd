"""Requests are counted together by all processes, and whatever happens to the file."""

import sqlite3
import subprocess
import sys
from contextlib import suppress

import pytest
import time_machine

from portal.http.request_counts import RequestCounts

COUNT = """
import sys
from pathlib import Path
from portal.http.request_counts import RequestCounts
counts = RequestCounts(Path(sys.argv[1]))
for _ in range(200):
    counts.add("key", 60)
"""


@pytest.fixture
def path(tmp_path):
    return tmp_path / "request-counts"


def test_keys_are_counted_apart(path):
    counts = RequestCounts(path)

    assert [counts.add("one", 60), counts.add("one", 60), counts.add("two", 60)] == [
        1,
        2,
        1,
    ]


def test_processes_count_together(path):
    command = [sys.executable, "-c", COUNT, path]
    processes = [subprocess.Popen(command) for _ in range(2)]
    assert [process.wait() for process in processes] == [0, 0]

    assert RequestCounts(path).add("key", 60) == 401


def test_old_counts_go_by_themselves(path):
    with time_machine.travel("2026-11-20T12:00:00Z", tick=False) as clock:
        counts = RequestCounts(path)
        for n in range(100):
            counts.add(f"minute:{n}", 60)
        counts.add("hour", 3600)
        clock.shift(61)
        counts.add("next minute", 60)

    rows = sqlite3.connect(path).execute("SELECT key FROM counts ORDER BY key")
    assert rows.fetchall() == [("hour",), ("next minute",)]


def test_file_that_is_removed_is_made_again_for_all(path):
    here, there = RequestCounts(path), RequestCounts(path)
    for counts in (here, there):
        counts.add("key", 60)
    path.unlink()

    assert [here.add("key", 60), there.add("key", 60)] == [1, 2]


@pytest.mark.parametrize("content", [b"", b"\xff" * 8192, b"nonsense"])
def test_file_that_is_damaged_costs_one_count_at_most(path, content):
    counts = RequestCounts(path)
    counts.add("key", 60)
    path.write_bytes(content)
    with suppress(sqlite3.Error):
        counts.add("key", 60)

    assert [counts.add("other", 60), RequestCounts(path).add("other", 60)] == [1, 2]
