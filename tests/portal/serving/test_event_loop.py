"""A loop in which a request begins before it is the loop's turn."""

import asyncio
import threading

import pytest

from portal.serving.event_loop import EagerLoop, continue_in_loop


@pytest.fixture
def loop():
    loop = EagerLoop()
    yield loop
    loop.close()


def bring(loop, coroutine):
    """As Granian does, from another thread."""
    arguments = (loop.create_task, coroutine)
    thread = threading.Thread(target=loop.call_soon_threadsafe, args=arguments)
    thread.start()
    thread.join()
    return thread.ident


def test_coroutine_that_never_waits_is_done_without_the_loop(loop):
    ran = []

    async def answer():
        ran.append(threading.get_ident())

    thread = bring(loop, answer())

    assert ran == [thread]


def test_coroutine_that_waits_goes_on_in_the_loop(loop):
    ran = []

    async def answer():
        ran.append(threading.get_ident())
        await continue_in_loop()
        await asyncio.sleep(0)
        ran.append(threading.get_ident())
        loop.stop()

    thread = bring(loop, answer())
    loop.run_forever()

    assert ran == [thread, threading.get_ident()]


def test_other_calls_wait_for_the_loop(loop):
    ran = []
    loop.call_soon_threadsafe(ran.append, 1)
    before = list(ran)

    loop.call_soon(loop.stop)
    loop.run_forever()

    assert (before, ran) == ([], [1])
