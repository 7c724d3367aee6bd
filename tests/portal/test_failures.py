"""Operators' mistakes are answered with a sentence and an exit code, never with a
traceback."""

import os
import resource
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.databases import migrated_file, postgres, session

ROOT = Path(__file__).resolve().parents[2]
KEY = "for-tests-only-" + "0123456789abcdef" * 4


def run(*command, limit=resource.RLIM_INFINITY, **environment):
    """The exit code and what is on standard error, which is no traceback. No file may
    grow beyond `limit` bytes, as on a full disk."""
    result = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        preexec_fn=partial(resource.setrlimit, resource.RLIMIT_FSIZE, (limit, limit)),
        env={"SECRET_KEY": KEY, "PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
    )
    assert "Traceback" not in result.stderr, result.stderr
    return result.returncode, result.stderr.strip()


@pytest.fixture
def portal(tmp_path):
    """The environment of a portal with an empty database of its own."""
    shutil.copy(migrated_file(), tmp_path / "db.sqlite3")
    return {
        "DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3",
        "PAGE_COUNTERS": str(tmp_path / "counters"),
        "MEDIA_DIR": str(tmp_path / "media"),
    }


MISTAKES = {
    "a database without tables": (
        ("check_content",),
        {"DATABASE_URL": "sqlite:///{folder}/empty.sqlite3"},
        "no such table: ",
    ),
    "a database that does not answer": (
        ("migrate",),
        {"DATABASE_URL": "postgres://portal@127.0.0.1:1/portal"},
        "Look at DATABASE_URL",
    ),
    "a folder as the database": (
        ("migrate",),
        {"DATABASE_URL": "sqlite:///{folder}"},
        "unable to open database file",
    ),
    "a file that is no database": (
        ("backup", "{folder}/backup.tar"),
        {"DATABASE_URL": "sqlite:///{folder}/nonsense"},
        "not a database",
    ),
    "content that is not there": (
        ("load_content", "{folder}/nowhere"),
        {},
        "nowhere: There is no such folder.",
    ),
    "a folder where a topic should be": (
        ("load_content", "{folder}/fixtures"),
        {},
        "law/charter.md:1: It cannot be read: Is a directory.",
    ),
    "a folder where the tags should be": (
        ("load_content", "{folder}/tags"),
        {},
        "tags/tags.yaml: Is a directory.",
    ),
    "a backup into a folder that is not there": (
        ("backup", "{folder}/nowhere/backup.tar"),
        {},
        "Make it first. Nothing was written.",
    ),
    "content written where no folder can be": (
        ("dump_content", "{folder}/nonsense"),
        {},
        "cannot be written",
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", MISTAKES)
def test_mistake_is_answered_with_a_sentence(portal, tmp_path, name):
    command, environment, said = MISTAKES[name]
    (tmp_path / "nonsense").write_bytes(b"nonsense" * 1000)
    (tmp_path / "fixtures" / "law" / "charter.md").mkdir(parents=True)
    (tmp_path / "fixtures" / "sections.yaml").write_text(
        "- {slug: law, title: Law, position: 1, summary: What binds.}\n"
    )
    (tmp_path / "tags" / "tags.yaml").mkdir(parents=True)
    (tmp_path / "tags" / "sections.yaml").write_text("[]\n")
    filled = {k: v.format(folder=tmp_path) for k, v in environment.items()}
    arguments = [word.format(folder=tmp_path) for word in command]

    code, told = run("manage.py", *arguments, **{**portal, **filled})

    assert code == 1
    assert said in told


@pytest.mark.slow
@pytest.mark.parametrize("limit", [4_096, 200_000, 1_000_000])
def test_backup_without_room_leaves_nothing(portal, tmp_path, limit):
    (tmp_path / "backups").mkdir()
    # One file has room, the archive of both has not.
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "image.webp").write_bytes(bytes(990_000))
    target = tmp_path / "backups" / "backup.tar"
    run("manage.py", "check", **portal)  # makes all other files

    code, told = run("manage.py", "backup", str(target), limit=limit, **portal)

    assert code == 1
    assert told.endswith("Nothing was written.")
    assert list(target.parent.iterdir()) == []


@pytest.mark.slow
def test_traceback_is_shown_to_who_asks_for_it(tmp_path):
    result = subprocess.run(
        [sys.executable, "manage.py", "check_content", "--traceback"],
        cwd=ROOT,
        env={
            "SECRET_KEY": KEY,
            "DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3",
            "PAGE_COUNTERS": str(tmp_path / "counters"),
        },
        capture_output=True,
        text=True,
    )

    assert "Traceback" in result.stderr


@pytest.mark.slow
def test_start_that_cannot_write_says_so(tmp_path):
    (tmp_path / "var").write_text("a file")
    code = (
        "from pathlib import Path; from portal.serve import keep_secret_key; "
        f"keep_secret_key(Path('{tmp_path}/var/secret_key'))"
    )

    exit_code, told = run("-c", code, SECRET_KEY="")

    assert exit_code == 1
    assert "secret_key cannot be written (" in told


@pytest.mark.servers
@pytest.mark.parametrize("encoding", ["LATIN1", "SQL_ASCII"])
def test_database_that_cannot_hold_all_text_is_left_empty(encoding, tmp_path):
    with postgres() as url:
        with session(url) as cursor:
            cursor.execute(
                f"CREATE DATABASE narrow ENCODING '{encoding}' TEMPLATE template0 "
                "LC_COLLATE 'C' LC_CTYPE 'C'"
            )
        narrow = urlsplit(url)._replace(path="/narrow").geturl()
        environment = {
            "DATABASE_URL": narrow,
            "DJANGO_SETTINGS_MODULE": "portal.settings",
            "PAGE_COUNTERS": str(tmp_path / "counters"),
        }
        prepare = "from portal.serve import prepare; prepare()"

        refusals = [
            run("manage.py", "migrate", **environment),
            run("-c", prepare, **environment),
        ]
        with session(narrow) as cursor:
            cursor.execute("SELECT FROM pg_tables WHERE schemaname = 'public'")
            tables = cursor.rowcount

    for code, told in refusals:
        assert code == 1
        assert f"The encoding of the database “default” is {encoding}" in told
        assert "createdb --encoding=UTF8" in told
    assert tables == 0
