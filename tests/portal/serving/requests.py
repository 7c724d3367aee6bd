"""Requests as the server hands them over."""

import asyncio
from types import SimpleNamespace


class Protocol:
    """Gives the body in chunks, some of which may never come; keeps the answer."""

    def __init__(self, *chunks):
        self.chunks, self.taken, self.answer = list(chunks), 0, None

    def __aiter__(self):
        return self

    async def __anext__(self):
        if not self.chunks:
            raise StopAsyncIteration
        self.taken += 1
        chunk = self.chunks.pop(0)
        if chunk is NEVER:
            await asyncio.Event().wait()
        return chunk

    def response_bytes(self, *answer):
        self.answer = answer


NEVER = object()


def make_scope(path="/", method="GET", query="", headers=(), **fields):
    known = {"server": "127.0.0.1:8000", "client": "192.0.2.1:5000", "scheme": "http"}
    known |= {"http_version": "1.1", "authority": None} | fields
    pairs = [("host", "testserver"), *headers]
    return SimpleNamespace(
        path=path,
        method=method,
        query_string=query,
        headers=SimpleNamespace(items=lambda: pairs),
        **known,
    )
