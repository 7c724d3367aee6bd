"""Which changes touched what, counted in memory that all processes of a machine share.

Changes are numbered. A change writes its number into the slots of what it changed, so
whatever was made from these slots is fresh while none of them holds a higher number
than that of the newest change when its making began.
"""

import fcntl
import mmap
import os
import struct
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from zlib import crc32

SLOTS = 1 << 18
# The first slots belong to no key. They hold:
# - the number of the newest change;
# - when the next scheduled change is due, in milliseconds since 1970 (0: not known);
# - the number of the change after which that was not known any more;
# - the number of the newest change that other machines sent;
# - 1 if other machines could not be sent a change.
NEWEST, NEXT_SCHEDULED, SCHEDULE_CHANGED, RECEIVED, UNSENT, FIRST_KEY = range(6)
NEVER = (1 << 63) - 1


def slot_of(key: str) -> int:
    """The slot in which the changes of a key are counted. Two keys may share one: that
    costs a needless making, and never shows an old page."""
    return FIRST_KEY + crc32(key.encode()) % (SLOTS - FIRST_KEY)


class ChangeCounters:
    """The counters in the file `path`; without one they are this process's own.

    Raises OSError if the file cannot be made or has no room on the disk.
    """

    def __init__(self, path: Path | None = None):
        self.path = path
        size = SLOTS * struct.calcsize("Q")
        if path is None:
            memory = mmap.mmap(-1, size)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("a+b") as file:
                with self._locked():
                    # Not truncate(), which reserves nothing on the disk: writing to
                    # mapped memory ends the process if the disk is full then.
                    missing = size - file.seek(0, os.SEEK_END)
                    file.write(bytes(max(0, missing)))
                    file.flush()
                memory = mmap.mmap(file.fileno(), size)
        self.slots = memoryview(memory).cast("Q")

    @contextmanager
    def _locked(self) -> Iterator[None]:
        if self.path is None:
            yield
            return
        # Opened each time: flock() does not keep threads apart that share a file.
        with self.path.open("rb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    @property
    def newest(self) -> int:
        """The number of the newest change."""
        return self.slots[NEWEST]

    def change(self, slots: Iterable[int], *, schedule: bool = False) -> None:
        """Count one change of the slots; `schedule`: also of what is scheduled."""
        with self._locked():
            number = self.slots[NEWEST] + 1
            for slot in slots:
                self.slots[slot] = number
            if schedule:
                self.slots[SCHEDULE_CHANGED], self.slots[NEXT_SCHEDULED] = number, 0
            # Last: a process that reads the new number must find the slots changed.
            self.slots[NEWEST] = number

    def is_fresh(self, slots: Iterable[int], number: int) -> bool:
        """Whether no change after the one of that number touched the slots."""
        counters = self.slots
        return all(counters[slot] <= number for slot in slots)

    @property
    def is_due(self) -> bool:
        """Whether the time of the next scheduled change has come, or is not known."""
        return self.slots[NEXT_SCHEDULED] <= time.time() * 1000

    def expect(self, moment: datetime | None, number: int) -> None:
        """Remember when the next scheduled change is due (None: nothing is scheduled),
        as it was read when the change of that number was the newest. It is not
        remembered if the schedule changed since."""
        with self._locked():
            if self.slots[SCHEDULE_CHANGED] <= number:
                self.slots[NEXT_SCHEDULED] = (
                    int(moment.timestamp() * 1000) if moment else NEVER
                )
