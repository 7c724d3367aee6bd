"""Whether what a page shows has changed since the page was made.

A page names what it shows by surrogate keys (`t12`: the topic 12; `sections`). A change
names the keys of what it changed. Both meet in a table of counters in a file that all
processes of a machine map into memory: a change writes its number into the slots of its
keys, and a page is fresh while no slot of its keys holds a higher number than the one
that was current when its making began. Two keys may share a slot; that costs a needless
making, never an old page.
"""

import fcntl
import logging
import mmap
import os
import struct
import time
from contextlib import contextmanager
from contextvars import ContextVar
from zlib import crc32

from django.conf import settings
from django.core.cache import cache
from django.db import transaction

from portal.databases.replicas import mark_written

logger = logging.getLogger(__name__)

# In every page: a change that names it makes all pages anew.
EVERYTHING = "*"
DUE = "due"
# A header longer than this is refused by proxies: such a page shows simply a lot.
MOST_KEYS = 400
ANYTHING = "any"

SLOTS = 1 << 18
# The first slots are no keys': the number of the newest change, the time of the next
# scheduled publication in milliseconds (0: not known) with the number of the change
# that made it unknown, the number of the newest change from other machines, and
# whether they could not be told of one.
NEWEST, NEXT_DUE, DUE_CHANGED, SHARED, UNTOLD, FIRST_KEY = range(6)
NEVER = (1 << 63) - 1

SHARED_NUMBER, SHARED_KEYS, SHARED_SECONDS = "changes", "changes:%d", 3600
MOST_MISSED = 1_000


def slot_of(key):
    return FIRST_KEY + crc32(key.encode()) % (SLOTS - FIRST_KEY)


class Table:
    """The counters; `path` names the file, without it they are this process's own."""

    def __init__(self, path=None):
        self.path = path
        size = SLOTS * struct.calcsize("Q")
        if path is None:
            memory = mmap.mmap(-1, size)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("a+b") as file:
                with self._alone():
                    # Not truncate(): that takes no room on the disk, and writing to
                    # mapped memory ends the process if there is none left.
                    missing = size - file.seek(0, os.SEEK_END)
                    file.write(bytes(max(0, missing)))
                    file.flush()
                memory = mmap.mmap(file.fileno(), size)
        self.slots = memoryview(memory).cast("Q")

    @contextmanager
    def _alone(self):
        if self.path is None:
            yield
            return
        # Opened each time: flock() does not keep threads apart that share a file.
        with self.path.open("rb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    @property
    def newest(self):
        """The number of the newest change."""
        return self.slots[NEWEST]

    def change(self, slots, *, due=False):
        """Count a change of what stands in the slots; `due`: of the schedule too."""
        with self._alone():
            number = self.slots[NEWEST] + 1
            for slot in slots:
                self.slots[slot] = number
            if due:
                self.slots[DUE_CHANGED], self.slots[NEXT_DUE] = number, 0
            # Last: who sees the new number must see the slots too.
            self.slots[NEWEST] = number

    def is_fresh(self, slots, number):
        """Whether nothing in the slots changed after the change of that number."""
        counters = self.slots
        return all(counters[slot] <= number for slot in slots)

    @property
    def is_due(self):
        """Whether something may wait to be published by now."""
        return self.slots[NEXT_DUE] <= time.time() * 1000

    def expect(self, moment, number):
        """Remember when the next publication is due (a datetime, or None if nothing
        is scheduled), as it was known when the change of that number was newest."""
        with self._alone():
            if self.slots[DUE_CHANGED] <= number:
                self.slots[NEXT_DUE] = (
                    int(moment.timestamp() * 1000) if moment else NEVER
                )


table = Table(settings.PAGE_COUNTERS)
_shown = ContextVar("shown", default=None)
_since = ContextVar("since", default=None)
_remembered = {}  # by name: the number of the newest change then, and the value


@contextmanager
def collecting():
    """Collect the keys that are shown inside the block: the set of them."""
    token = _shown.set(keys := set())
    try:
        yield keys
    finally:
        _shown.reset(token)


def depends_on(*keys):
    """Note that the page in the making shows what has these keys."""
    if (shown := _shown.get()) is not None:
        shown.update(keys)


@contextmanager
def since(number):
    """Whatever is read inside the block was read after the change of that number, and
    holds what that changed; other machines' changes were asked for before."""
    token = _since.set(number)
    try:
        yield
    finally:
        _since.reset(token)


def number_for_reading():
    """The number of a change that all that is read from now on holds. None if nobody
    knows: within a transaction, which may have changed something itself, and among
    several machines but for the pages that are made for their caches."""
    if transaction.get_connection().in_atomic_block:
        return None
    return _since.get() if settings.SHARED_CACHE else table.newest


def cached(name, key, make):
    """What `make` gives, which this process may show until something that has the key
    changes."""
    depends_on(key)
    number = number_for_reading()
    if number is None:
        return make()
    slots = (slot_of(key), slot_of(EVERYTHING))
    made_at, value = _remembered.get(name, (-1, None))
    if made_at < 0 or not table.is_fresh(slots, made_at):
        value = make()
        _remembered[name] = number, value
    return value


def forget_cached():
    """Forget what is remembered, when the database became another one."""
    _remembered.clear()


def header_of(keys):
    """The keys as the header `Surrogate-Key` names them."""
    return " ".join(sorted(keys)) if len(keys) <= MOST_KEYS else ANYTHING


def invalidate(*keys):
    """Make pages that show what has these keys anew, once the transaction is over."""
    # First: who makes them must not read from a replica that lags behind.
    mark_written()
    transaction.on_commit(lambda: announce({*keys, ANYTHING}))


def announce(keys):
    """Make pages that show what has these keys anew, here and on other machines."""
    slots = sorted(map(slot_of, keys))
    if settings.SHARED_CACHE:
        _tell_other_machines(slots, DUE in keys)
    table.change(slots, due=DUE in keys)


def _tell_other_machines(slots, due):
    try:
        cache.add(SHARED_NUMBER, _first_number(), None)
        number = cache.incr(SHARED_NUMBER)
        cache.set(SHARED_KEYS % number, (slots, due), SHARED_SECONDS)
    except Exception as error:
        # Whatever the cache's library raises: the change itself is stored.
        table.slots[UNTOLD] = 1
        logger.warning("Other machines are told later of a change: %s", error)


def _first_number():
    """Higher than all that a cache has given which was emptied since."""
    return time.time_ns()


def sync():
    """Count here what changed on other machines. Gives back False while the shared
    cache does not answer: then nobody knows what is fresh."""
    try:
        number = cache.get(SHARED_NUMBER)
        if number is None and not cache.add(
            SHARED_NUMBER, number := _first_number(), None
        ):
            return False
    except Exception as error:
        logger.warning("The shared cache does not answer: %s", error)
        return False
    if table.slots[UNTOLD]:
        table.slots[UNTOLD] = 0
        _tell_other_machines([slot_of(EVERYTHING)], due=True)
    seen = table.slots[SHARED]
    if number == seen:
        return True
    is_near = 0 < number - seen <= MOST_MISSED
    missed = range(seen + 1, number + 1) if is_near else ()
    known = cache.get_many([SHARED_KEYS % n for n in missed]) if is_near else {}
    if is_near and len(known) == len(missed):
        slots = {slot for some, _due in known.values() for slot in some}
        due = any(due for _some, due in known.values())
    else:
        # The cache was emptied, or this machine was away for long.
        slots, due = {slot_of(EVERYTHING)}, True
    table.change(slots, due=due)
    table.slots[SHARED] = number
    return True
