import json
import re
from datetime import timedelta
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
import time_machine
from django.core.cache import cache
from django.utils import timezone

from portal.settings import RATE_LIMITS
from tests.factories import (
    make_draft,
    make_indicator,
    make_mission,
    make_section,
    make_source,
    make_topic,
)
from topics.models import EmptySearch, Topic
from topics.search.zero_results import LONGEST_KEPT, MOST_KEPT

pytestmark = pytest.mark.django_db


def address(**params):
    return f"/search/?{urlencode(params, doseq=True)}"


def titles(page):
    return [link.text for link in page.select(".result-list__title a")]


def facet(page):
    """{label: count} of all choices offered."""
    return {
        item.a.text: int(item.select_one(".facet__count").text)
        for item in page.select(".facet__item")
    }


@pytest.fixture
def pages():
    law = make_section("law", title="Law")
    make_topic("both", title="Both", tags=["gender", "training"], body="Women march.\n")
    make_topic("one", title="One", tags=["gender"], body="Women stay.\n")
    make_topic("other", law, title="Other", tags=["training"], body="Women leave.\n")
    make_draft("draft", title="Draft", tags=["gender"], body="Women hide.\n")


def test_empty_search_explains_what_can_be_written(read):
    page = read("/search/")

    assert page.select_one(".search-help")
    assert titles(page) == []


def test_words_are_marked_in_the_excerpt(read, pages):
    page = read(address(q="march"))

    assert titles(page) == ["Both"]
    assert [mark.text for mark in page.select("mark")] == ["march"]


def test_result_leads_to_the_section_that_answers(read):
    make_topic("crisis", body="Begin.\n\n## The crisis of May\n\nHostages.\n")

    item = read(address(q="hostages")).select_one(".result-list__item")

    assert item.select_one("mark").parent.text == "Hostages."
    place = item.select_one(".result-list__place a")
    assert place["href"] == "/role/crisis/#the-crisis-of-may"
    assert place.text == "The crisis of May"


def test_question_is_answered_above_the_pages(read):
    make_indicator("deaths", [(2024, 57)], title="Deaths of peacekeepers")

    page = read(address(q="how many deaths of peacekeepers"))

    assert "57 persons (2024)" in " ".join(page.select_one(".answer").text.split())
    assert page.select_one(".answer__source a")["href"] == "/sources/un-data/"


def test_list_that_is_cut_where_it_stops_being_relevant_says_so(read):
    make_topic("both", title="Timber and diamonds of Liberia")
    for number in range(3):
        make_topic(f"hardly-{number}", title=f"Page {number}", body="Liberia.\n")

    page = read(address(q="timber and diamonds of Liberia"))

    assert titles(page) == ["Timber and diamonds of Liberia"]
    assert "3 more pages have little" in page.select_one(".finding__results").text


def test_facets_count_the_present_result(read, pages):
    page = read(address(q="women"))

    assert facet(page) == {
        "Subject page": 3,
        "Law": 1,
        "Section role": 2,
        "Gender": 2,
        "Training": 2,
    }
    assert facet(read(address(q="women", tag="training"))) == {
        "Subject page": 2,
        "Law": 1,
        "Section role": 1,
        "Gender": 1,
    }


def test_every_tag_must_be_carried_and_none_excluded(read, pages):
    assert titles(read(address(tag=["gender", "training"]))) == ["Both"]
    assert titles(read(address(**{"tag": "gender", "not": "training"}))) == ["One"]
    assert titles(read(address(q="women -tag:gender"))) == ["Other"]
    assert titles(read(address(q="women section:law"))) == ["Other"]
    assert titles(read(address(q="women", section="law"))) == ["Other"]


def test_facet_links_keep_the_query_and_lead_to_what_they_count(read, pages):
    page = read(address(q="women", sort="title"))
    link = next(a for a in page.select(".facet__item a") if a.text == "Gender")
    exclude = link.find_next("a")

    assert titles(read(f"/search/{link['href']}")) == ["Both", "One"]
    assert titles(read(f"/search/{exclude['href']}")) == ["Other"]


def test_chosen_condition_can_be_removed(read, pages):
    page = read(address(**{"q": "women", "tag": "gender", "not": "training"}))
    links = page.select(".chosen__remove")

    assert [titles(read(f"/search/{link['href']}")) for link in links] == [
        ["One"],
        ["Both", "One"],
    ]


def test_other_words_are_searched_with_the_same_conditions(read, pages):
    page = read(
        address(**{"q": "women", "tag": "gender", "not": "training", "sort": "title"})
    )

    kept = page.select("form.search input[type=hidden]")
    assert {(field["name"], field["value"]) for field in kept} == {
        ("tag", "gender"),
        ("not", "training"),
        ("sort", "title"),
    }


def test_empty_result_shows_what_emptied_it(read, pages):
    page = read(address(q="march", tag=["gender", "training"], section="law"))
    [link] = page.select(".plain-list a")

    assert "section" in link.text
    assert titles(read(f"/search/{link['href']}")) == ["Both"]


def test_each_condition_is_weighed_without_it(read, pages):
    page = read(
        address(q="march -women section:law", tag="training", **{"not": "gender"})
    )

    assert titles(page) == []
    offered = {
        link["href"]: len(titles(read(f"/search/{link['href']}")))
        for link in page.select(".plain-list a")
    }
    counts = [int(n) for n in re.findall(r"\((\d+) page", page.get_text())]
    assert list(offered.values()) == counts


def test_how_a_query_was_read_is_said(read, pages):
    page = read(address(q='women "march'))

    assert "without its partner" in page.select_one(".notice").text
    assert titles(page) == ["Both"]


def test_misspelling_is_corrected_and_said(read, pages):
    page = read(address(q="womne march"))

    assert titles(page) == ["Both"]
    assert "womne" in page.select_one(".notice").text


def test_sorting_by_date_puts_the_undated_last(read):
    section = make_section("missions", profile="mission")
    make_mission("late", title="Late", profile={"start": "2001", "end": ""})
    make_mission("early", title="Early", profile={"start": "1950", "end": ""})
    make_topic("undated", section, title="Undated")

    assert titles(read(address(q="a paragraph", sort="date"))) == [
        "Early",
        "Late",
        "Undated",
    ]


@pytest.mark.parametrize(
    "params",
    [
        {"q": "x" * 201},
        {"tag": [f"tag-{n}" for n in range(11)]},
        {"tag": "unknown"},
        {"tag": "Not a slug"},
        {"sort": "sideways"},
        {"section": "../.."},
    ],
)
def test_what_cannot_be_asked_is_refused_with_a_sentence(read, params):
    page = read(address(**params), status=400)

    assert page.select_one("[role=alert]").text
    if "q" in params:
        shown = page.select_one("#search--words")["value"]
        assert shown == params["q"]


HOSTILE = [
    '"',
    '"" "" "',
    "* ** *a",
    "NEAR(a b) AND NOT (c",
    "{title}: x ^y",
    "title:kosovo",
    "a' OR 1=1 --",
    "a <-> b:*A & !c | (d",
    "\\ \\' \\\\",
    "%_%",
    "-",
    "- -- ---",
    "OR OR OR",
    'tag: section: tag:"',
    "ｆｕｌｌ ﬁ ² Ⅷ 𝔘𝔫𝔦𝔠𝔬𝔡𝔢",
    "\u202e\u200b\ufeff",
    "é" * 200,
    "(" * 200,
    '"' * 199,
    "a-" * 100,
    "'’'’",
    "".join(chr(plane << 16 | 0x61) for plane in range(17)),
    "".join(chr(plane << 16 | 0x1234) for plane in range(17)),
]


@pytest.mark.parametrize("path", ["/search/", "/search/suggest/"])
def test_hostile_query_is_no_error(client, pages, path):
    for typed in HOSTILE:
        response = client.get(path, {"q": typed})

        assert response.status_code == 200, typed


@pytest.mark.parametrize("path", ["/search/", "/search/suggest/"])
def test_bytes_that_are_no_text_or_too_long_are_refused(client, path):
    assert client.get(f"{path}?q=%ff%fe").status_code in {200, 400}
    assert client.get(f"{path}?q={'x' * 10_000}").status_code == 400


def test_suggestions_follow_the_format_and_lead_to_pages(client):
    make_mission("unamsil", title="Mission in Sierra Leone", tags=["sierra-leone"])

    response = client.get("/search/suggest/?q=sier")

    assert response["Content-Type"] == "application/x-suggestions+json"
    assert json.loads(response.content) == [
        "sier",
        ["Sierra Leone", "Sierra leone", "Mission in Sierra Leone"],
        ["Country: Sierra Leone", "Tag: Sierra leone", "Section missions"],
        ["/countries/sl/", "/tags/sierra-leone/", "/missions/unamsil/"],
    ]


def test_search_for_a_name_of_a_country_leads_to_its_page(read):
    make_mission("monuc", profile={"countries": ["COD"]})

    for words in ("Congo", "DRC", "zaire", "Congolese", "  Belgian  Congo "):
        notice = read(f"/search/?q={words}").select_one(".notice a")
        assert notice["href"] == "/countries/cd/", words


@pytest.mark.parametrize("words", ["Congo crisis", "Norway", "Zaire OR Congo", "-DRC"])
def test_search_for_something_else_leads_to_no_country(client, words):
    make_mission("monuc", profile={"countries": ["COD"]})

    assert client.get("/search/", {"q": words}).context["countries"] == []


def test_acronym_is_suggested_with_what_it_stands_for(client):
    make_mission("unamsil", title="Mission in Sierra Leone")

    suggested = client.get("/search/suggest/?q=UNAM").json()

    assert suggested[1] == ["UNAMSIL"]
    assert "Mission in Sierra Leone" in suggested[2][0]


def test_browsers_can_add_the_portal(client, read):
    link = read("/").select_one("link[rel=search]")

    response = client.get(link["href"])

    assert response["Content-Type"] == link["type"]
    description = ElementTree.fromstring(response.content)  # noqa: S314
    urls = description.findall("{http://a9.com/-/spec/opensearch/1.1/}Url")
    assert {url.get("type") for url in urls} == {
        "text/html",
        "application/x-suggestions+json",
    }
    assert all("{searchTerms}" in url.get("template") for url in urls)


def test_zero_result_query_is_counted_for_editors(client, editor, pages):
    for _ in range(2):
        client.get(address(q="Xylophone  QUARTET"))
    client.get(address(q="women"))

    [kept] = EmptySearch.objects.all()

    assert (kept.words, kept.count) == ("xylophone quartet", 2)
    client.force_login(editor)
    report = client.get("/admin/topics/emptysearch/")
    assert b"xylophone quartet" in report.content
    assert client.post("/admin/topics/emptysearch/add/").status_code == 403


def test_zero_result_query_is_forgotten_after_90_days(client):
    client.get(address(q="xylophone"))

    with time_machine.travel(timezone.now() + timedelta(days=91)):
        client.get(address(q="zither"))

    assert [kept.words for kept in EmptySearch.objects.all()] == ["zither"]


def test_queries_that_others_found_nothing_by_are_kept_before_nonsense(
    client, monkeypatch
):
    monkeypatch.setattr("topics.search.zero_results.MOST_KEPT", 3)
    for _ in range(2):
        client.get(address(q="xylophone"))

    for number in range(9):
        client.get(address(q=f"zzqq{number}"))

    kept = EmptySearch.objects.order_by("words").values_list("words", flat=True)
    assert list(kept) == ["xylophone", "zzqq7", "zzqq8"]


def test_one_address_cannot_fill_what_is_kept(client, settings):
    most, seconds = 2, settings.RATE_LIMITS["zero-result"][1]
    settings.RATE_LIMITS = {**settings.RATE_LIMITS, "zero-result": (most, seconds)}
    cache.clear()

    for number in range(4):
        response = client.get(address(q=f"zzqq{number}"))
        assert response.status_code == 200
    client.get(address(q="zither"), REMOTE_ADDR="203.0.113.9")

    assert EmptySearch.objects.count() == most + 1


def test_limit_of_an_address_leaves_room_for_others_until_it_is_forgotten():
    most, seconds = RATE_LIMITS["zero-result"]
    days = EmptySearch.KEPT.total_seconds() / seconds

    assert most * days < MOST_KEPT


@pytest.mark.parametrize("typed", ["\ufdfa" * 200, "x" * 200, "漢" * 200])
def test_what_is_kept_of_a_query_is_bounded(client, typed):
    client.get(address(q=typed))

    [kept] = EmptySearch.objects.all()
    assert len(kept.words) <= LONGEST_KEPT


def test_search_that_finds_too_much_offers_all_sections_without_numbers(
    read, pages, monkeypatch
):
    monkeypatch.setattr("topics.views.search.MOST_LISTED", 1)
    page = read(address(tag="gender"))

    names = [item.a.text for item in page.select(".facet__item")]
    assert {"Law", "Section role"} <= set(names)
    assert page.select(".facet__count") == []
    assert page.h2.text == "More than 1 pages"


def test_search_without_words_goes_by_section(read, pages):
    make_topic("zulu", section="law", title="Zulu", tags=["gender"], position="1")
    make_topic("alpha", section="role", title="Alpha", tags=["gender"], position="999")

    found = titles(read(address(tag="gender")))

    expected = Topic.objects.filter(tags__slug="gender").order_by(
        "section__position", "position", "title"
    )
    assert found == [topic.title for topic in expected]
    assert found.index("Zulu") < found.index("Alpha")


def test_unknown_tag_among_the_words_finds_nothing_and_excludes_nothing(read, pages):
    assert titles(read(address(q="women tag:nowhere"))) == []
    assert titles(read(address(q="women -tag:nowhere"))) == titles(
        read(address(q="women"))
    )


def test_search_that_finds_nothing_offers_words_written_alike_and_sections(read):
    make_topic("page", title="Reconciliation", body="Zanzibar.\n")

    page = read(address(q="reconsilatory"))

    links = {link.text: link["href"] for link in page.select(".finding__results a")}
    assert titles(read(f"/search/{links['reconciliation']}")) == ["Reconciliation"]
    assert links["Section role"] == "/role/"


def test_names_that_were_searched_for_as_well_are_said(read):
    make_topic("court", title="International Criminal Court")

    page = read(address(q="ICC"))

    assert "International Criminal Court" in page.select_one(".notice").text
    assert titles(page) == ["International Criminal Court"]


def test_other_order_has_the_same_pages(read):
    make_topic("zulu", title="Zulu", body="Diamonds and timber.\n")
    make_topic("alpha", title="Alpha", body="Diamonds and timber, timber.\n")
    make_topic("other", title="Other", body="On timber.\n")

    by_relevance = titles(read(address(q="timber diamonds")))
    by_title = titles(read(address(q="timber diamonds", sort="title")))

    assert by_title == sorted(by_relevance)


def found_sources(page):
    return [link["href"] for link in page.select(".source-list__title")]


def test_sources_stand_after_the_pages_that_answer(read):
    make_topic(title="Fortna’s finding", body="Claim [@fortna-2008].\n")
    for number in range(5):
        make_source(f"s-{number}")
    make_source("fortna-2008")

    page = read(address(q="fortna"))

    assert titles(page) == ["Fortna’s finding"]
    assert found_sources(page)[0] == "/sources/fortna-2008/"
    assert len(found_sources(page)) == 4
    assert page.find("a", string="All sources with these words")["href"] == (
        "/sources/?q=fortna"
    )
    html = str(page)
    assert html.index("result-list__title") < html.index("source-list__title")


def test_sources_alone_are_an_answer(read):
    make_section("role")
    make_source("fortna-2008", DOI="10.1515/9781400837731")

    for words in ("fortna", "10.1515/9781400837731"):
        assert found_sources(read(address(q=words))) == ["/sources/fortna-2008/"]
    assert not EmptySearch.objects.exists()


def test_word_of_a_source_is_no_misspelled_one(read):
    make_topic(title="Fortune")
    make_source("fortna-2008")

    page = read(address(q="fortna"))

    assert titles(page) == []
    assert found_sources(page) == ["/sources/fortna-2008/"]


def test_filters_of_pages_leave_sources_out(read, pages):
    make_source("a-1", title="Women")

    assert found_sources(read(address(q="women")))
    for narrowed in ({"tag": "gender"}, {"section": "law"}, {"q": "women tag:gender"}):
        assert not found_sources(read(address(**{"q": "women", **narrowed})))
    assert not found_sources(read(address(q="-nothing")))


def test_sources_are_suggested_after_pages(client):
    make_topic(title="Fortune", section=make_section("role", title="The role"))
    make_source("fortna-2008", title="Does peacekeeping work?")
    make_source("a-55-305", title="A report", number="A/55/305", author=[])

    suggested = client.get("/search/suggest/?q=fort").json()
    assert suggested[1:] == [
        ["Fortune", "Does peacekeeping work?"],
        ["The role", "Source: Fortna, 2008"],
        [Topic.objects.get().get_absolute_url(), "/sources/fortna-2008/"],
    ]
    assert client.get("/search/suggest/?q=A/55/3").json()[1:] == [
        ["A report"],
        ["Source: A/55/305"],
        ["/sources/a-55-305/"],
    ]
