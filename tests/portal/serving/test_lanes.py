"""Threads in which Django answers."""

import asyncio
import threading
from http import HTTPStatus

import pytest

from portal.serving import lanes
from portal.serving.answers import Refused
from portal.serving.lanes import Lane


def test_request_is_answered_in_a_thread_of_the_lane():
    name = asyncio.run(Lane("readers").run(lambda: threading.current_thread().name))

    assert name.startswith("readers")


def test_queue_has_an_end(monkeypatch):
    monkeypatch.setattr(lanes, "LONGEST_QUEUE", 2)
    lane, free = Lane("readers"), threading.Event()

    async def crowd():
        first = [asyncio.ensure_future(lane.run(free.wait)) for _ in range(2)]
        await asyncio.sleep(0)
        with pytest.raises(Refused) as refused:
            await lane.run(free.wait)
        free.set()
        await asyncio.gather(*first)
        return refused.value.status, await lane.run(lambda: "again")

    assert asyncio.run(crowd()) == (HTTPStatus.SERVICE_UNAVAILABLE, "again")


def test_failure_leaves_its_place_to_others():
    lane = Lane("readers")

    with pytest.raises(ZeroDivisionError):
        asyncio.run(lane.run(lambda: 1 / 0))

    assert lane.requests == 0
