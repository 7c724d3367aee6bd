"""`make run` as an operator meets it, and how the server stops, with real processes."""

import http.client
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.request
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.cluster.visitor import Visitor
from tests.portal.server import (
    PATIENCE,
    Server,
    fetch,
    free_port,
    refuses,
    wait_until,
)

pytestmark = pytest.mark.servers
ROOT = Path(__file__).resolve().parents[2]
# Now and then a worker of the server (granian 2.8) hangs when all is done, and is
# killed after the 25 seconds that it has.
LONGEST_STOP = 40


class Portal:
    """The portal as a process: its output and its pages."""

    def __init__(self, checkout):
        self.port, self.output = free_port(), []
        environment = {"PATH": os.environ["PATH"], "HOME": str(checkout)}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "portal.serve", "--port", str(self.port)],
            cwd=checkout,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for line in self.process.stdout:
            self.output.append(line)
            if line.startswith("Stop with"):
                break
        self.wait()

    def wait(self):
        for _ in range(100):
            try:
                return self.get("/")
            except OSError:
                time.sleep(0.1)
        raise AssertionError("".join(self.output))

    def get(self, path):
        url = f"http://127.0.0.1:{self.port}{path}"
        with urllib.request.urlopen(url, timeout=10) as response:
            return response.read().decode()

    def stop(self):
        self.process.send_signal(signal.SIGINT)
        self.output.append(self.process.communicate(timeout=30)[0])
        return self.process.returncode

    @property
    def printed(self):
        return "".join(self.output)


def test_what_is_made_is_for_its_owner_only(checkout):
    (checkout / "var").mkdir(mode=0o755)

    Portal(checkout).stop()

    open_to_others = [
        path for path in (checkout / "var").iterdir() if path.stat().st_mode & 0o077
    ]
    assert (checkout / "var").stat().st_mode & 0o077 == 0
    assert open_to_others == []


def test_start_serves_the_content_and_a_second_start_keeps_everything(checkout):
    portal = Portal(checkout)

    assert re.search(r"user “editor”, password “.{16,}”", portal.printed)
    assert f"http://127.0.0.1:{portal.port}/admin/" in portal.printed
    assert "Suez" in portal.get("/history/")
    stylesheet = re.search(r"/static/css/reader\.\w+\.css", portal.get("/"))[0]
    assert "font" in portal.get(stylesheet)
    assert portal.stop() == 0

    key = (checkout / "var/secret_key").read_text()
    assert (checkout / "var/secret_key").stat().st_mode & 0o077 == 0
    again = Portal(checkout)

    assert "password" not in again.printed
    assert "0 loaded" in again.printed
    assert again.stop() == 0
    assert (checkout / "var/secret_key").read_text() == key


def test_busy_port_is_named_with_the_remedy(checkout):
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]

        result = subprocess.run(
            [sys.executable, "-m", "portal.serve", "--port", str(port)],
            cwd=checkout,
            capture_output=True,
            text=True,
        )

    assert result.returncode == 1
    [line] = result.stderr.strip().splitlines()
    assert line.startswith(f"Port {port} cannot be used")
    assert "make run PORT=" in line
    assert not (checkout / "var").exists()


@pytest.mark.parametrize("port", ["0", "70000", "http", "-1"])
def test_port_that_is_none_is_refused(checkout, port):
    result = subprocess.run(
        [sys.executable, "-m", "portal.serve", f"--port={port}"],
        cwd=checkout,
        capture_output=True,
        text=True,
    )

    assert result.stderr.startswith(f"PORT is '{port}'")


def make(checkout, *arguments, path):
    for name in ("Makefile", "requirements.txt"):
        shutil.copy(ROOT / name, checkout)
    return subprocess.run(
        [shutil.which("make"), *arguments],
        cwd=checkout,
        env={"PATH": path},
        capture_output=True,
        text=True,
    )


def test_missing_python_is_said_in_one_sentence(checkout):
    result = make(checkout, "run", "PYTHON=no-such-python", path=os.environ["PATH"])

    assert result.returncode
    assert "Python is missing: install Python 3.11 or newer" in result.stderr


def test_old_python_is_said_in_one_sentence(checkout):
    old = checkout / "python-old"
    old.write_text(
        '#!/bin/sh\nif [ "$1" = --version ]; then echo Python 3.8.1; exit; fi\nexit 1\n'
    )
    old.chmod(0o755)

    result = make(checkout, "run", f"PYTHON={old}", path=os.environ["PATH"])

    assert result.returncode
    assert "Python 3.8.1 is too old: install Python 3.11 or newer" in result.stderr


def test_manage_without_django_says_what_to_do(checkout):
    result = subprocess.run(
        [sys.executable, "-S", "-E", "manage.py", "check"],
        cwd=checkout,
        env={"PATH": ""},
        capture_output=True,
        text=True,
    )

    assert "Run `make run` once" in result.stderr


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
    answers, visitor = [], Visitor(f"http://127.0.0.1:{server.port}")
    form = BeautifulSoup(visitor.get("/admin/login/").content, "html.parser")
    typed = {
        field["name"]: field.get("value", "") for field in form.select("input[name]")
    }
    # Signing in, in vain too, is written down, so it waits for the lock.
    typed |= {"username": "nobody", "password": "a-guess"}
    with locked(server.database):
        slow = threading.Thread(
            target=lambda: answers.append(visitor.post("/admin/login/", typed)),
            daemon=True,
        )
        slow.start()
        wait_until(lambda: server.has_threads_at(server.database))
        server.process.send_signal(sent)
        wait_until(lambda: refuses(server.port))
        assert slow.is_alive()
    slow.join(PATIENCE)

    assert [answer.status_code for answer in answers] == [200]
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
