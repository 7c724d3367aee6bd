"""`make test`: every check and every test. `make check`: the quick ones.

Usage: python -m tests.run test|check. Stops at the first failure with its exit code.
"""

import os
import subprocess
import sys
from pathlib import Path

from tests.chromium import BrowserMissing, find_browser, install_browser
from tests.cluster.programs import ProgramMissing, install_missing
from tests.databases import ROOT, migrated_template, postgres

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
    ["xenon", "--max-absolute", "B", "portal", "topics"],
    ["djlint", "templates", "--lint", "--quiet"],
    ["codespell", "topics", "portal", "tests", "templates", "static", "docs",
     "README.md", "CONTRIBUTING.md", "CHANGELOG.md", ".github", "fixtures"],
]  # fmt: skip
# As tests/conftest.py hands them out. Many wait for servers and browsers: one process
# more than there are cores keeps the cores at work.
PARALLEL = ["-n", str((os.cpu_count() or 1) + 1)]
# What needs nothing but this process, and not for long.
QUICK = "not browser and not servers and not slow"
# Pages look the same on either database: browsers have seen them once. And servers of
# tests have databases of their own.
BOTH_DATABASES = "database and not one_database and not browser and not servers"


def main():
    os.chdir(ROOT)
    # Where nothing compiled is kept, each of many processes compiles all anew.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    {"check": check, "test": test}[sys.argv[1]]()


def check():
    """What is quick, and needs no network."""
    run_checks()
    manage("makemigrations", "--check", "--dry-run", "--verbosity", "0")
    run_tests("SQLite", ["-n", "auto", "-m", QUICK])


def test():
    """Every check, then every test on SQLite, and again on PostgreSQL what the
    database could make a difference to."""
    run_checks()
    run([sys.executable, "-m", "tests.audit"])
    manage("makemigrations", "--check", "--dry-run", "--verbosity", "0")
    manage("check", "--deploy", "--fail-level", "WARNING")
    ensure_browser()
    ensure_servers()
    # What starts browsers and servers runs mostly outside this process: measuring it
    # would cost minutes and find the same lines.
    run_tests("SQLite", [*PARALLEL, "-m", QUICK, "--cov"])
    run_tests("SQLite", [*PARALLEL, "-m", f"not ({QUICK})"])
    with postgres() as url:
        run_tests(
            "PostgreSQL",
            [*PARALLEL, "-m", BOTH_DATABASES],
            DATABASE_URL=url,
            TEST_TEMPLATE=migrated_template(url),
        )


def run_checks():
    for name, *arguments in CHECKS:
        run([str(BIN / name), *arguments])


def manage(*arguments):
    run([sys.executable, "manage.py", *arguments], **PRODUCTION)


def run(command, **environment):
    print("→", Path(command[0]).name, *command[1:], flush=True)
    result = subprocess.run(command, env={**os.environ, **environment})
    if result.returncode:
        sys.exit(result.returncode)


def run_tests(name, options, **environment):
    print(f"→ pytest on {name}", flush=True)
    run([sys.executable, "-m", "pytest", "--quiet", *options], **environment)


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


if __name__ == "__main__":
    main()
