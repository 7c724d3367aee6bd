"""What a process remembers of many rows, and when it forgets."""

import pytest
from django.db import transaction

from portal.caching import surrogate_keys
from portal.caching.change_counters import ChangeCounters
from portal.caching.remembered import Remembered

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def own_counters(monkeypatch):
    monkeypatch.setattr(surrogate_keys, "counters", ChangeCounters())


@pytest.fixture
def remembered():
    return Remembered("t", "sections", most=4)


def made(remembered, *keys):
    """Of these rows, those that had to be made."""
    asked = []

    def make(missing):
        asked.extend(missing)
        return {key: f"row {key}" for key in missing}

    assert remembered.of(keys, make) == {key: f"row {key}" for key in keys}
    return asked


def test_each_row_is_made_once(remembered):
    assert made(remembered, 1, 2) == [1, 2]

    assert made(remembered, 2, 3, 1) == [3]


def test_changed_row_alone_is_made_again(remembered):
    made(remembered, 1, 2, 3)

    surrogate_keys.invalidate("t2", "s1")

    assert made(remembered, 1, 2, 3) == [2]
    assert made(remembered, 1, 2, 3) == []


@pytest.mark.parametrize("key", ["sections", surrogate_keys.EVERYTHING])
def test_all_rows_are_made_again_after_a_change_of_all(remembered, key):
    made(remembered, 1, 2)

    surrogate_keys.invalidate(key)

    assert made(remembered, 1, 2) == [1, 2]


def test_change_while_a_row_is_made_is_not_missed(remembered):
    def make(keys):
        surrogate_keys.invalidate("t1")
        return dict.fromkeys(keys, "old")

    remembered.of([1], make)

    assert made(remembered, 1) == [1]


def test_row_that_is_gone_is_left_out(remembered):
    assert remembered.of([1, 2], lambda _keys: {2: "row 2"}) == {2: "row 2"}

    assert made(remembered, 1, 2) == [1]


def test_more_rows_than_there_is_room_for_are_forgotten(remembered):
    made(remembered, 1, 2, 3)

    assert made(remembered, 1, 4, 5) == [4, 5]

    assert made(remembered, 4, 5, 1) == [1]


def test_nothing_is_remembered_within_a_transaction(remembered):
    with transaction.atomic():
        assert made(remembered, 1) == [1]
        assert made(remembered, 1) == [1]

    assert made(remembered, 1) == [1]


def test_nothing_is_remembered_of_another_database(remembered):
    made(remembered, 1)

    surrogate_keys.forget_cached()

    assert made(remembered, 1) == [1]
