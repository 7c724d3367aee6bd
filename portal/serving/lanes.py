"""Threads in which Django answers."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus

from portal.serving.answers import Refused

# Each thread has its own connection to the database. More would wait for each other:
# one at a time runs Python.
THREADS = 2
# What waits longer than this queue takes has been given up by who asked.
LONGEST_QUEUE = 100


class Lane:
    """A few threads and the requests that wait for them."""

    def __init__(self, name: str):
        self.threads = ThreadPoolExecutor(THREADS, thread_name_prefix=name)
        self.requests = 0

    async def run(self, function: Callable, *args):
        """What the function returns, run in one of the threads. Raises Refused if too
        many requests wait, and what the function raises."""
        if self.requests >= LONGEST_QUEUE:
            raise Refused(HTTPStatus.SERVICE_UNAVAILABLE)
        self.requests += 1
        try:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self.threads, function, *args)
        finally:
            self.requests -= 1
