"""Citing a page."""

import json

import pytest
import time_machine
from django.core.handlers.wsgi import WSGIHandler

from portal.caching.page_cache import PageCache
from tests.asking import is_warm, warm
from tests.factories import (
    make_draft,
    make_mission,
    make_source,
    make_tag,
    make_topic,
    revise,
)
from tests.topics.citing.exporting import reading
from topics import publishing

pytestmark = pytest.mark.django_db
PAGES = [
    *("/", "/role/", "/tags/law/", "/countries/sl/", "/sources/known/", "/timeline/"),
    *("/map/", "/graph/", "/compare/", "/mandates/", "/tags/", "/countries/"),
    *("/sources/", "/changes/", "/role/a-page/", "/role/a-page/history/1/"),
]
STYLES = ["APA", "Chicago", "MLA", "Harvard"]


@pytest.fixture(scope="module")
def pages(module_db):
    make_source("known")
    make_mission("unamsil")
    with time_machine.travel("2026-11-20T10:00Z"):
        topic = make_topic("a-page", title="A page", tags=["law"], body="C [@known].\n")
    with time_machine.travel("2026-11-25T10:00Z"):
        revise(topic, title="A page, revised")


@pytest.fixture
def today(settings):
    settings.SITE_URL = "https://portal.example"
    with time_machine.travel("2026-12-01T12:00Z"):
        yield


def lines(page, number):
    """{style: line} of one of the sections."""
    section = page.select(".citing")[number]
    terms = [term.text for term in section.select("dt")]
    cited = [line.text.strip() for line in section.select("dd p")]
    return dict(zip(terms, cited, strict=True))


@pytest.mark.parametrize("address", PAGES)
def test_every_page_leads_to_where_it_is_cited(read, pages, address):
    link = read(address).select_one(".site-footer a:-soup-contains('Cite this page')")

    assert link["href"] == f"{address}cite/"
    assert list(lines(read(link["href"]), 0)) == STYLES


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("ending", ["bib", "ris", "json"])
def test_every_page_is_cited_in_files(client, pages, today, address, ending):
    response = client.get(f"{address}cite.{ending}")

    assert response.status_code == 200
    assert response["Content-Disposition"].endswith(f'.{ending}"')
    assert f"https://portal.example{address}" in response.content.decode()
    assert "2026" in response.content.decode()


def test_page_as_it_changes_is_cited_with_the_dates_of_revision_and_access(
    read, pages, today
):
    assert lines(read("/role/a-page/cite/"), 1) == {
        "APA": "Peacekeeping Portal. (2026, November 25). A page, revised. "
        "https://portal.example/role/a-page/",
        "Chicago": "Peacekeeping Portal. 2026. “A Page, Revised.” Version 2. "
        "November 25. https://portal.example/role/a-page/.",
        "MLA": "“A Page, Revised.” Peacekeeping Portal, Version 2, 25 Nov. 2026, "
        "https://portal.example/role/a-page/.",
        "Harvard": "Peacekeeping Portal (2026) A page, revised. Available at: "
        "https://portal.example/role/a-page/ (Accessed: 1 December 2026).",
    }


def test_version_that_is_seen_is_cited_at_its_permanent_address(read, pages, today):
    page = read("/role/a-page/cite/")

    assert "Version 2" in page.select(".citing h2")[0].text
    for line in lines(page, 0).values():
        assert "https://portal.example/role/a-page/history/2/" in line
    assert read("/role/a-page/history/2/").h1.text == "A page, revised"


def test_earlier_version_is_cited_by_its_own_title_and_date(read, pages, today):
    page = read("/role/a-page/history/1/cite/")

    assert len(page.select(".citing")) == 1
    assert lines(page, 0)["APA"] == (
        "Peacekeeping Portal. (2026, November 20). A page. "
        "https://portal.example/role/a-page/history/1/"
    )


def test_page_without_a_date_is_cited_with_the_day_on_which_it_was_read(
    read, pages, today
):
    page = read("/sources/known/cite/")

    assert lines(page, 0)["MLA"] == (
        "“Pages That Cite ‘The Book of Known.’” Peacekeeping Portal, "
        "https://portal.example/sources/known/. Accessed 1 Dec. 2026."
    )


def test_the_whole_is_cited_without_an_author_that_is_itself(read, pages, today):
    assert lines(read("/cite/"), 0)["Harvard"].startswith("Peacekeeping Portal (20")


def test_day_of_access_is_that_of_today(client, pages, today):
    first = json.loads(client.get("/role/a-page/cite.json").content)[0]
    with time_machine.travel("2026-12-02T00:01Z"):
        second = json.loads(client.get("/role/a-page/cite.json").content)[0]

    assert first["accessed"] == {"date-parts": [[2026, 12, 1]]}
    assert second["accessed"] == {"date-parts": [[2026, 12, 2]]}
    assert first["issued"] == second["issued"] == {"date-parts": [[2026, 11, 25]]}


# The page cache ends the request, and with it a connection to PostgreSQL.
@pytest.mark.one_database
def test_kept_page_is_made_again_on_the_next_day(pages):
    cache = PageCache(WSGIHandler(), max_bytes=1_000_000)
    address = "/role/a-page/cite/"
    with time_machine.travel("2026-12-01T23:50Z"):
        warm(cache, address)
    with time_machine.travel("2026-12-02T00:01Z"):
        assert not is_warm(cache, address)
        assert is_warm(cache, address)


def test_file_of_a_page_says_what_its_description_says(client, pages, today):
    entries = reading.by_pybtex(client.get("/role/a-page/cite.bib").content.decode())

    entry = entries["peacekeeping-portal-a-page"]
    assert entry["authors"] == ["Peacekeeping Portal"]
    assert (entry["title"], entry["date"]) == ("A page, revised", "2026-11-25")


def test_title_with_markup_is_text(read, pages, today):
    make_topic("odd", title="<b>Bold</b> & <script>x</script> “quoted”")

    page = read("/role/odd/cite/")

    assert not page.select(".citing b, .citing script")
    assert "<script>x</script>" in lines(page, 0)["APA"]


@pytest.mark.parametrize(
    "address",
    [
        *("/role/nothing/cite/", "/nothing/cite/", "/tags/nothing/cite/"),
        *("/countries/zz/cite/", "/countries/fr/cite/", "/countries/SL/cite/"),
        *("/sources/nothing/cite/", "/role/a-page/history/9/cite/", "/search/cite/"),
        *("/role/a-page/cite.xml", "/role/hidden/cite/"),
        *("/role/hidden/cite.bib", "/role/hidden/history/1/cite/"),
        "/role/hidden/references.bib",
    ],
)
def test_what_is_no_page_cannot_be_cited(client, pages, address):
    make_draft("hidden")

    assert client.get(address).status_code == 404


def test_withdrawn_page_cannot_be_cited(client, pages):
    topic = make_topic("withdrawn")
    publishing.unpublish(topic)

    assert client.get("/role/withdrawn/cite/").status_code == 404
    assert client.get("/role/withdrawn/history/1/cite.ris").status_code == 404


def test_page_that_is_not_there_offers_no_citation(read, pages):
    for address in ("/role/nothing/", "/countries/zz/"):
        page = read(address, status=404)

        assert "Cite this page" not in page.text


def test_tag_and_page_may_not_be_called_like_the_address(db):
    with pytest.raises(Exception, match="addresses use for themselves"):
        make_tag("cite").full_clean()
