"""Sections and tags, filtered and sorted."""

import pytest

from tests.factories import (
    make_draft,
    make_mission,
    make_section,
    make_tag,
    make_topic,
    make_topics,
)

pytestmark = pytest.mark.django_db


def titles(page):
    return [link.text for link in page.select(".topic-list__title")]


def count_of(item):
    count = item.select_one(".facet__count")
    return count and int(count.text)


def choices(page):
    """{label: (count, address)}"""
    return {
        item.a.text: (count_of(item), item.a["href"])
        for item in page.select(".facet__item")
    }


@pytest.fixture
def missions():
    make_mission(
        "unamsil",
        title="Sierra Leone",
        tags=["ddr"],
        profile={"countries": ["SLE"], "start": "1999-10", "end": "2005-12"},
    )
    make_mission(
        "kfor",
        title="Kosovo",
        profile={
            "countries": ["XKX"],
            "region": "Europe",
            "lead": "NATO",
            "start": "1999-06",
            "end": "",
        },
    )
    make_mission(
        "untso",
        title="Truce",
        tags=["ddr"],
        profile={
            "countries": ["EGY", "ISR"],
            "region": "Middle East",
            "start": "1948-05",
            "end": "",
        },
    )


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Truce", "Kosovo", "Sierra Leone"]),
        ("region=Europe", ["Kosovo"]),
        ("lead=NATO", ["Kosovo"]),
        ("country=IL", ["Truce"]),
        ("decade=1990", ["Kosovo", "Sierra Leone"]),
        ("ongoing=1", ["Truce", "Kosovo"]),
        ("ongoing=0", ["Sierra Leone"]),
        ("ongoing=1&tag=ddr", ["Truce"]),
        ("not=ddr", ["Kosovo"]),
        ("sort=title", ["Kosovo", "Sierra Leone", "Truce"]),
        ("sort=date&decade=1990", ["Kosovo", "Sierra Leone"]),
    ],
)
def test_missions_are_filtered_and_sorted(read, missions, query, expected):
    assert titles(read(f"/missions/?{query}")) == expected


def test_facts_are_offered_with_their_counts(read, missions):
    offered = choices(read("/missions/"))

    counts = {label: count for label, (count, _) in offered.items()}
    assert counts["Africa"] == counts["NATO"] == counts["1940s"] == 1
    assert counts["1990s"] == counts["Continues"] == counts["Ddr"] == 2
    assert titles(read(f"/missions/{offered['Israel'][1]}")) == ["Truce"]


def test_chosen_fact_can_be_removed_and_is_kept_by_other_links(read, missions):
    page = read("/missions/?decade=1990&sort=title")

    [remove] = page.select(".chosen__remove")
    offered = choices(page)
    assert titles(read(f"/missions/{remove['href']}")) == [
        "Kosovo",
        "Sierra Leone",
        "Truce",
    ]
    assert "decade=1990" in offered["NATO"][1]
    assert "sort=title" in offered["NATO"][1]


@pytest.mark.parametrize(
    "query", ["region=Moon", "country=XX1", "decade=1995", "ongoing=maybe", "tag=none"]
)
def test_filter_that_does_not_exist_is_refused_with_a_sentence(read, missions, query):
    page = read(f"/missions/?{query}", status=400)

    assert page.select_one("[role=alert]").text
    assert page.select_one('a[href="?"]')


def test_pagination_keeps_the_filters(read):
    make_topics(map(str, range(51)), tags=["law"])

    page = read("/role/?tag=law&sort=title")

    following = page.select_one(".pagination a[rel=next]")["href"]
    assert "tag=law" in following
    assert "sort=title" in following
    assert len(titles(read(f"/role/{following}"))) == 1


def test_tags_combine(read):
    make_topic(title="Both", tags=["gender", "law"])
    make_topic(title="One", tags=["gender"])

    assert titles(read("/tags/gender/?tag=law")) == ["Both"]
    assert choices(read("/tags/gender/"))["Law"][0] == 1


def test_tag_index_shows_the_hierarchy_with_counts(read):
    africa = make_tag("africa", facet="place")
    make_tag("mali", facet="place", broader=africa).aliases.create(name="Bamako")
    make_topic(tags=["mali"])
    make_draft(tags=["secret"])
    make_tag("unused")

    page = read("/tags/")

    [top] = page.select(".tag-tree > .tag-tree__item")
    assert top.a.text.split() == ["Africa", "0"]
    assert top.select_one(":scope ul a").text.split() == ["Mali", "1"]


def test_tag_is_found_by_any_of_its_names(read):
    africa = make_tag("africa", facet="place")
    make_tag("mali", facet="place", broader=africa).aliases.create(name="Bamako")
    make_topic(tags=["mali", "gender"])

    page = read("/tags/?q=bamako")

    assert [link.text.split()[0] for link in page.select(".tag-tree a")] == [
        "Africa",
        "Mali",
    ]
    assert read("/tags/?q=nowhere").select(".tag-tree a") == []


def test_section_without_missions_has_no_mission_filters(read):
    make_topic(section=make_section("law"), tags=["gender"])

    assert set(choices(read("/law/"))) == {"Gender"}


def test_long_list_says_where_it_ends(read, monkeypatch):
    monkeypatch.setattr("topics.views.sections.MOST_LISTED", 60)
    make_topics(map(str, range(61)))

    last = read("/role/?page=5000")

    assert len(last.select(".topic-list__item")) == 10
    assert "Only the first 60 are listed" in last.get_text()
    assert "Only the first" not in read("/role/").get_text()


def test_choices_of_a_list_that_is_cut_have_no_numbers(read, monkeypatch):
    make_tag("law")
    for number in range(4):
        make_topic(title=f"Title {number}", tags=["gender"])

    whole = choices(read("/role/"))
    monkeypatch.setattr("topics.views.sections.MOST_LISTED", 3)
    cut = choices(read("/role/"))

    assert whole == {"Gender": (4, "?tag=gender")}
    assert cut == {"Gender": (None, "?tag=gender")}


def test_facet_offers_its_commonest_tags_only(read, monkeypatch):
    monkeypatch.setattr("topics.views.forms.filters.MOST_CHOICES", 2)
    for tags in (["a", "b", "c"], ["b", "c"], ["c"]):
        make_topic(tags=tags)

    assert list(choices(read("/role/"))) == ["C", "B"]
    assert list(choices(read("/role/?tag=c"))) == ["B", "A"]


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        ({"start": "1995-11-01", "end": "1995-12-14"},
         "1 November 1995 – 14 December 1995"),
        ({"start": "1994-04"}, "April 1994"),
    ],
)  # fmt: skip
def test_event_is_listed_with_all_its_dates(read, dates, words):
    history = make_section("history", profile="event")
    make_topic("an-event", section=history, event=dates, tags=["law"])

    for address in ("/history/", "/tags/law/"):
        page = read(address)
        assert page.select_one(".topic-list__fact").text == words
    assert words in read("/search/?tag=law").select_one(".result-list__facts").text
