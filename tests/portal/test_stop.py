"""How the server stops, with real processes and connections."""

import http.client
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing, contextmanager
from pathlib import Path

import psutil
import pytest

from tests.portal.test_start import free_port

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 20
SERVE = "import sys; from portal.serve import serve; serve(int(sys.argv[1]))"


def fetch(port, path):
    """The status of a page and whether all of it came; raises what the connection
    raises."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as c:
        c.request("GET", path)
        response = c.getresponse()
        response.read()
        return response.status


def wait_until(holds):
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


class Requests(threading.Thread):
    """Asks for a page again and again until nobody listens any more."""

    def __init__(self, port, path):
        super().__init__(daemon=True)
        self.port, self.path, self.answers, self.errors = port, path, [], []
        self.start()

    def run(self):
        while True:
            try:
                self.answers.append(fetch(self.port, self.path))
            except ConnectionRefusedError:
                return
            except (OSError, http.client.HTTPException) as error:
                self.errors.append(repr(error))
                return


@contextmanager
def locked(database):
    """While an editor's transaction is open, nobody else can write."""
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("ROLLBACK")


class Server:
    """The portal's server on an empty database, as `make run` starts it."""

    def __init__(self, folder):
        self.port, self.database = free_port(), folder / "db.sqlite3"
        environment = {
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "portal.settings",
            "DEBUG": "1",  # pages without collected static files
            "DATABASE_URL": f"sqlite:///{self.database}",
        }
        migrate = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
        subprocess.run(migrate, cwd=ROOT, env=environment, check=True)
        with open(folder / "log", "w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-c", SERVE, str(self.port)],
                cwd=ROOT,
                env=environment,
                stdout=log,
                stderr=log,
            )
        wait_until(lambda: not refuses(self.port))

    def has_workers_at(self, path):
        """Whether one of its workers has a file open."""
        return any(
            file.path == str(path)
            for child in psutil.Process(self.process.pid).children()
            for file in child.open_files()
        )


@pytest.fixture
def server(tmp_path):
    server = Server(tmp_path)
    children = psutil.Process(server.process.pid).children()
    yield server
    for process in [server.process, *children]:
        if psutil.pid_exists(process.pid):
            process.kill()
    server.process.wait()


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT])
def test_stop_finishes_what_was_begun(server, sent):
    answers = []
    with locked(server.database):
        # A search in vain is written down, so it waits for the lock.
        slow = threading.Thread(
            target=lambda: answers.append(fetch(server.port, "/search/?q=atlantis")),
            daemon=True,
        )
        slow.start()
        wait_until(lambda: server.has_workers_at(server.database))
        server.process.send_signal(sent)
        wait_until(lambda: refuses(server.port))
        assert slow.is_alive()
    slow.join(PATIENCE)

    assert answers == [200]
    assert server.process.wait(PATIENCE) == 0


def refuses(port):
    try:
        fetch(port, "/healthz")
    except ConnectionRefusedError:
        return True
    except (OSError, http.client.HTTPException):
        pass
    return False


def test_stop_under_load_drops_no_request(server):
    readers = [Requests(server.port, path) for path in ("/", "/tags/", "/healthz")]
    wait_until(lambda: all(len(reader.answers) > 3 for reader in readers))

    server.process.send_signal(signal.SIGTERM)
    for reader in readers:
        reader.join(PATIENCE)

    assert server.process.wait(PATIENCE) == 0
    assert [reader.errors for reader in readers if reader.errors] == []
    assert {status for reader in readers for status in reader.answers} == {200}
