import shutil
import tempfile
from pathlib import Path

import pytest

from tests.cluster.visitor import Visitor
from tests.faults.servers import Portal, Postgres

# Often enough for both workers to be among those that answer.
OFTEN = 30


@pytest.fixture(scope="session")
def home():
    # pytest's own folders have names too long for sockets.
    with tempfile.TemporaryDirectory(prefix="portal-") as name:
        yield Path(name)


@pytest.fixture(scope="session")
def postgres(home):
    with Postgres(home) as running:
        yield running


@pytest.fixture(scope="session")
def on_postgres(home, postgres):
    """The portal on PostgreSQL; each test leaves both running."""
    portal = Portal(home, postgres.url)
    portal.fill()
    with portal:
        yield portal


@pytest.fixture(scope="session")
def filled_file(home):
    path = home / "filled.sqlite3"
    Portal(home, f"sqlite:///{path}").fill()
    return path


@pytest.fixture
def sqlite_copy(tmp_path, filled_file):
    return Path(shutil.copy(filled_file, tmp_path / "db.sqlite3"))


@pytest.fixture
def on_sqlite(tmp_path, sqlite_copy):
    """The portal on a SQLite file of its own."""
    with Portal(tmp_path, f"sqlite:///{sqlite_copy}") as portal:
        yield portal


@pytest.fixture
def impatient(tmp_path, sqlite_copy):
    """The same, but it waits one second only for the file's lock."""
    portal = Portal(tmp_path, f"sqlite:///{sqlite_copy}?timeout=1")
    portal.database = sqlite_copy
    with portal:
        yield portal


@pytest.fixture
def warm():
    """Read a page until every worker keeps it: the last answer."""

    def read(portal, path):
        answers = [Visitor(portal.url).get(path) for _ in range(OFTEN)]
        assert {answer.status_code for answer in answers} == {200}
        return answers[-1]

    return read
