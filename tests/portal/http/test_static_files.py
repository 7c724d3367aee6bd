"""What readers' pages ask for beside their HTML, collected as in production."""

import re

import brotli
import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.test import Client

from tests.factories import make_source, make_topic
from tests.static_files import collected_into, file_weight, parts

pytestmark = [pytest.mark.one_database, pytest.mark.slow]
WORDS = "Peacekeepers of the mission watched the line that both sides had agreed on. "


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
    assert whole + sum(file_weight(address) for address in asked) <= 30_000


def test_readers_load_one_style_sheet_with_all_that_it_imports(db, collected):
    make_topic("a")

    [sheet] = [p for p in parts(Client().get("/role/a/").content) if ".css" in p]
    text = (collected / sheet.removeprefix("/static/")).read_text()

    assert re.fullmatch(r"/static/css/reader\.[0-9a-f]{12}\.css", sheet)
    assert "@import" not in text
    assert ".topic-list" in text
    assert "@media print {" in text
    assert file_weight(sheet) <= 20_000


def test_style_sheet_is_one_piece_under_another_address_too(tmp_path):
    with collected_into(tmp_path, STATIC_URL="/assets/"):
        address = staticfiles_storage.url("css/reader.css")

    text = (tmp_path / address.removeprefix("/assets/")).read_text()
    assert "@import" not in text
    assert ".topic-list" in text


def test_scripts_of_readers_are_small(collected):
    scripts = ("suggest", "cards", "graph", "filter", "replace", "roving")
    addresses = [staticfiles_storage.url(f"js/{name}.js") for name in scripts]

    assert sum(file_weight(address) for address in addresses) <= 15_000
