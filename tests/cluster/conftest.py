import os
import subprocess
import sys
import tempfile
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.cluster.servers import ROOT, Cache, Database, Portal, primary_and_replica
from tests.cluster.visitor import Visitor
from tests.portal.server import free_port
from tests.topics.admin.test_topics import save

titles = (f"Title {number}" for number in count(1))


@pytest.fixture(scope="session")
def folder():
    # pytest's own folders have names too long for sockets.
    with tempfile.TemporaryDirectory(prefix="portal-") as name:
        yield Path(name)


@pytest.fixture(scope="session")
def databases(folder):
    """The primary's URL, the replica and the key of the page in them."""
    with primary_and_replica(folder) as (url, replica):
        filled = subprocess.run(
            [sys.executable, "-m", "tests.cluster.seed"],
            cwd=ROOT,
            env={**os.environ, "DATABASE_URL": url, "REPLICA_URLS": ""},
            capture_output=True,
            text=True,
        )
        assert filled.returncode == 0, filled.stderr
        page = SimpleNamespace(pk=int(filled.stdout))
        yield SimpleNamespace(primary=url, replica=replica, page=page)


@pytest.fixture(scope="session")
def replica(databases) -> Database:
    return databases.replica


@pytest.fixture(scope="session")
def cache(folder):
    with Cache(free_port(), folder / "cache.log") as server:
        yield server


@pytest.fixture(scope="session")
def machines(databases, cache):
    """The settings of the portal on two machines."""
    return {
        "DATABASE_URL": databases.primary,
        "REPLICA_URLS": databases.replica.url,
        "CACHE_URL": f"redis://127.0.0.1:{cache.port}/1",
    }


@pytest.fixture(scope="session")
def portals(folder, machines):
    """Two processes of the portal, as on two machines; every request asks Django."""
    environment = {**machines, "PAGE_CACHE_MB": "0"}
    with (
        Portal(free_port(), folder / "one.log", environment) as one,
        Portal(free_port(), folder / "two.log", environment) as two,
    ):
        yield one, two


@pytest.fixture(scope="session")
def caching_portals(folder, machines):
    """Two more that keep finished pages, exactly."""
    environment = {**machines, "PAGE_CACHE_EXACT": "1"}
    with (
        Portal(free_port(), folder / "three.log", environment) as three,
        Portal(free_port(), folder / "four.log", environment) as four,
    ):
        yield three, four


@pytest.fixture(scope="session")
def portal(folder, databases):
    """One process of the portal, without replicas, that gives queries one second."""
    environment = {
        "DATABASE_URL": databases.primary,
        "REPLICA_URLS": "",
        "STATEMENT_TIMEOUT": "1",
    }
    with Portal(free_port(), folder / "alone.log", environment) as alone:
        yield alone


@pytest.fixture
def publish(databases):
    """Publish the page under a new title, through a process of the portal."""

    def through(portal, button="_publish"):
        title = next(titles)
        editor = Visitor(portal.url).sign_in()
        assert save(editor, databases.page, button, title=title).status_code == 302
        return title, editor

    return through
