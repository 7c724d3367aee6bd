"""Every kind of page is HTML without an error, by a parser that forgives none; what
such a parser does not look at is looked at here."""

import re
from datetime import date, datetime

import html5lib
import pytest
from html5lib.html5parser import ParseError

from tests.factories import (
    make_agreement,
    make_indicator,
    make_mission,
    make_source,
    make_tag,
    make_topic,
    make_topics,
    revise,
)

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
ADDRESSES = [
    *("/", "/role/", "/role/?page=2", "/role/?tag=law", "/role/?tag=nothing"),
    *("/missions/", "/missions/?view=table", "/history/?view=agreements"),
    *("/evaluation/?view=charts", "/role/a-page/", "/missions/unamsil/"),
    *("/history/lome/", "/evaluation/deaths/", "/role/a-page/history/"),
    *(
        "/role/a-page/history/1/",
        "/role/a-page/cite/",
        "/cite/",
        "/role/a-page/diff/1/2/",
    ),
    *("/tags/", "/tags/law/", "/countries/", "/countries/sl/", "/countries/aq/"),
    *("/sources/", "/sources/a-1/", "/search/", "/search/?q=page"),
    *("/search/?q=qwertz", "/search/?sort=nothing", "/timeline/", "/map/"),
    *("/map/?year=2000", "/graph/", "/graph/?section=role", "/compare/"),
    *("/compare/?m=unamsil", "/mandates/", "/changes/", "/privacy/"),
    *("/report/", "/report/sent/", "/nothing/", "/role/a-pag/"),
]
# https://html.spec.whatwg.org/multipage/text-level-semantics.html#datetime-value, of
# which pages use these: a day as far as it is known, and a moment.
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)")
DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@pytest.fixture(scope="module", autouse=True)
def pages(module_db):
    make_source("a-1")
    make_tag("sierra-leone", facet="place", country="SL")
    body = (
        "## Heading\n\nClaim [@a-1]. [[unamsil]]\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
    )
    topic = make_topic("a-page", tags=["law", "sierra-leone"], body=body)
    revise(topic, body=f"{body}\nMore.\n")
    make_mission("unamsil", tags=["law"], body="[[a-page]] [@a-1]\n")
    make_agreement("lome", tags=["sierra-leone"])
    make_indicator("deaths", [(1994, 253), (2011, 1)])
    make_topics([f"t-{number}" for number in range(60)])


@pytest.mark.parametrize("address", ADDRESSES)
def test_page_is_html_without_an_error(client, address):
    response = client.get(address)

    parser = html5lib.HTMLParser(strict=True)
    parser.parse(response.content.decode())

    assert response["Content-Type"] == "text/html; charset=utf-8"


def test_parser_forgives_nothing():
    with pytest.raises(ParseError):
        html5lib.HTMLParser(strict=True).parse("<!doctype html><title></title><p></i>")


def is_time(text):
    if MOMENT.fullmatch(text):
        return bool(datetime.fromisoformat(text))
    whole = f"{text}-01-01"[:10] if DAY.fullmatch(text) else ""
    return bool(whole and date.fromisoformat(whole))


@pytest.mark.parametrize("address", ADDRESSES)
def test_times_names_and_captions_are_as_html_wants_them(client, read, address):
    page = read(address, status=client.get(address).status_code)

    times = [time["datetime"] for time in page.select("[datetime]")]
    assert [text for text in times if not is_time(text)] == []
    names = [element["id"] for element in page.select("[id]")]
    assert len(names) == len(set(names))
    for caption in page.select("figure > figcaption"):
        beside = caption.parent.find_all(True, recursive=False)
        assert caption in (beside[0], beside[-1])
    assert len(page.select("head > title")) == len(page.select("h1")) == 1


def test_time_with_many_digits_is_none():
    assert is_time("2026-12-01T15:16:27Z")
    assert not is_time("2026-12-01T15:16:27.950510+00:00")
