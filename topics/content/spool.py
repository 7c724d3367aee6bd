import pickle
import zlib
from tempfile import TemporaryFile


def packed(value):
    """Plain values as a few bytes."""
    return zlib.compress(pickle.dumps(value), level=1)


class Spool:
    """Packed values in a temporary file, for more of them than memory should hold.

    Written once, then read in the same order as often as needed.
    """

    def __init__(self):
        self._file = TemporaryFile()  # noqa: SIM115 (closed by close())
        self._lengths = []

    def append(self, raw):
        self._file.seek(0, 2)
        self._file.write(raw)
        self._lengths.append(len(raw))

    def __iter__(self):
        place = 0
        for length in self._lengths:
            self._file.seek(place)
            raw = self._file.read(length)
            place += length
            # Nobody else can write to the file.
            yield pickle.loads(zlib.decompress(raw))  # noqa: S301

    def close(self):
        self._file.close()
