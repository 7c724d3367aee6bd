"""A wrong setting stops the start with a sentence that names it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]
KEY = "for-tests-only-" + "0123456789abcdef" * 4
GOOD = {"SECRET_KEY": KEY, "PATH": os.environ["PATH"]}


def manage(*arguments, **environment):
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=GOOD | environment,
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEBUG", "maybe"),
        ("SITE_URL", "portal.example"),
        ("SITE_URL", "https://portal.example/path"),
        ("DATABASE_URL", "oracle-of-delphi"),
        ("DATABASE_URL", "nonsense://host/db"),
        ("DATABASE_URL", "sqlite:////dev/null/folder/db.sqlite3"),
        ("DATABASE_URL", "postgres://user:se/cret@host/db"),
        ("DATABASE_URL", "postgres://user:12?34@host/db"),
        ("CACHE_URL", "nonsense://host"),
        ("EMAIL_URL", "nonsense://host"),
        ("SECURITY_CONTACT", "help@portal.example"),
        ("SECURITY_CONTACT", "http://portal.example/help"),
        ("SECURITY_CONTACT", "mailto:help@portal.example Expires: never"),
        ("SECURITY_POLICY", "mailto:help@portal.example"),
        ("WEB_WORKERS", "many"),
        ("WEB_WORKERS", "0"),
        ("LOG_FORMAT", "xml"),
        ("TRUSTED_PROXIES", "-1"),
        ("SESSION_HOURS", "0"),
        ("SEARCHES_PER_MINUTE", "many"),
        ("REQUIRE_SECOND_FACTOR", "sometimes"),
        ("HSTS", "everywhere"),
        ("CSP_REPORT_URI", "https://reports.example/csp; script-src *"),
        ("ALLOWED_HOSTS", "*"),
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "x" * 60),
        ("SECRET_KEY", "django-insecure-" + KEY),
        ("STATEMENT_TIMEOUT", "0"),
        ("REPLICA_URLS", "postgres://replica.example/portal"),  # of SQLite
    ],
)
def test_wrong_value_is_named_in_one_sentence(name, value):
    result = manage("check", **{name: value})

    assert result.returncode == 1
    [line] = result.stderr.strip().splitlines()
    assert line.startswith(f"The portal cannot start: {name} ")


@pytest.mark.parametrize("password", ["se/cret", "se?cret", "12/34", "12?34"])
def test_password_that_has_to_be_escaped_is_told_how(password):
    url = f"postgres://user:{password}@host/db"

    assert "write %2F for /, %3F for ?" in manage("check", DATABASE_URL=url).stderr


def test_debugging_is_refused_on_a_public_address():
    result = manage("check", DEBUG="1", SITE_URL="https://portal.example")

    assert result.returncode == 1
    assert "DEBUG is 1 with an https SITE_URL" in result.stderr
    assert "Set DEBUG to 0" in result.stderr


@pytest.mark.parametrize(
    ("name", "value"), [("SECRET_KEY", "x"), ("ALLOWED_HOSTS", "*")]
)
def test_laptop_in_debug_may_be_lax(name, value):
    assert manage("check", DEBUG="1", **{name: value}).returncode == 0


@pytest.mark.parametrize(
    ("urls", "cache"),
    [
        ("postgres://replica.example/portal", "locmemcache://"),
        ("postgres://replica.example/portal,nonsense://host", "redis://host:6379/1"),
    ],
)
def test_replicas_that_cannot_work_are_refused_in_one_sentence(urls, cache):
    result = manage(
        "check",
        DATABASE_URL="postgres://primary.example/portal",
        REPLICA_URLS=urls,
        CACHE_URL=cache,
    )

    assert result.returncode == 1
    [line] = result.stderr.strip().splitlines()
    assert line.startswith("The portal cannot start: REPLICA_URLS ")


def test_secret_key_is_needed(tmp_path):
    (tmp_path / "portal").symlink_to(ROOT / "portal")
    code = (
        "from pathlib import Path; from portal import environment as e; "
        "print(e.secret_key(False, Path('nowhere')))"
    )

    result = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env={}, capture_output=True, text=True
    )

    assert "SECRET_KEY is not set" in result.stderr


def test_good_settings_pass():
    result = manage(
        "check",
        DATABASE_URL="postgres://user:secret@db.example:5432/portal",
        SITE_URL="https://portal.example",
        LOG_FORMAT="json",
        WEB_WORKERS="4",
        EMAIL_URL="smtp://mail.example:25",
        TRUSTED_PROXIES="2",
        SESSION_HOURS="8",
        REQUIRE_SECOND_FACTOR="1",
        CSP_REPORT_URI="https://reports.example/csp",
        ALLOWED_HOSTS="portal.example",
        REPLICA_URLS="postgres://one.example/portal, postgres://two.example/portal",
        CACHE_URL="redis://cache.example:6379/1",
    )

    assert result.returncode == 0, result.stderr
