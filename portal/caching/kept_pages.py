"""The pages that a process keeps, bounded in bytes."""

import threading
from collections import OrderedDict
from contextlib import suppress

from portal.caching.cached_response import CachedResponse

# What a page depends on: the entry of ALLOWED_HOSTS that its host meets, whether it was
# asked for by https, its path, and its query in order.
Key = tuple[str, bool, str, str]


class Shelf:
    """Pages by key, the most recently used last, and their size in bytes."""

    def __init__(self) -> None:
        self.pages: OrderedDict[Key, CachedResponse] = OrderedDict()
        self.size = 0

    def put(self, key: Key, page: CachedResponse) -> None:
        self.drop(key)
        self.pages[key] = page
        self.size += page.size

    def drop(self, key: Key) -> None:
        if (page := self.pages.pop(key, None)) is not None:
            self.size -= page.size

    def drop_oldest(self) -> None:
        # In one step: a reader's thread may mark pages as used meanwhile.
        _key, page = self.pages.popitem(last=False)
        self.size -= page.size


class KeptPages:
    """Pages of `max_bytes` in all; those that nobody asked for longest make room.

    Queries can be invented without end, addresses of pages cannot: whatever is asked
    for, pages with a query leave half of the room to the others.
    """

    def __init__(self, max_bytes: int):
        self.max_bytes = max_bytes
        self.plain, self.queried = Shelf(), Shelf()
        self._lock = threading.Lock()

    @property
    def size(self) -> int:
        """In bytes."""
        return self.plain.size + self.queried.size

    def get(self, key: Key) -> CachedResponse | None:
        return self._shelf(key).pages.get(key)

    def mark_used(self, key: Key) -> None:
        # Another thread may have dropped it since.
        with suppress(KeyError):
            self._shelf(key).pages.move_to_end(key)

    def keep(self, key: Key, page: CachedResponse) -> None:
        with self._lock:
            self._shelf(key).put(key, page)
            while self.size > self.max_bytes:
                is_half = self.queried.size * 2 > self.max_bytes
                shelf = self.queried if is_half or not self.plain.pages else self.plain
                shelf.drop_oldest()

    def _shelf(self, key: Key) -> Shelf:
        return self.queried if key[3] else self.plain
