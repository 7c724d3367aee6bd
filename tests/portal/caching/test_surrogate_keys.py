"""The table that tells what changed, between processes and between machines."""

import subprocess
import sys
from datetime import UTC, datetime

import pytest
from django.core.cache import cache
from django.db import transaction

from portal.caching import surrogate_keys
from portal.caching.surrogate_keys import Table, slot_of

KEYS = [slot_of("a"), slot_of("b")]


def test_page_is_fresh_until_something_that_it_shows_changes():
    table = Table()
    number = table.newest

    table.change([slot_of("c")])
    assert table.is_fresh(KEYS, number)

    table.change([slot_of("b")])
    assert not table.is_fresh(KEYS, number)
    assert table.is_fresh(KEYS, table.newest)


def test_counters_have_their_room_before_the_disk_is_full(tmp_path):
    path = tmp_path / "counters"

    Table(path)

    # In blocks of 512 bytes, on every system that has them (see os.stat_result).
    assert path.stat().st_blocks * 512 >= path.stat().st_size > 0


def test_other_processes_see_a_change(tmp_path):
    table = Table(tmp_path / "counters")
    number = table.newest
    code = (
        "import sys; from pathlib import Path;"
        "from portal.caching.surrogate_keys import *;"
        "Table(Path(sys.argv[1])).change([slot_of('a')])"
    )
    environment = {"DJANGO_SETTINGS_MODULE": "tests.settings", "PATH": ""}

    subprocess.run(
        [sys.executable, "-c", code, tmp_path / "counters"], env=environment, check=True
    )

    assert not table.is_fresh(KEYS, number)


def test_changes_of_many_processes_are_all_counted(tmp_path):
    table = Table(tmp_path / "counters")
    code = (
        "import sys; from pathlib import Path;"
        "from portal.caching.surrogate_keys import *;"
        "table = Table(Path(sys.argv[1]))\n"
        "for _ in range(200): table.change([slot_of('a')])"
    )
    environment = {"DJANGO_SETTINGS_MODULE": "tests.settings", "PATH": ""}
    command = [sys.executable, "-c", code, tmp_path / "counters"]
    others = [subprocess.Popen(command, env=environment) for _ in range(3)]
    for other in others:
        assert other.wait(60) == 0

    assert table.newest == 600


def test_next_publication_is_not_known_after_the_schedule_changed():
    table = Table()
    assert table.is_due

    table.expect(None, table.newest)
    assert not table.is_due

    before = table.newest
    table.change([], due=True)
    table.expect(None, before)
    assert table.is_due

    table.expect(datetime(2100, 1, 1, tzinfo=UTC), table.newest)
    assert not table.is_due


@pytest.fixture
def machines(settings, monkeypatch):
    """This machine's table, and a function that takes over on another one."""
    settings.SHARED_CACHE = True
    cache.clear()
    here, there = Table(), Table()
    monkeypatch.setattr(surrogate_keys, "table", here)

    def take_over_there():
        with monkeypatch.context() as patch:
            patch.setattr(surrogate_keys, "table", there)
            return surrogate_keys.sync()

    assert take_over_there()
    yield here, there, take_over_there
    cache.clear()


@pytest.mark.django_db(transaction=True)
def test_other_machine_takes_over_what_changed(machines):
    _here, there, take_over_there = machines
    number = there.newest

    surrogate_keys.invalidate("a")
    assert there.is_fresh(KEYS, number)
    assert take_over_there()

    assert not there.is_fresh(KEYS, number)
    assert there.is_fresh([slot_of("c")], number)


@pytest.mark.django_db(transaction=True)
def test_emptied_shared_cache_makes_everything_stale(machines):
    _here, there, take_over_there = machines
    surrogate_keys.invalidate("a")
    assert take_over_there()
    number = there.newest

    cache.clear()
    assert take_over_there()

    assert not there.is_fresh([slot_of(surrogate_keys.EVERYTHING)], number)


def test_nobody_knows_what_is_fresh_while_the_shared_cache_is_away(
    machines, monkeypatch
):
    def fail(*_args):
        raise ConnectionError

    monkeypatch.setattr(cache, "get", fail)

    assert not machines[2]()


def remembered():
    """What is remembered of "a" now, and whether it had to be made."""
    made = []
    value = surrogate_keys.cached("name", "a", lambda: made.append(1) or object())
    return value, bool(made)


@pytest.fixture
def own_table(monkeypatch):
    monkeypatch.setattr(surrogate_keys, "table", Table())


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("key", ["a", surrogate_keys.EVERYTHING])
def test_what_is_remembered_is_made_anew_after_a_change(own_table, key):
    first, _made = remembered()
    surrogate_keys.invalidate("b")
    assert remembered() == (first, False)

    surrogate_keys.invalidate(key)

    again, made = remembered()
    assert made
    assert again is not first


@pytest.mark.django_db(transaction=True)
def test_change_while_it_is_made_is_not_missed(own_table):
    def make():
        surrogate_keys.invalidate("a")
        return "old"

    surrogate_keys.cached("name", "a", make)

    assert surrogate_keys.cached("name", "a", lambda: "new") == "new"


@pytest.mark.django_db(transaction=True)
def test_nothing_is_remembered_within_a_transaction(own_table):
    first, _made = remembered()
    with transaction.atomic():
        assert remembered()[1]

    assert remembered() == (first, False)


@pytest.mark.django_db(transaction=True)
def test_several_machines_remember_for_pages_that_are_kept(machines):
    here, _there, _take_over_there = machines
    assert remembered()[1]
    assert remembered()[1]

    with surrogate_keys.since(here.newest):
        first, _made = remembered()
        assert remembered() == (first, False)


@pytest.mark.django_db(transaction=True)
def test_page_shows_what_is_remembered(own_table):
    remembered()

    with surrogate_keys.collecting() as keys:
        remembered()

    assert keys == {"a"}
