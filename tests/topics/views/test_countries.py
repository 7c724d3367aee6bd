"""The page on a country, and the list of all of them."""

import pytest

from tests.factories import (
    make_agreement,
    make_draft,
    make_mission,
    make_section,
    make_source,
    make_tag,
    make_topic,
)
from topics import publishing
from topics.models import Topic

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def tags():
    make_tag("sierra-leone", name="Sierra Leone", facet="place", country="SL")
    make_tag("freetown", name="Freetown", facet="place", country="SL")
    make_tag("mali", name="Mali", facet="place", country="ML")


def make_event(slug, **content):
    section = make_section("history", profile="event")
    return make_topic(slug, section, event={"start": "1999-01-06"}, **content)


def make_instrument(slug, kind, **content):
    instrument = {"body": "B", "kind": kind, "adopted": "1999-07-07"}
    section = make_section("law", profile="instrument")
    return make_topic(slug, section, instrument=instrument, **content)


def texts(page, selector):
    return [" ".join(element.text.split()) for element in page.select(selector)]


def groups(page):
    """{heading: titles of the list below it}."""
    return {
        section.h2.text: texts(section, ".topic-list__title, .spans__name")
        for section in page.select("section[id^=country--]")
    }


def test_country_has_its_pages_by_kind(read):
    make_source("a-1")
    make_mission("unamsil", body="[@a-1]\n")
    make_event("hostages", title="Hostages", tags=["freetown"], body="[@a-1]\n")
    make_instrument("lome", "agreement", title="Lomé", tags=["sierra-leone"])
    make_instrument("1270", "resolution", title="Resolution", tags=["sierra-leone"])
    make_topic(title="Diamonds", tags=["sierra-leone", "freetown"])
    make_topic(title="Elsewhere", tags=["mali"])

    page = read("/countries/sl/")

    sources = "Sources that these pages cite most"
    assert page.h1.text == "Sierra Leone"
    assert groups(page) == {
        "Missions": ["UNAMSIL"],
        "Agreements": ["Lomé"],
        "Events": ["Hostages"],
        "Instruments": ["Resolution"],
        "Other pages": ["Diamonds"],
        sources: [],
    }
    assert "cited by 2 of these pages" in page.select_one(".source-list").text
    assert texts(page, ".tags a") == ["Freetown 2", "Sierra Leone 3"]


def test_agreement_is_on_its_countries_without_their_tags(read):
    make_agreement("lome", title="Lomé", profile={"countries": ["SLE", "LBR"]})

    assert groups(read("/countries/lr/"))["Agreements"] == ["Lomé"]
    assert (
        "1 page"
        in read("/countries/").select_one('a[href="/countries/lr/"]').parent.text
    )
    facts = read("/history/lome/").select_one(".facts")
    assert facts.select_one('a[href="/countries/sl/"]').text == "Sierra Leone"


def test_country_with_one_page_says_nothing_of_missions(read):
    make_topic(title="Only", tags=["mali"])

    page = read("/countries/ml/")

    assert groups(page) == {"Other pages": ["Only"]}
    assert not page.select("svg.map__picture, .spans")


def test_missions_are_a_list_without_pictures_and_a_map_with_words(read):
    make_mission("unamsil", profile={"countries": ["SLE", "LBR"]})
    make_mission("unomsil", profile={"start": "1998-07", "end": "1999-10"})

    page = read("/countries/sl/")

    assert texts(page, ".spans__name") == ["UNOMSIL", "UNAMSIL"]
    assert texts(page, ".spans__years") == ["1998–1999", "1999–2005"]
    assert [link["aria-label"] for link in page.select(".map__country")] == [
        "Liberia: 1 mission",
        "Sierra Leone: 2 missions",
    ]
    assert page.select_one("figcaption a")["href"] == "/countries/lr/"


def test_long_lists_are_cut_and_say_where_the_rest_is(read, monkeypatch):
    monkeypatch.setattr("topics.lists.countries.SHOWN", 1)
    for n in range(2):
        make_mission(f"m-{n}")
        make_topic(tags=["sierra-leone"])

    page = read("/countries/sl/")

    assert [len(titles) for titles in groups(page).values()] == [1, 1]
    missions, others = page.select("section[id^=country--] > p")
    assert "1 of 2" in missions.text
    assert missions.a["href"] == "/missions/?country=SL"
    assert [a["href"] for a in others.select("a")] == [
        "/tags/freetown/",
        "/tags/sierra-leone/",
    ]


def test_more_pages_than_are_counted_are_admitted(read, monkeypatch):
    monkeypatch.setattr("topics.lists.countries.MOST_LISTED", 2)
    for _ in range(3):
        make_topic(tags=["mali"])

    assert "more than is counted" in read("/countries/ml/").select_one(".notice").text


@pytest.mark.parametrize("written", ["SL", "Sl", "sle", "SLE"])
def test_code_in_another_form_redirects(client, written):
    make_mission("unamsil")

    response = client.get(f"/countries/{written}/")

    assert (response.status_code, response["Location"]) == (301, "/countries/sl/")


@pytest.mark.parametrize(
    "code", ["xx", "zzz", "s", "694", "9" * 5_000, "-", "sl-", "__", "x" * 3_000]
)
def test_code_of_no_country_is_answered_with_help(read, code):
    page = read(f"/countries/{code}/", status=404)

    assert "two letters" in page.main.text
    assert page.select_one('main a[href="/countries/"]')


@pytest.mark.parametrize("code", ["%00", "%e2%80%ae", "s%20l", "<b>", "ſl"])
def test_code_that_is_no_word_is_not_found(client, code):
    assert client.get(f"/countries/{code}/").status_code == 404


def test_country_without_pages_is_not_found_and_can_be_searched_for(read):
    page = read("/countries/no/", status=404)

    assert page.h1.text == "Norway: no page yet"
    assert page.select_one('main a[href="/search/?q=Norway"]')


def test_drafts_make_no_page_and_no_entry(read):
    make_draft("secret", tags=["mali"])
    publishing.unpublish(make_mission("gone", profile={"countries": ["MLI"]}))
    make_draft("hidden", tags=["sierra-leone"], title="Hidden")
    make_mission("unamsil")

    assert read("/countries/ml/", status=404)
    assert groups(read("/countries/sl/")) == {"Missions": ["UNAMSIL"]}
    assert texts(read("/countries/"), ".country-list a") == ["Sierra Leone"]


def test_list_of_countries_counts_each_page_once(read):
    make_mission("unamsil", tags=["sierra-leone", "freetown"])
    make_mission("unomsil", profile={"countries": ["SLE", "CIV"]})
    make_topic(tags=["sierra-leone"])

    page = read("/countries/")

    assert texts(page, ".country-list h2") == ["C", "S"]
    assert texts(page, ".country-list li") == [
        "Côte d'Ivoire 1 page (1 mission)",
        "Sierra Leone 3 pages (2 missions)",
    ]


def test_list_without_countries_says_so(read):
    assert "no page on any country" in read("/countries/").main.text


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("/missions/unamsil/", ".facts"),
        ("/history/hostages/", ".facts"),
        ("/missions/?view=table", ".fact-table"),
        ("/compare/?m=unamsil", ".mission-comparison"),
        ("/map/", ".map-list"),
        ("/tags/sierra-leone/", ".facts"),
        ("/", ".site-header"),
    ],
)
def test_facts_lead_to_the_country(read, address, place):
    make_mission("unamsil")
    make_event("hostages", tags=["sierra-leone"])

    links = {a["href"] for a in read(address).select(f"{place} a")}

    assert links & {"/countries/sl/", "/countries/"}


def test_text_of_all_countries_is_not_said_to_be_of_one(read):
    make_instrument("policy", "bulletin", tags=["sierra-leone"])

    assert not read("/law/policy/").select(".facts a")


def test_tag_without_pages_leads_to_no_country(read):
    assert not read("/tags/mali/").select(".facts a")


def test_country_changes_with_its_tags(read):
    make_topic(title="Only", tags=["freetown"])
    tag = Topic.objects.get().tags.get()

    tag.country = "ML"
    tag.save()

    assert groups(read("/countries/ml/")) == {"Other pages": ["Only"]}
    assert read("/countries/sl/", status=404)
