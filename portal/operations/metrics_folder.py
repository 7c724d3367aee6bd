"""The files in which the server's processes add up their counters.

prometheus_client maps them into memory, and whoever writes to a mapped page for which a
disk has no room is ended by the system (SIGBUS). So room is taken before.
"""

import os

# Some hundred series, of which a histogram has a dozen for each view.
ROOM = {"counter": 128 << 10, "histogram": 512 << 10}  # bytes


def reserve(folder: str) -> bool:
    """Make the files of this process, as long as they may become. Returns whether there
    is room for them."""
    try:
        os.makedirs(folder, exist_ok=True)
        for kind, length in ROOM.items():
            with open(os.path.join(folder, f"{kind}_{os.getpid()}.db"), "ab") as file:
                os.posix_fallocate(file.fileno(), 0, length)
    except OSError:
        return False
    return True
