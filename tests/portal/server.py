"""The portal's server as a process, for tests that need real connections."""

import errno
import http.client
import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import closing

import psutil

from tests.databases import ROOT, migrated_file

PATIENCE = 20
# Programs that a shell starts in the background ignore Ctrl-C; so would their children.
SERVE = (
    "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler);"
    "from portal.serve import serve; serve(int(sys.argv[1]))"
)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def fetch(port, path, headers=None):
    """The status and the text of a page that came whole; raises what the connection
    raises."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as c:
        c.request("GET", path, headers=headers or {})
        response = c.getresponse()
        return response.status, response.read().decode()


def wait_until(holds):
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def answers(port):
    try:
        return fetch(port, "/healthz")[0] == 200
    except (OSError, http.client.HTTPException):
        return False


def refuses(port):
    """Whether nobody listens. A request might wait for its turn."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == errno.ECONNREFUSED


class Server:
    """The portal's server on an empty database, as `make run` starts it."""

    def __init__(self, folder, **environment):
        self.port, self.database = free_port(), folder / "db.sqlite3"
        environment = {
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "portal.settings",
            "DEBUG": "1",  # pages without collected static files
            "DATABASE_URL": f"sqlite:///{self.database}",
            "PAGE_CACHE_MB": "0",  # every request reaches Django
            "WEB_WORKERS": "2",
            **environment,
        }
        shutil.copy(migrated_file(), self.database)
        self.log = folder / "log"
        with open(self.log, "w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-c", SERVE, str(self.port)],
                cwd=ROOT,
                env=environment,
                stdout=log,
                stderr=log,
            )
        wait_until(lambda: answers(self.port))
        main = psutil.Process(self.process.pid)
        self.processes = [main, *main.children()]

    def has_threads_at(self, path):
        """Whether a thread of a worker has a file open, beside the worker itself."""
        return any(
            [file.path for file in child.open_files()].count(str(path)) > 1
            for child in self.processes[1:]
        )

    def end(self):
        """Leave no process behind, however the test ended."""
        for process in self.processes:
            if process.is_running():
                process.kill()
        self.process.wait()
