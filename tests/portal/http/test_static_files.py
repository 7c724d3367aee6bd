"""What readers' pages ask for beside their HTML, collected as in production."""

import re
from contextlib import contextmanager

import brotli
import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.test import Client, override_settings

from tests.factories import make_source, make_topic

pytestmark = [pytest.mark.one_database, pytest.mark.slow]
WORDS = "Peacekeepers of the mission watched the line that both sides had agreed on. "


@contextmanager
def collected_into(folder, **changed):
    """The static files as they are served, with changed settings."""
    storages = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "portal.http.static_files.BundlingStorage"},
    }
    with override_settings(STATIC_ROOT=folder, STORAGES=storages, **changed):
        call_command("collectstatic", interactive=False, verbosity=0)
        yield folder


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    with collected_into(tmp_path_factory.mktemp("static")) as folder:
        yield folder


def parts(html):
    page = BeautifulSoup(html, "html.parser")
    found = page.select("link[rel=stylesheet], link[rel=icon], script[src], img")
    return [part.get("href") or part["src"] for part in found]


def size(folder, address):
    """Bytes over the wire, in the smallest encoding there is."""
    name = folder / address.removeprefix("/static/")
    files = [name, name.with_name(f"{name.name}.br")]
    return min(file.stat().st_size for file in files if file.exists())


def test_topic_page_of_a_thousand_words_is_light(db, collected):
    for number in range(12):
        make_source(f"s-{number}")
    cited = "".join(f"[@s-{number}]" for number in range(12))
    make_topic("other", body="See [[a]].\n")
    body = "".join(f"## Part {n}\n\n{WORDS * 13}{cited}\n\n" for n in range(6))
    make_topic("a", body=f"{body}[[other]]\n")

    html = Client().get("/role/a/").content
    asked = parts(html)

    assert len(html.split()) > 1000
    assert len(asked) + 1 <= 6
    whole = len(brotli.compress(html, quality=5))
    assert whole + sum(size(collected, address) for address in asked) <= 30_000


def test_readers_load_one_style_sheet_with_all_that_it_imports(db, collected):
    make_topic("a")

    [sheet] = [p for p in parts(Client().get("/role/a/").content) if ".css" in p]
    text = (collected / sheet.removeprefix("/static/")).read_text()

    assert re.fullmatch(r"/static/css/reader\.[0-9a-f]{12}\.css", sheet)
    assert "@import" not in text
    assert ".topic-list" in text
    assert "@media print {" in text
    assert size(collected, sheet) <= 20_000


def test_style_sheet_is_one_piece_under_another_address_too(tmp_path):
    with collected_into(tmp_path, STATIC_URL="/assets/"):
        address = staticfiles_storage.url("css/reader.css")

    text = (tmp_path / address.removeprefix("/assets/")).read_text()
    assert "@import" not in text
    assert ".topic-list" in text


def test_scripts_of_readers_are_small(collected):
    scripts = ("suggest", "cards", "graph", "filter", "replace", "roving")
    addresses = [staticfiles_storage.url(f"js/{name}.js") for name in scripts]

    assert sum(size(collected, address) for address in addresses) <= 15_000
