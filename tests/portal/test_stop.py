"""How the server stops, with real processes and connections."""

import http.client
import signal
import sqlite3
import threading
from contextlib import closing, contextmanager

import pytest

from tests.portal.server import PATIENCE, Server, fetch, refuses, wait_until

pytestmark = pytest.mark.servers
# Now and then a worker of the server (granian 2.8) hangs when all is done, and is
# killed after the 25 seconds that it has.
LONGEST_STOP = 40


@pytest.fixture
def server(tmp_path):
    server = Server(tmp_path)
    yield server
    server.end()


class Requests(threading.Thread):
    """Asks for a page again and again until nobody answers any more."""

    def __init__(self, port, path):
        super().__init__(daemon=True)
        self.port, self.path, self.answers = port, path, []
        self.start()

    def run(self):
        while True:
            try:
                self.answers.append(fetch(self.port, self.path)[0])
            except (OSError, http.client.HTTPException):
                return


@contextmanager
def locked(database):
    """While an editor's transaction is open, nobody else can write."""
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("ROLLBACK")


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT])
def test_stop_finishes_what_was_begun(server, sent):
    answers = []
    with locked(server.database):
        # A zero-result query is stored, so it waits for the lock.
        slow = threading.Thread(
            target=lambda: answers.append(fetch(server.port, "/search/?q=atlantis")[0]),
            daemon=True,
        )
        slow.start()
        wait_until(lambda: server.has_threads_at(server.database))
        server.process.send_signal(sent)
        wait_until(lambda: refuses(server.port))
        assert slow.is_alive()
    slow.join(PATIENCE)

    assert answers == [200]
    assert server.process.wait(LONGEST_STOP) == 0


def test_stop_under_load_answers_all_that_reached_the_portal(server):
    paths = ("/", "/tags/", "/sources/")
    readers = [Requests(server.port, path) for path in paths]
    wait_until(lambda: all(len(reader.answers) > 3 for reader in readers))

    server.process.send_signal(signal.SIGTERM)
    for reader in readers:
        reader.join(PATIENCE)

    assert server.process.wait(LONGEST_STOP) == 0
    log = server.log.read_text()
    for reader in readers:
        assert set(reader.answers) == {200}
        assert len(reader.answers) == log.count(f"GET {reader.path} 200 ")
