"""Workers and databases that are killed in the middle of their work."""

import re
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from threading import Event

import psutil
import pytest

from tests.cluster.servers import wait_until
from tests.cluster.visitor import Visitor
from tests.faults.editing import opened, save
from tests.faults.seed import PAGES
from tests.faults.servers import run_module

pytestmark = pytest.mark.servers
KILLS, SEED = "16", "1"


@pytest.fixture(params=["on_sqlite", "on_postgres"])
def portal(request):
    return request.getfixturevalue(request.param)


@pytest.fixture
def database(portal, request):
    """What is killed with the portal: a server, if there is one."""
    is_server = "postgresql" in portal.environment["DATABASE_URL"]
    return request.getfixturevalue("postgres") if is_server else None


def test_save_whose_worker_is_killed_is_whole_or_absent(portal):
    environment = {**portal.environment, "DJANGO_SETTINGS_MODULE": "tests.settings"}

    printed = run_module("tests.faults.saver", environment, KILLS, SEED)

    absent, whole = map(int, printed.split()[-2:])
    assert absent + whole == int(KILLS)
    # The moments lay before and after the commit, or nothing was tried.
    assert absent
    assert whole


def test_portal_goes_on_when_a_worker_is_killed(on_sqlite, warm):
    warm(on_sqlite, "/role/page-1/")
    main = on_sqlite.process.pid

    on_sqlite.kill_worker()

    assert psutil.pid_exists(main)
    assert save(Visitor(on_sqlite.url).sign_in(), 1, title="After").status_code == 302
    assert warm(on_sqlite, "/role/page-1/").heading == "After"


class Author:
    """Saves a page again and again until nobody answers; knows what was confirmed."""

    def __init__(self, portal, page):
        self.visitor, self.page = Visitor(portal.url).sign_in(), page
        self.confirmed, self.tried = 0, 0

    def write(self, until):
        while not until.is_set():
            self.tried += 1
            try:
                answer = save(self.visitor, self.page, title=f"Save {self.tried}")
            except (AssertionError, OSError, HTTPException):
                return
            if answer.status_code == 302:
                self.confirmed = self.tried


def test_power_cut_loses_no_save_that_was_confirmed(portal, database):
    authors = [Author(portal, page) for page in range(1, PAGES + 1)]
    enough = Event()
    with ThreadPoolExecutor() as threads:
        for author in authors:
            threads.submit(author.write, enough)
        try:
            wait_until(lambda: all(a.confirmed > 1 for a in authors), "each has saved")
            if database:
                database.kill()
            portal.kill()
        finally:
            enough.set()

    if database:
        database.start()
    portal.start()

    for author in authors:
        title = opened(Visitor(portal.url).sign_in(), author.page)["title"]
        shown = Visitor(portal.url).get(f"/role/page-{author.page}/").heading
        # The last may have been stored without anybody being told.
        number = int(re.fullmatch(r"Save (\d+)", title)[1])
        assert number in {author.confirmed, author.tried}
        assert shown == title
