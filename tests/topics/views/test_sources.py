"""The bibliography: searched, narrowed, and opened at a letter."""

from urllib.parse import urlencode

import pytest
from django.core.cache import cache

from tests.factories import make_draft, make_source, make_tag, make_topic

pytestmark = pytest.mark.django_db


def address(**params):
    return f"/sources/?{urlencode(params)}"


def listed(page):
    """The keys of the sources on a page."""
    return [a["href"].split("/")[2] for a in page.select(".source-list__title")]


def choices(page):
    """{label: (count, query string)}"""
    return {
        item.a.text: (int(item.select_one(".facet__count").text), item.a["href"])
        for item in page.select(".facet__item")
    }


@pytest.fixture
def sources():
    cache.clear()  # of how many searches are counted
    make_source("adams-1999", author=[{"family": "Adams"}], **year(1999))
    make_source("brown-2001", author=[{"family": "Brown"}], type="report", **year(2001))
    make_source("clark-2008", author=[{"family": "Clark"}], **year(2008))
    make_source("undated", author=[], title="“The dog”", type="webpage", issued=None)
    make_source("digits", author=[], title="600 refugees", type="webpage")
    make_topic(
        section="law", tags=["gender"], body="Claim [@adams-1999] [@clark-2008].\n"
    )
    make_topic(section="role", body="Claim [@adams-1999].\n")
    make_draft(section="role", body="Claim [@brown-2001].\n")


def year(number):
    return {"issued": {"date-parts": [[number]]}}


def test_without_words_all_are_in_the_order_of_libraries(read, sources):
    page = read("/sources/")

    in_order = ["digits", "adams-1999", "brown-2001", "clark-2008", "undated"]
    assert listed(page) == in_order
    assert page.select_one("#page--results").text.split() == ["5", "sources"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"q": "clark"}, ["clark-2008"]),
        ({"q": "book", "type": "report"}, ["brown-2001"]),
        ({"type": "webpage"}, ["digits", "undated"]),
        ({"year": "1999"}, ["adams-1999"]),
        ({"year": "1999-2001"}, ["adams-1999", "brown-2001"]),
        ({"year": "1999–2001"}, ["adams-1999", "brown-2001"]),
        ({"year": "2001-", "type": "book"}, ["clark-2008"]),
        ({"year": "-2000"}, ["adams-1999"]),
        ({"section": "role"}, ["adams-1999"]),
        ({"section": "law"}, ["adams-1999", "clark-2008"]),
        ({"section": "law", "year": "2008"}, ["clark-2008"]),
        ({"q": "section:law -tag:nothing"}, ["adams-1999", "clark-2008"]),
        ({"q": "clark tag:gender"}, ["clark-2008"]),
        ({"q": "tag:nowhere"}, []),
        ({"letter": "B"}, ["brown-2001"]),
        ({"letter": "D"}, ["undated"]),
        ({"letter": "other"}, ["digits"]),
    ],
)
def test_sources_are_narrowed(read, sources, query, expected):
    assert listed(read(address(**query))) == expected


def test_choices_tell_how_many_there_would_be(read, sources):
    found = choices(read("/sources/"))

    assert found["Book"] == (2, "?type=book")
    assert found["Web page"] == (2, "?type=webpage")
    assert found["Section law"] == (2, "?section=law")
    assert found["Section role"] == (1, "?section=role")
    assert found["1990–1999"] == (1, "?year=1990-1999")

    narrowed = choices(read(address(type="book")))
    assert "Book" not in narrowed
    assert narrowed["Section role"] == (1, "?type=book&section=role")


def test_what_is_chosen_can_be_taken_away(read, sources):
    page = read(address(q="book", type="book", year="1999"))

    chosen = {
        " ".join(item.text.split()[:-1]): item.a["href"]
        for item in page.select(".chosen__item")
    }
    assert chosen == {
        "kind Book": "?q=book&year=1999",
        "year 1999": "?q=book&type=book",
    }
    hidden = {each["name"]: each["value"] for each in page.select("[type=hidden]")}
    assert hidden == {"type": "book"}


def test_letters_lead_to_what_is_filed_under_them(read, sources):
    items = read("/sources/").select(".letters__item")

    assert [item.text for item in items] == [*"ABCDEFGHIJKLMNOPQRSTUVWXYZ", "#"]
    leading = {item.text: item["href"] for item in items if item.has_attr("href")}
    assert leading == {
        **{each: f"?letter={each}" for each in "ABCD"},
        "#": "?letter=other",
    }


def test_letters_stay_while_one_is_chosen_and_go_with_words(read, sources):
    [present] = read(address(letter="B")).select("[aria-current].letters__item")

    assert present.text == "B"
    assert not read(address(q="clark")).select(".letters__item")


def test_list_goes_on_to_its_end(read):
    for number in range(101):
        make_source(f"s-{number:03}", title=f"Title {number:03}")

    assert listed(read("/sources/?page=2")) == ["s-100"]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"type": "scroll"}, "scroll"),
        ({"year": "soon"}, "1999-2005"),
        ({"year": "-"}, "1999-2005"),
        ({"year": "2005-1999"}, "last year"),
        ({"year": "१९९९"}, "1999-2005"),
        ({"section": "nowhere"}, "nowhere"),
        ({"letter": "AB"}, "AB"),
        ({"q": "x" * 201}, "at most 200"),
    ],
)
def test_what_cannot_be_read_is_told(read, sources, query, words):
    page = read(address(**query), status=400)

    assert words in page.select_one(".notice--error").text
    assert page.find("a", string="All sources")["href"] == "/sources/"


def test_search_without_source_shows_ways_out(read, sources):
    page = read(address(q="clark qwertz", type="book"))

    ways = {
        link.text.strip(): link["href"] for link in page.main.select(".plain-list a")
    }
    assert ways == {
        "Leave out “qwertz”": "?type=book&q=clark",
        "Look for these words in all sources": "?q=clark+qwertz",
        "Look for these words on the pages of the portal": "/search/?q=clark+qwertz",
        "All sources": "/sources/",
    }


def test_empty_bibliography_says_so(read):
    assert "The bibliography is empty." in read("/sources/").main.text


def test_titles_are_text_however_they_look(read):
    make_source("a-1", title="<script>alert(1)</script> & “x”")

    page = read(address(q="alert"))

    assert listed(page) == ["a-1"]
    assert not page.main.select("script")


def test_draft_is_not_told_by_the_filters(read, sources):
    make_tag("secret")
    make_draft(section="secret-section", tags=["secret"], body="Claim [@brown-2001].\n")

    assert listed(read(address(q="tag:secret"))) == []
    assert listed(read(address(section="secret-section"))) == []
