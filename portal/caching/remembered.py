"""What a process remembers of many rows."""

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

from portal.caching import surrogate_keys
from portal.caching.change_counters import EVERYTHING, slot_of

Value = TypeVar("Value")


class _Entry(NamedTuple, Generic[Value]):
    """A value, the slot of its row's key, and the number of the newest change when it
    was made."""

    value: Value
    slot: int
    number: int


class Remembered(Generic[Value]):
    """Values that are made of one row each, by its primary key. A value is made again
    when something has changed that has the row's surrogate key, its `prefix` and the
    primary key, or one of the keys `common` to all. There are at most `most`; of more,
    all are forgotten.

    That a page depends on the keys is for whoever makes it to say.
    """

    def __init__(self, prefix: str, *common: str, most: int) -> None:
        self._prefix, self._most = prefix, most
        self._common = [slot_of(key) for key in (*common, EVERYTHING)]
        self._entries: dict[int, _Entry[Value]] = surrogate_keys.cached_entries()

    def of(
        self, keys: Sequence[int], make: Callable[[list[int]], dict[int, Value]]
    ) -> dict[int, Value]:
        """{primary key: value} of rows; `make` returns the same of those that are not
        remembered, and may leave some out."""
        number = surrogate_keys.number_for_reading()
        if number is None:
            return make(list(keys))
        found = self._fresh(keys)
        if missing := [key for key in keys if key not in found]:
            made = make(missing)
            if len(self._entries) + len(made) > self._most:
                self._entries.clear()
            for key, value in made.items():
                slot = slot_of(f"{self._prefix}{key}")
                self._entries[key] = _Entry(value, slot, number)
            found |= made
        return found

    def _fresh(self, keys: Iterable[int]) -> dict[int, Value]:
        slots, entries = surrogate_keys.counters.slots, self._entries
        oldest = max(slots[slot] for slot in self._common)
        found: dict[int, Value] = {}
        for key in keys:
            entry = entries.get(key)
            if entry and entry.number >= max(oldest, slots[entry.slot]):
                found[key] = entry.value
        return found
