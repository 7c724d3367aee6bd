"""Which changes touched what, told by all processes of a machine through a file.

Each process numbers the changes that it hears of, and counts in slots which was the
newest of each key. Whatever was made from some slots is fresh while none of them holds
a higher number than that of the newest change when its making began.

A change is a line appended to the file, which nobody has to lock: a checksum and the
keys. A process reads what was appended since it last looked, and nothing else. What it
cannot read, and a file that is gone, short or another one, may have held any change:
everything has then changed.
"""

import logging
import os
import stat
import threading
import time
from array import array
from collections.abc import Collection, Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from zlib import crc32

SLOTS = 1 << 18
# Every page depends on this key.
EVERYTHING = "*"
# The key of what changes by itself when its time comes: a change names it that sets,
# moves or drops such a time.
SCHEDULE = "schedule"
ALL = (EVERYTHING, SCHEDULE)
NEVER = float("inf")
# A larger file is begun again, which makes everything stale.
MAX_BYTES = 1_000_000
ATTEMPTS = 5
# How often each process finds out whether it could tell of a change, in seconds: one
# that cannot has no way left to tell the others so.
CHECKED_EVERY = 1
# O_NONBLOCK: what is no file must not keep anybody waiting.
FLAGS = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_NONBLOCK | os.O_CLOEXEC

# Which file it is, how long, and when it was last written to.
State = tuple[int, int, int]

logger = logging.getLogger(__name__)


def slot_of(key: str) -> int:
    """The slot in which the changes of a key are counted. Two keys may share one: that
    costs a needless making, and never shows an old page."""
    return crc32(key.encode()) % SLOTS


class ChangeCounters:
    """The changes of all processes that share the file `path`; without one, those of
    this process.

    `failure` says why processes cannot tell each other, or is empty. Everything is
    stale then, always. The file is not opened before it is needed.
    """

    def __init__(self, path: Path | None = None):
        self.path = path
        self.failure = ""
        self.slots = array("Q", bytes(8 * SLOTS))
        self._newest = 0
        # When the next scheduled change is due, in seconds since 1970 (0: not known),
        # and the number of the change after which that was not known any more.
        self._next_scheduled, self._schedule_changed = 0.0, 0
        self._lock = threading.RLock()
        self._file = -1
        # How far the file was read, and how it looked then.
        self._position = 0
        self._seen: State | None = None
        self._check_at = 0.0
        self._is_untold = False
        # The number of the newest change that other machines sent, and that of the
        # newest one here of which they were all sent.
        self.received, self.sent = 0, 0

    @property
    def newest(self) -> int:
        """The number of the newest change that any process has told of."""
        self.catch_up()
        return self._newest

    def catch_up(self) -> None:
        """Count what other processes have told of."""
        if self.path is None:
            return
        try:
            is_read = _state(os.stat(self.path)) == self._seen
        except OSError:
            is_read = False
        if not is_read or time.monotonic() > self._check_at:
            self._read_on()

    def change(self, keys: Collection[str]) -> None:
        """Count one change of the keys, and tell all processes. Raises nothing: what
        was changed is stored already."""
        if self.path is None:
            self.count(keys)
            return
        with self._lock:
            try:
                self._append(keys)
            except OSError as error:
                self._fail(error)
                # That the file is gone tells them enough, and needs no room.
                self._is_untold = not self._is_removed()
            self._read_on()

    def count(self, keys: Iterable[str]) -> None:
        """Count one change of the keys, in this process alone."""
        with self._lock:
            number = self._newest + 1
            for key in keys:
                self.slots[slot_of(key)] = number
                if key == SCHEDULE:
                    self._schedule_changed, self._next_scheduled = number, 0.0
            # Last: a thread that reads the new number must find the slots changed.
            self._newest = number

    def is_fresh(self, slots: Iterable[int], number: int) -> bool:
        """Whether no change after the one of that number touched the slots."""
        counters = self.slots
        return all(counters[slot] <= number for slot in slots)

    @property
    def is_due(self) -> bool:
        """Whether the time of the next scheduled change has come, or is not known."""
        return self._next_scheduled <= time.time()

    def expect(self, moment: datetime | None, number: int) -> None:
        """Remember when the next scheduled change is due (None: nothing is scheduled),
        as it was read when the change of that number was the newest. It is not
        remembered if the schedule changed since."""
        with self._lock:
            if self._schedule_changed <= number:
                self._next_scheduled = moment.timestamp() if moment else NEVER

    def _read_on(self) -> None:
        """Count what was appended to the file, or everything."""
        with self._lock:
            self._check_at = time.monotonic() + CHECKED_EVERY
            try:
                if self._is_untold:
                    self._append(ALL)
                    self._is_untold = False
                if self._is_in_place():
                    self._count_appended()
                else:
                    self._open()
                self.failure = ""
            except OSError as error:
                self._fail(error)

    def _fail(self, error: OSError) -> None:
        if str(error) != self.failure:
            logger.error("The file of PAGE_COUNTERS cannot be used: %s", error)
        self.failure, self._seen = str(error), None
        self.count(ALL)

    def _is_removed(self) -> bool:
        with suppress(OSError):
            _remove(self.path)
            return True
        return False

    def _is_in_place(self) -> bool:
        """Whether the open file is the one that other processes find, and can be
        written to."""
        with suppress(OSError):
            is_same = os.path.samestat(os.fstat(self._file), os.stat(self.path))
            return is_same and os.access(self.path, os.W_OK)
        return False

    def _open(self) -> None:
        """Open the file, or make it. Nobody knows what was in the one before."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        try:
            file = os.open(self.path, FLAGS, 0o666)
        except PermissionError:
            # Another user's. The others find ours in its place.
            _remove(self.path)
            file = os.open(self.path, FLAGS, 0o666)
        found = os.fstat(file)
        if not stat.S_ISREG(found.st_mode):
            os.close(file)
            raise OSError(f"{self.path} is not a file")
        if self._file >= 0:
            # Not before the new one is there, which could be given its number.
            os.close(self._file)
        self._file = file
        self._saw(found, ALL)

    def _count_appended(self) -> None:
        found = os.fstat(self._file)
        length = found.st_size - self._position
        if 0 < length < 2 * MAX_BYTES:
            self._saw(found, _keys_in(os.pread(self._file, length, self._position)))
        elif length or _state(found) != self._seen:
            self._saw(found, ALL)

    def _saw(self, found: os.stat_result, keys: Collection[str]) -> None:
        self.count(keys)
        self._position = found.st_size
        # Last: a thread that finds the file so must find the changes counted.
        self._seen = _state(found)

    def _append(self, keys: Collection[str]) -> None:
        line = _line(" ".join(sorted(keys)))
        if len(line) > MAX_BYTES:
            line = _line(" ".join(ALL))
        # Another process may have put another file there, at any moment.
        for _attempt in range(ATTEMPTS):
            if not self._is_in_place():
                self._open()
            if os.fstat(self._file).st_size > MAX_BYTES:
                _remove(self.path)
            elif os.write(self._file, line) < len(line):
                raise OSError("the disk is full")
            elif self._is_in_place():
                return
        raise OSError(f"{self.path} is replaced again and again")


def _state(file: os.stat_result) -> State:
    return file.st_ino, file.st_size, file.st_mtime_ns


def _remove(path: Path) -> None:
    """Raises OSError, also if somebody put there what is not a file."""
    with suppress(FileNotFoundError):
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise OSError(f"{path} is not a file")
        path.unlink()


def _line(text: str) -> bytes:
    return b"%08x %s\n" % (crc32(text.encode()), text.encode())


def _keys_in(lines: bytes) -> Collection[str]:
    """The keys of whole lines; all if there is anything else."""
    keys: set[str] = set()
    for line in lines.splitlines(keepends=True):
        text = line[9:-1].decode(errors="replace")
        if _line(text) != line:
            return ALL
        keys.update(text.split(" "))
    return keys
