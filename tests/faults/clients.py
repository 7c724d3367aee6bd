"""Clients that are silent, slow or many, all from this machine."""

import http.client
import resource
import socket
import time
from contextlib import closing, contextmanager, suppress
from threading import Event, Thread
from urllib.parse import quote

HEAD = "{} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
FORM = (
    "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 9000\r\n\r\na="
)
IDLE, SLOW = 2000, 50


def opened(port, sent="", room=None):
    """A connection that has sent this, with so little room for an answer."""
    connection = socket.socket()
    connection.settimeout(10)
    if room:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, room)
    connection.connect(("127.0.0.1", port))
    connection.sendall(sent.encode())
    return connection


@contextmanager
def holding(port, count, sent="", room=None, drip=False):
    """So many connections for the length of a block. With `drip` each sends one byte a
    second."""
    allow_files(count + 200)
    connections, enough = [], Event()
    dripping = Thread(target=_drip, args=(connections, enough))
    try:
        for _ in range(count):
            connections.append(opened(port, sent, room))
        if drip:
            dripping.start()
        yield connections
    finally:
        enough.set()
        if drip:
            dripping.join()
        for connection in connections:
            connection.close()


def _drip(connections, enough):
    while not enough.wait(1):
        for connection in connections:
            with suppress(OSError):
                connection.sendall(b"x")


def allow_files(count):
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if 0 <= soft < count:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(count, hard), hard))


def silent(port, count=IDLE):
    return holding(port, count)


def half_heads(port, count=IDLE):
    return holding(port, count, HEAD.format("GET /") + "X-A: ")


def kept_alive(port, count=IDLE):
    return holding(port, count, HEAD.format("GET /healthz") + "\r\n")


def slow_bodies(port, path, count=SLOW):
    return holding(port, count, HEAD.format(f"POST {path}") + FORM, drip=True)


def slow_readers(port, path, count=SLOW):
    asked = (HEAD.format(f"GET {path}") + "\r\n") * 5
    return holding(port, count, asked, room=2048)


@contextmanager
def searching(port, count=16):
    """Searches, each for something else, as quickly as they are answered."""
    enough = Event()
    threads = [Thread(target=_search, args=(port, n, enough)) for n in range(count)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        enough.set()
        for thread in threads:
            thread.join()


def _search(port, number, enough):
    asked = 0
    while not enough.is_set():
        asked += 1
        words = f"absent{number} -none{asked} -never{asked}"
        ask(port, f"/search/?q={quote(words)}")


def ask(port, path, headers=None):
    """The status of an answer that came whole, on a connection of its own."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as client:
        client.request("GET", path, headers=headers or {})
        response = client.getresponse()
        response.read()
        return response.status


def seconds_to_answer(port, path, times=100):
    """How long each of so many answers took. Fails if one is no page."""
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        assert ask(port, path) == 200
        taken.append(time.perf_counter() - began)
    return sorted(taken)
