"""Changes as processes count them together."""

import subprocess
import sys
from datetime import UTC, datetime

import pytest

from portal.caching.change_counters import ChangeCounters, slot_of

SLOTS = [slot_of("a"), slot_of("b")]


def test_page_is_fresh_until_something_that_it_shows_changes():
    counters = ChangeCounters()
    number = counters.newest

    counters.change([slot_of("c")])
    assert counters.is_fresh(SLOTS, number)

    counters.change([slot_of("b")])
    assert not counters.is_fresh(SLOTS, number)
    assert counters.is_fresh(SLOTS, counters.newest)


def test_counters_have_their_room_before_the_disk_is_full(tmp_path):
    path = tmp_path / "counters"

    ChangeCounters(path)

    # In blocks of 512 bytes, on every system that has them (see os.stat_result).
    assert path.stat().st_blocks * 512 >= path.stat().st_size > 0


@pytest.mark.slow
def test_other_processes_see_a_change(tmp_path):
    counters = ChangeCounters(tmp_path / "counters")
    number = counters.newest
    code = (
        "import sys; from pathlib import Path;"
        "from portal.caching.change_counters import *;"
        "ChangeCounters(Path(sys.argv[1])).change([slot_of('a')])"
    )
    subprocess.run([sys.executable, "-c", code, tmp_path / "counters"], check=True)

    assert not counters.is_fresh(SLOTS, number)


@pytest.mark.slow
def test_changes_of_many_processes_are_all_counted(tmp_path):
    counters = ChangeCounters(tmp_path / "counters")
    code = (
        "import sys; from pathlib import Path;"
        "from portal.caching.change_counters import *;"
        "counters = ChangeCounters(Path(sys.argv[1]))\n"
        "for _ in range(200): counters.change([slot_of('a')])"
    )
    command = [sys.executable, "-c", code, tmp_path / "counters"]
    others = [subprocess.Popen(command) for _ in range(3)]
    for other in others:
        assert other.wait(60) == 0

    assert counters.newest == 600


def test_next_scheduled_change_is_not_known_after_the_schedule_changed():
    counters = ChangeCounters()
    assert counters.is_due

    counters.expect(None, counters.newest)
    assert not counters.is_due

    before = counters.newest
    counters.change([], schedule=True)
    counters.expect(None, before)
    assert counters.is_due

    counters.expect(datetime(2100, 1, 1, tzinfo=UTC), counters.newest)
    assert not counters.is_due
