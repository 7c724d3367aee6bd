import pickle
import zlib
from tempfile import TemporaryFile


class Spool:
    """Plain values in a temporary file, for more than memory should hold: written
    once, then read in the same order as often as needed. A context manager."""

    def __enter__(self):
        self._file, self._count = TemporaryFile(), 0
        return self

    def __exit__(self, *exception):
        self._file.close()

    def append(self, value):
        raw = zlib.compress(pickle.dumps(value), level=1)
        self._file.seek(0, 2)
        self._file.write(len(raw).to_bytes(8))
        self._file.write(raw)
        self._count += 1

    def __iter__(self):
        place = 0
        for _ in range(self._count):
            self._file.seek(place)
            length = int.from_bytes(self._file.read(8))
            # Nobody else can write to the file.
            value = pickle.loads(zlib.decompress(self._file.read(length)))  # noqa: S301
            place = self._file.tell()
            yield value
