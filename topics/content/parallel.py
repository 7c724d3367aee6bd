"""Work on many things in several processes, as plain functions of plain values."""

import os
import signal
import threading
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context, parent_process

import django

# Below this many topics, starting the processes takes longer than the work.
WORTH_PROCESSES = 500


@contextmanager
def workers(items):
    """A `map` whose results come in order, over all cores if there are many items.

    At most a few results wait at a time, however long the input is.
    """
    if items < WORTH_PROCESSES:
        yield map
        return
    count = os.cpu_count() or 1
    pool = ProcessPoolExecutor(count, get_context("spawn"), initializer=_start)
    try:
        yield lambda function, inputs: _in_order(pool, function, inputs, 3 * count)
    finally:
        pool.shutdown(cancel_futures=True)


def _start():
    # Ctrl-C is for the parent, which then ends the workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    django.setup()


def _end_with_parent():
    # A parent that was killed cannot tell its workers.
    parent_process().join()
    os._exit(1)


def _in_order(pool, function, inputs, most):
    inputs = iter(inputs)
    waiting = deque(pool.submit(function, i) for i in islice(inputs, most))
    while waiting:
        yield waiting.popleft().result()
        waiting.extend(pool.submit(function, i) for i in islice(inputs, 1))
