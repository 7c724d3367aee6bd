"""Changes as processes count them together."""

import errno
import os
import resource
import subprocess
import sys
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest

from portal.caching import change_counters
from portal.caching.change_counters import (
    EVERYTHING,
    SCHEDULE,
    ChangeCounters,
    slot_of,
)

# As each page depends on them.
SLOTS = [slot_of(key) for key in ("a", "b", EVERYTHING)]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "folder" / "counters"


@pytest.fixture
def pair(path):
    """The counters of two processes, both up to date."""
    here, there = ChangeCounters(path), ChangeCounters(path)
    assert here.newest
    assert there.newest
    return here, there


def change(code, path):
    """A process that has the counters of the file."""
    return subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys; from pathlib import Path;"
            "from portal.caching.change_counters import *;"
            f"counters = ChangeCounters(Path(sys.argv[1]))\n{code}",
            path,
        ]
    )


@contextmanager
def full_disk(size=0):
    """No file may become larger."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def hears(counters, how):
    """Whether what was made from SLOTS before `how()` is stale after it."""
    number = counters.newest
    how()
    assert counters.newest > number
    return not counters.is_fresh(SLOTS, number)


def test_page_is_fresh_until_something_that_it_shows_changes():
    counters = ChangeCounters()
    number = counters.newest

    counters.change({"c"})
    assert counters.is_fresh(SLOTS, number)

    counters.change({"b"})
    assert not counters.is_fresh(SLOTS, number)
    assert counters.is_fresh(SLOTS, counters.newest)


def test_other_counters_of_the_file_hear_of_a_change_and_of_no_other(pair):
    here, there = pair
    number = there.newest

    here.change({"c", "é", "long-" * 30})
    assert there.newest > number
    assert there.is_fresh(SLOTS, number)
    assert not there.is_fresh([slot_of("é")], number)

    assert hears(there, lambda: here.change({"a"}))


@pytest.mark.slow
def test_other_processes_see_a_change(path):
    counters = ChangeCounters(path)

    assert hears(counters, lambda: change("counters.change({'a'})", path).wait(60))


@pytest.mark.slow
def test_changes_of_many_processes_are_all_counted(path):
    counters = ChangeCounters(path)
    number = counters.newest
    others = [
        change(f"for n in range(200): counters.change({{f'{who}-{{n}}'}})", path)
        for who in range(3)
    ]
    for other in others:
        assert other.wait(60) == 0

    counters.catch_up()
    keys = [f"{who}-{n}" for who in range(3) for n in range(200)]
    assert not [key for key in keys if counters.is_fresh([slot_of(key)], number)]


def test_next_scheduled_change_is_not_known_after_the_schedule_changed():
    counters = ChangeCounters()
    assert counters.is_due

    counters.expect(None, counters.newest)
    assert not counters.is_due

    before = counters.newest
    counters.change({SCHEDULE})
    counters.expect(None, before)
    assert counters.is_due

    counters.expect(datetime(2100, 1, 1, tzinfo=UTC), counters.newest)
    assert not counters.is_due


def test_change_of_the_schedule_is_heard_of(pair):
    here, there = pair
    there.expect(None, there.newest)

    here.change({SCHEDULE})

    assert there.newest
    assert there.is_due


def removed(path):
    path.unlink()


def moved(path):
    path.rename(path.with_name("elsewhere"))


def truncated(path):
    os.truncate(path, 0)


def cut(path):
    os.truncate(path, max(0, path.stat().st_size - 3))


def filled_with_ones(path):
    path.write_bytes(b"\xff" * 2_000_000)


def filled_in_place(path):
    """Nothing but the time tells of it."""
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.write(os.urandom(size))
    os.utime(path, (1, 1))


def random_bytes_at_the_end(path):
    with path.open("ab") as file:
        file.write(os.urandom(5000))


def half_a_line_at_the_end(path):
    with path.open("ab") as file:
        file.write(b"0badcafe t1 t")


def another_file(path):
    other = path.with_name("other")
    other.write_text("words\nand more of them\n")
    other.rename(path)


def folder_removed(path):
    path.unlink()
    path.parent.rmdir()


def made_huge(path):
    os.truncate(path, 1 << 40)


HARMS = [
    removed,
    moved,
    truncated,
    cut,
    filled_with_ones,
    filled_in_place,
    random_bytes_at_the_end,
    half_a_line_at_the_end,
    another_file,
    folder_removed,
    made_huge,
]


@pytest.fixture(params=HARMS, ids=lambda harm: harm.__name__)
def harm(request, path):
    return lambda: request.param(path)


def test_harm_to_the_file_makes_everything_stale_and_changes_are_heard_of_again(
    pair, harm
):
    here, there = pair
    here.change({"x"})

    assert hears(there, harm)

    assert hears(there, lambda: here.change({"a"}))
    assert hears(here, lambda: there.change({"b"}))
    assert not here.failure
    assert not there.failure


def test_change_is_heard_of_though_the_file_was_harmed_just_before(pair, harm):
    here, there = pair
    here.change({"x"})
    number = there.newest

    harm()
    here.change({"a"})

    assert there.newest > number
    assert not there.is_fresh(SLOTS, number)
    assert hears(there, lambda: here.change({"a"}))


def test_process_that_starts_with_a_harmed_file_tells_and_hears(pair, harm, path):
    here, _there = pair
    harm()

    new = ChangeCounters(path)
    assert new.newest

    assert hears(here, lambda: new.change({"a"}))
    assert hears(new, lambda: here.change({"b"}))


def test_what_was_made_is_kept_while_only_other_keys_change(pair):
    """Else all the above would hold of counters that call everything stale."""
    here, there = pair
    number = there.newest

    for key in range(50):
        here.change({f"k{key}"})

    assert there.newest > number
    assert there.is_fresh(SLOTS, number)


@pytest.fixture(params=["folder", "pipe", "device", "file as folder"])
def no_file(request, path, tmp_path):
    """Something that no change can be told by."""
    path.parent.mkdir()
    if request.param == "folder":
        path.mkdir()
    elif request.param == "pipe":
        os.mkfifo(path)
    elif request.param == "device":
        path.symlink_to(os.devnull)
    else:
        path.write_text("")
        return path / "counters"
    return path


def test_nothing_is_fresh_where_nobody_can_be_told_and_nothing_fails(no_file, caplog):
    counters = ChangeCounters(no_file)

    for _request in range(3):
        number = counters.newest
        counters.change({"a"})
        assert not counters.is_fresh([slot_of("*")], number)
        assert counters.newest > number

    assert counters.failure
    # It is somebody's, and stays.
    assert no_file.parent.is_file() or os.path.lexists(no_file)
    assert len({record.getMessage() for record in caplog.records}) == 1


def test_file_that_becomes_usable_again_is_used(path):
    path.mkdir(parents=True)
    here, there = ChangeCounters(path), ChangeCounters(path)
    here.change({"a"})
    assert here.failure

    path.rmdir()

    assert hears(there, lambda: here.change({"a"}))
    number = there.newest
    here.change({"c"})
    assert there.newest
    assert there.is_fresh(SLOTS, number)
    assert not here.failure


def test_change_is_told_though_the_disk_is_full(pair):
    here, there = pair

    def change_on_full_disk():
        with full_disk():
            here.change({"a"})

    assert hears(there, change_on_full_disk)
    assert hears(there, lambda: here.change({"a"}))


def test_line_that_the_disk_has_no_room_for_is_told_whole_or_as_everything(pair, path):
    here, there = pair
    here.change({"x"})

    def change_on_full_disk():
        with full_disk(path.stat().st_size + 5):
            here.change({"a"})

    assert hears(there, change_on_full_disk)


def test_change_that_could_not_be_told_is_told_later(pair, monkeypatch, path):
    here, there = pair
    number = there.newest

    def fail(*args):
        raise OSError("read-only")

    with monkeypatch.context() as patch:
        patch.setattr(change_counters.os, "write", fail)
        patch.setattr(change_counters, "_remove", fail)
        here.change({"a"})
        assert here.failure
    here.catch_up()  # as the next request of that process does

    assert there.newest > number
    assert not there.is_fresh(SLOTS, number)
    assert not here.failure


def test_nothing_is_fresh_on_a_file_system_that_became_read_only(pair, monkeypatch):
    here, there = pair
    monkeypatch.setattr(change_counters, "CHECKED_EVERY", 0)
    there.catch_up()
    number = there.newest

    def refuse(*args):
        raise OSError(errno.EROFS, "Read-only file system")

    for name in ("open", "write"):
        monkeypatch.setattr(change_counters.os, name, refuse)
    monkeypatch.setattr(change_counters.os, "access", lambda *args: False)
    here.change({"a"})

    assert there.newest > number
    assert not there.is_fresh(SLOTS, number)
    assert here.failure
    assert there.failure


def test_file_does_not_grow_without_end(pair, path, monkeypatch):
    monkeypatch.setattr(change_counters, "MAX_BYTES", 1_000)
    here, there = pair

    for number in range(300):
        assert hears(there, lambda n=number: here.change({"a", f"k{n}"}))
        assert path.stat().st_size < 1_100


def test_change_of_too_many_keys_is_one_of_everything(pair, path):
    here, there = pair

    assert hears(there, lambda: here.change({f"key-{n}" for n in range(200_000)}))
    assert path.stat().st_size < 100


def test_file_is_not_touched_before_it_is_needed(path):
    ChangeCounters(path)

    assert not path.exists()
