"""An event loop in which a request begins before it is the loop's turn."""

import asyncio
import types
from asyncio import iscoroutine


class EagerLoop(asyncio.SelectorEventLoop):
    """Runs a new coroutine up to its first `continue_in_loop()` in the thread that
    brings it.

    Granian brings each request from a thread of its own. To wake the loop for it takes
    as long as to answer it with a kept page; a coroutine that ends before the loop is
    needed never wakes it.
    """

    def call_soon_threadsafe(self, callback, *args, context=None):
        # Granian passes what starts a task, and the coroutine. Were that to change,
        # all coroutines would begin in the loop, and only be slower.
        if args and iscoroutine(args[0]):
            try:
                args[0].send(None)
            except StopIteration:
                return None
        return super().call_soon_threadsafe(callback, *args, context=context)


@types.coroutine
def continue_in_loop():
    """Wait for the loop. Before, a coroutine may await nothing."""
    yield
