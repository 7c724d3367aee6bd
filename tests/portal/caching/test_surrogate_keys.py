"""What depends on what, within a process and between machines."""

import pytest
from django.core.cache import cache
from django.db import transaction

from portal.caching import surrogate_keys
from portal.caching.change_counters import ChangeCounters, slot_of

SLOTS = [slot_of("a"), slot_of("b")]


@pytest.fixture
def machines(settings, monkeypatch):
    """The counters of two machines, and a function that syncs those of the second."""
    settings.SHARED_CACHE = True
    cache.clear()
    here, there = ChangeCounters(), ChangeCounters()
    monkeypatch.setattr(surrogate_keys, "counters", here)

    def sync_there():
        with monkeypatch.context() as patch:
            patch.setattr(surrogate_keys, "counters", there)
            return surrogate_keys.sync()

    assert sync_there()
    yield here, there, sync_there
    cache.clear()


@pytest.mark.django_db(transaction=True)
def test_other_machine_counts_what_changed(machines):
    _here, there, sync_there = machines
    number = there.newest

    surrogate_keys.invalidate("a")
    assert there.is_fresh(SLOTS, number)
    assert sync_there()

    assert not there.is_fresh(SLOTS, number)
    assert there.is_fresh([slot_of("c")], number)


@pytest.mark.django_db(transaction=True)
def test_emptied_shared_cache_makes_everything_stale(machines):
    _here, there, sync_there = machines
    surrogate_keys.invalidate("a")
    assert sync_there()
    number = there.newest

    cache.clear()
    assert sync_there()

    assert not there.is_fresh([slot_of(surrogate_keys.EVERYTHING)], number)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("method", ["get", "get_many"])
def test_nobody_knows_what_is_fresh_while_the_shared_cache_is_away(
    machines, monkeypatch, method
):
    _here, _there, sync_there = machines
    surrogate_keys.invalidate("a")

    def fail(*_args):
        raise ConnectionError

    monkeypatch.setattr(cache, method, fail)

    assert not sync_there()


def cached_value():
    """The value that is cached for "a" now, and whether it had to be made."""
    made = []
    value = surrogate_keys.cached("name", "a", lambda: made.append(1) or object())
    return value, bool(made)


@pytest.fixture
def own_counters(monkeypatch):
    monkeypatch.setattr(surrogate_keys, "counters", ChangeCounters())


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("key", ["a", surrogate_keys.EVERYTHING])
def test_cached_value_is_made_again_after_a_change(own_counters, key):
    first, _made = cached_value()
    surrogate_keys.invalidate("b")
    assert cached_value() == (first, False)

    surrogate_keys.invalidate(key)

    again, made = cached_value()
    assert made
    assert again is not first


@pytest.mark.django_db(transaction=True)
def test_change_while_it_is_made_is_not_missed(own_counters):
    def make():
        surrogate_keys.invalidate("a")
        return "old"

    surrogate_keys.cached("name", "a", make)

    assert surrogate_keys.cached("name", "a", lambda: "new") == "new"


@pytest.mark.django_db(transaction=True)
def test_nothing_is_cached_within_a_transaction(own_counters):
    first, _made = cached_value()
    with transaction.atomic():
        assert cached_value()[1]

    assert cached_value() == (first, False)


@pytest.mark.django_db(transaction=True)
def test_several_machines_cache_for_pages_that_are_cached(machines):
    here, _there, _sync_there = machines
    assert cached_value()[1]
    assert cached_value()[1]

    with surrogate_keys.reading_since(here.newest):
        first, _made = cached_value()
        assert cached_value() == (first, False)


@pytest.mark.django_db(transaction=True)
def test_page_depends_on_what_its_cached_values_do(own_counters):
    cached_value()

    with surrogate_keys.collecting() as keys:
        cached_value()

    assert keys == {"a"}


@pytest.mark.django_db(transaction=True)
def test_nothing_is_cached_under_debug(own_counters, settings):
    settings.DEBUG = True

    assert [cached_value()[1], cached_value()[1]] == [True, True]
