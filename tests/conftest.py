import os
import shutil
from contextlib import nullcontext
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction
from xdist.scheduler import LoadScopeScheduling

from portal.caching import surrogate_keys
from tests.chromium import OPTIONS, REMEDY, find_browser
from tests.databases import filled_memory, migrated_file
from tests.factories import make_user
from tests.static_files import collected_into
from topics.models import Image, Source, Tag, Topic

LONG = ("tests/content/", "tests/hostile/")
DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}
# Their tests share servers, a filled database or files: one process runs all of each.
TOGETHER = (
    "tests/cluster/",
    "tests/content/",
    "tests/faults/",
    "tests/portal/backup/",
    "tests/portal/http/test_static_files.py",
)


class Together(LoadScopeScheduling):
    """Hands out tests one by one, but some together, and these first. (The scheduler
    `loadgroup` of xdist 3.8 finds no groups with pytest 9.2.)"""

    def _split_scope(self, nodeid):
        return next((part for part in TOGETHER if nodeid.startswith(part)), nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    return Together(config, log)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark those that ask a database, so that the others run once only, and those of
    LONG, which pass again and again through what others have covered."""
    for item in items:
        if item.nodeid.startswith(LONG):
            item.add_marker("slow")
            item.add_marker("no_cover")
        marked = item.get_closest_marker("django_db")
        if marked or DATABASE_FIXTURES.intersection(item.fixturenames):
            item.add_marker("database")


def pytest_sessionfinish(session):
    """In CI nothing may be skipped: what cannot run there has failed."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """On SQLite, begin with a migrated copy: Django then finds nothing to migrate. On
    PostgreSQL, TEST_TEMPLATE does the same (tests/settings.py)."""
    with filled_memory() if connection.vendor == "sqlite" else nullcontext():
        yield


@pytest.fixture(autouse=True)
def no_memory():
    """Each test has another database, and some have other static files."""
    yield
    surrogate_keys.forget_cached()


@pytest.fixture(scope="session")
def static_folder(tmp_path_factory):
    return tmp_path_factory.mktemp("static")


@pytest.fixture
def collected(static_folder):
    """Pages ask for the static files that production serves: the folder of these."""
    with collected_into(static_folder):
        yield static_folder


@pytest.fixture
def database_file(tmp_path, django_db_setup, django_db_blocker):
    """The database is a migrated SQLite file for the length of the test: others can
    open it, and what is stored is committed."""
    in_memory = connections[DEFAULT_DB_ALIAS]
    path = shutil.copy(migrated_file(), tmp_path / "db.sqlite3")
    settings = {**in_memory.settings_dict, "NAME": path}
    connections[DEFAULT_DB_ALIAS] = file = type(in_memory)(settings, DEFAULT_DB_ALIAS)
    with django_db_blocker.unblock():
        yield path
        file.close()
    connections[DEFAULT_DB_ALIAS] = in_memory


@pytest.fixture(scope="module")
def module_db(django_db_setup, django_db_blocker):
    """The database for fixtures of a whole module: what they store is there for all of
    its tests, each of which takes back what it did itself."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def bare(db):
    """Without what such fixtures stored."""
    for model in (Topic, Image, Source, Tag):
        model.objects.all().delete()


@pytest.fixture
def contributor(db):
    return make_user("cora", "Contributors")


@pytest.fixture
def editor(db):
    return make_user("edda", "Editors")


@pytest.fixture
def as_contributor(client, contributor):
    client.force_login(contributor)
    return client


@pytest.fixture
def as_editor(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def read(client, db):
    """Open a page as a reader does: its parsed HTML. Fails unless it is there."""

    def open_page(address, status=200):
        response = client.get(address)
        assert response.status_code == status, address
        return BeautifulSoup(response.content, "html.parser")

    return open_page


@pytest.fixture(scope="session")
def browser():
    """Chromium, for the whole session."""
    # Playwright keeps an event loop running in this thread, which makes Django
    # refuse its ordinary database calls.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    from playwright.sync_api import sync_playwright

    path = find_browser()
    if path is None:
        pytest.fail(REMEDY)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=OPTIONS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser, live_server):
    """A browser page on the running portal; fails on any error in its console and
    on any request to elsewhere."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, base_url=live_server.url
    )
    page, problems = context.new_page(), []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on(
        "console",
        lambda message: (
            problems.append(message.text) if message.type == "error" else None
        ),
    )
    host = urlsplit(live_server.url).netloc
    page.on(
        "request",
        lambda request: (
            None
            if urlsplit(request.url).netloc in {host, ""}
            else problems.append(request.url)
        ),
    )
    yield page
    context.close()
    assert problems == []
