"""What pages depend on, and when that has changed.

A page names what it shows by surrogate keys, such as `t12` or `sections`; a change
names the keys of what it changed. Both meet in the change counters of this machine,
and machines that share a cache send their changes to each other through it.
"""

import logging
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from django.conf import settings
from django.core.cache import cache
from django.db import transaction

from portal.caching import change_counters
from portal.caching.change_counters import ALL, ChangeCounters, slot_of
from portal.databases.replicas import mark_written

logger = logging.getLogger(__name__)
Value = TypeVar("Value")

EVERYTHING, SCHEDULE = change_counters.EVERYTHING, change_counters.SCHEDULE
# Proxies refuse longer headers: such a page depends on this key, which every change
# names.
ANYTHING = "any"
MAX_KEYS = 400
# The key of changes that other machines could not be sent.
UNSENT = "unsent"

# In the shared cache: the number of the newest change of all machines, and what each
# change touched, for as many seconds.
SHARED_NUMBER, SHARED_CHANGE, SHARED_SECONDS = "changes", "changed-keys:%d", 3600
# A machine that missed more than so many takes everything for changed.
MAX_MISSED = 1_000

counters = ChangeCounters(settings.PAGE_COUNTERS)
_collected: ContextVar[set[str] | None] = ContextVar("collected", default=None)
_read_since: ContextVar[int | None] = ContextVar("read_since", default=None)
# By name: the number of the newest change when the value was made, and the value.
_cached: dict[str, tuple[int, Any]] = {}
# The entries of portal.caching.remembered.
_entries: list[dict[Any, Any]] = []


@contextmanager
def collecting() -> Iterator[set[str]]:
    """Collect the keys on which the page depends that is made inside the block."""
    token = _collected.set(keys := set())
    try:
        yield keys
    finally:
        _collected.reset(token)


def depends_on(*keys: str) -> None:
    """Note that the page that is being made depends on these keys."""
    if (collected := _collected.get()) is not None:
        collected.update(keys)


@contextmanager
def reading_since(number: int) -> Iterator[None]:
    """Say that all that is read inside the block holds the change of that number, and
    the changes of other machines before it: `sync` was called."""
    token = _read_since.set(number)
    try:
        yield
    finally:
        _read_since.reset(token)


def number_for_reading() -> int | None:
    """The number of the newest change that all that is read from now on holds.

    None if that is unknown: within a transaction, which may itself have changed
    something, and on several machines outside `reading_since`. None too under DEBUG,
    where nothing is cached.
    """
    if settings.DEBUG or transaction.get_connection().in_atomic_block:
        return None
    return _read_since.get() if settings.SHARED_CACHE else counters.newest


def cached(name: str, key: str, make: Callable[[], Value]) -> Value:
    """The value that `make` returns, kept in this process under the name until
    something changes that has the key."""
    depends_on(key)
    number = number_for_reading()
    if number is None:
        return make()
    made_at, value = _cached.get(name, (-1, None))
    slots = (slot_of(key), slot_of(EVERYTHING))
    if made_at < 0 or not counters.is_fresh(slots, made_at):
        value = make()
        _cached[name] = number, value
    return value


def cached_entries() -> dict[Any, Any]:
    """An empty dictionary of which `forget_cached` drops what will be in it."""
    _entries.append(entries := {})
    return entries


def forget_cached() -> None:
    """Drop all cached values, for when the database is another one."""
    for values in (_cached, *_entries):
        values.clear()


def header_of(keys: Collection[str]) -> str:
    """The keys as the header `Surrogate-Key` lists them."""
    return " ".join(sorted(keys)) if len(keys) <= MAX_KEYS else ANYTHING


def invalidate(*keys: str) -> None:
    """Make pages that depend on the keys stale, once the transaction is committed."""
    # First, so that a page that is made again is not read from a replica that lags.
    mark_written()
    transaction.on_commit(lambda: announce({*keys, ANYTHING}))


def announce(keys: Collection[str]) -> None:
    """Count a change of the keys now, here and on other machines. Raises nothing: the
    change is stored already."""
    if settings.SHARED_CACHE and not _send(keys):
        keys = {*keys, UNSENT}
    counters.change(keys)


def changes_are_told() -> bool:
    """Whether the processes of this machine can tell each other of changes; no page
    is kept while they cannot."""
    counters.catch_up()
    return not counters.failure


def sync() -> bool:
    """Count here what changed on other machines.

    Returns False if the shared cache does not answer: what is fresh is then unknown.
    """
    try:
        number = _shared_number()
        if number is None:
            return False
        newest = counters.newest
        if not counters.is_fresh([slot_of(UNSENT)], counters.sent) and _send(ALL):
            counters.sent = newest
        if number != counters.received:
            counters.count(_changes_up_to(number))
            counters.received = number
    except Exception as error:
        # Each cache has exceptions of its own.
        logger.warning("The shared cache does not answer: %s", error)
        return False
    return True


def _send(keys: Collection[str]) -> bool:
    """Tell other machines of a change. Returns whether that was possible: else the next
    `sync` of this machine tells them."""
    try:
        cache.add(SHARED_NUMBER, _first_number(), None)
        number = cache.incr(SHARED_NUMBER)
        cache.set(SHARED_CHANGE % number, sorted(keys), SHARED_SECONDS)
    except Exception as error:
        logger.warning("Other machines learn of a change later: %s", error)
        return False
    return True


def _shared_number() -> int | None:
    """The number of the newest change of all machines, None if it cannot be kept."""
    number = cache.get(SHARED_NUMBER)
    if number is None:
        number = _first_number()
        return number if cache.add(SHARED_NUMBER, number, None) else None
    return number


def _first_number() -> int:
    """A number that is higher than all that were given before the cache was emptied."""
    return time.time_ns()


def _changes_up_to(number: int) -> Collection[str]:
    """The keys of what other machines changed since this one last asked."""
    missed = range(counters.received + 1, number + 1)
    if 0 < len(missed) <= MAX_MISSED:
        changes = cache.get_many([SHARED_CHANGE % each for each in missed]).values()
        if len(changes) == len(missed):
            return {key for keys in changes for key in keys}
    # The cache was emptied, or this machine was away for long.
    return ALL
