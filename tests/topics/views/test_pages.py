"""What readers find on the pages."""

import pytest

from tests.factories import (
    make_draft,
    make_mission,
    make_section,
    make_source,
    make_tag,
    make_task,
    make_topic,
    make_topics,
    revise,
)
from topics import publishing

pytestmark = pytest.mark.django_db

SYMBOL = "S/RES/1270 (1999)"


def texts(page, selector):
    return [" ".join(element.text.split()) for element in page.select(selector)]


def links(page, selector="main"):
    return {a["href"] for part in page.select(selector) for a in part.find_all("a")}


def section_of(page, heading):
    found = page.find("h2", string=lambda words: words and words.strip() == heading)
    return found.parent if found else None


def test_home_leads_to_sections_tags_changes_and_topics(read):
    topic = make_topic(section=make_section("law", title="Law"), tags=["gender"])

    page = read("/")

    expected = {"/law/", "/tags/", "/tags/gender/", "/changes/", "/sources/"}
    assert expected | {topic.get_absolute_url()} <= links(page, "body")


def test_home_counts_what_is_published(read):
    make_topic(section=make_section("law"))
    make_draft(section="law")

    assert texts(read("/"), ".section-grid__count") == ["1 page"]


def test_section_lists_its_topics_in_order(read):
    section = make_section("missions", profile="mission")
    make_mission("late", section="missions", title="Late", profile={"start": "2004"})
    make_mission("early", title="Early", profile={"start": "1999-10"})
    make_draft(section=section)
    make_topic(section="law")

    page = read("/missions/")

    assert texts(page, ".topic-list__title") == ["Early", "Late"]
    assert texts(page, ".topic-list__fact") == ["EARLY, 1999–2005", "LATE, 2004–2005"]


def test_section_is_paginated(read):
    make_topics(map(str, range(51)), section="law")

    first, second = read("/law/"), read("/law/?page=2")

    assert len(first.select(".topic-list__item")) == 50
    assert first.find("a", rel="next")["href"] == "?page=2"
    assert len(second.select(".topic-list__item")) == 1
    assert second.find("a", rel="prev")["href"] == "?page=1"


@pytest.mark.parametrize("number", ["0", "-1", "99999", "x", "%01", "9" * 1500])
def test_page_that_is_not_there_is_the_nearest(read, number):
    make_topic(section="law")

    assert read(f"/law/?page={number}").select(".topic-list__item")


def test_topic_shows_where_it_stands(read):
    make_topic("a", section=make_section("law", title="Law"), title="Alpha")
    make_topic("b", section="law", title="Beta")
    make_topic("c", section="law", title="Gamma")

    page = read("/law/b/")

    assert texts(page, ".breadcrumbs li") == ["Home", "Law", "Beta"]
    assert page.h1.text == "Beta"
    assert page.find("a", rel="prev")["href"] == "/law/a/"
    assert page.find("a", rel="next")["href"] == "/law/c/"
    assert page.select_one(".section-nav [aria-current]").text == "Law"


def test_topic_shows_summary_contents_tags_and_dates(read):
    topic = make_topic(
        summary="In short.",
        body="## The first\n\nText.\n",
        tags=["gender"],
        reviewed="2026-11-20",
    )
    topic = revise(topic, body="## The second\n\nText.\n")

    page = read(topic.get_absolute_url())

    assert page.select_one(".lead").text == "In short."
    assert page.select_one(".contents a")["href"] == "#the-second"
    assert page.find(id="the-second") is not None
    assert "/tags/gender/" in links(page)
    dates = page.select_one(".topic__dates").text
    assert "Reviewed 20 November 2026" in dates
    assert "A change" in dates


def test_mission_shows_its_profile(read):
    make_mission("unomsil", title="The observers")
    make_mission(
        "unamsil",
        profile={
            "predecessor": "unomsil",
            "countries": ["SLE", "XKX"],
            "resolutions": ["S/RES/1270 (1999)", "A/RES/1000 (ES-I)"],
        },
    )
    make_mission("later", title="The office", profile={"predecessor": "unamsil"})

    page = read("/missions/unamsil/")

    facts = dict(zip(texts(page, ".facts dt"), texts(page, ".facts dd"), strict=True))
    assert facts == {
        "Acronym": "UNAMSIL",
        "Led by": "United Nations",
        "Area": "Sierra Leone",
        "Countries": "Sierra Leone, Kosovo",
        "Region": "Africa",
        "Start": "October 1999",
        "End": "December 2005",
        "Predecessor": "The observers",
        "Successor": "The office",
    }
    assert "https://docs.un.org/S/RES/1270(1999)" in links(page)


def test_mission_shows_its_mandate_decision_by_decision(read):
    make_mission(
        "unamsil",
        profile={
            "mandate_read_to": "2000-12",
            "resolutions": [
                {
                    "symbol": "S/RES/1270 (1999)",
                    "action": "established",
                    "date": "1999-10-22",
                    "note": "six months",
                },
                "S/RES/1610 (2005)",
            ],
            "tasks": [make_task("ddr", "S/RES/1270 (1999)", "8 (b)", "1999-10-22")],
        },
    )

    section = read("/missions/unamsil/").select_one(".mandate")

    tasks, decisions = section.select("tbody")
    assert texts(tasks, "th, td") == [
        *("Ddr", "S/RES/1270 (1999), paragraph 8 (b)"),
        *("22 October 1999 recorded up to December 2000", "not recorded"),
    ]
    assert texts(decisions, "th, td") == [
        *("S/RES/1270 (1999)", "established it six months", "22 October 1999"),
        *("", "not recorded"),
        *("S/RES/1610 (2005)", "not recorded", "not recorded", "", "not recorded"),
    ]
    assert "recorded up to December 2000" in section.text
    assert section.find("a", href="/mandates/?mission=unamsil")


def test_resolution_names_the_missions_that_it_made_or_changed(read):
    law = make_section("law", profile="instrument")
    facts = {"body": "Security Council", "kind": "resolution", "adopted": "1999"}
    make_topic("resolution-1270", law, instrument={**facts, "symbol": SYMBOL})
    make_topic("treaty", law, instrument={**facts, "kind": "treaty"})
    page = read("/law/resolution-1270/")
    assert page.find(id="page--missions") is None

    ended = {"symbol": SYMBOL, "action": "ended", "date": "1999-10-22"}
    made = {"symbol": SYMBOL, "action": "established", "date": "1999-10-22"}
    make_mission(
        "unomsil",
        title="The observers",
        profile={"start": "1998", "end": "1999", "resolutions": [ended]},
    )
    mission = make_mission("unamsil", title="The force", profile={"resolutions": []})
    profile = mission.published_revision.content["mission"]
    mission = revise(mission, mission={**profile, "resolutions": [made]})
    make_draft("secret", "missions", mission={**profile, "resolutions": [made]})

    missions = "#page--missions + ul li"
    assert texts(read("/law/resolution-1270/"), missions) == [
        "The observers (UNOMSIL): ended it",
        "The force (UNAMSIL): established it",
    ]
    publishing.unpublish(mission)
    assert texts(read("/law/resolution-1270/"), missions) == [
        "The observers (UNOMSIL): ended it"
    ]
    assert read("/law/treaty/").find(id="page--missions") is None


def test_mission_without_an_end_continues(read):
    make_mission("untso", profile={"end": ""})

    assert "Continues" in texts(read("/missions/untso/"), ".facts dd")


def test_unpublished_predecessor_is_not_named(read):
    before = make_mission("before", title="Hidden predecessor")
    make_mission("after", profile={"predecessor": "before"})
    publishing.unpublish(before)

    assert "Hidden predecessor" not in read("/missions/after/").text


def test_instrument_shows_its_profile(read):
    section = make_section("law", profile="instrument")
    instrument = {
        "symbol": "S/RES/2272 (2016)",
        "body": "Security Council",
        "kind": "resolution",
        "adopted": "2016-03-11",
        "status": "In force",
        "url": "https://docs.un.org/S/RES/2272(2016)",
    }
    topic = make_topic(section=section, instrument=instrument)

    page = read(topic.get_absolute_url())

    assert "11 March 2016" in texts(page, ".facts dd")
    assert "https://docs.un.org/S/RES/2272(2016)" in links(page)


def test_event_shows_its_profile(read):
    section = make_section("history", profile="event")
    event = {"start": "1956-10-29", "end": "1957-03", "place": "Egypt"}
    topic = make_topic(section=section, event=event)

    facts = texts(read(topic.get_absolute_url()), ".facts dd")

    assert facts == ["29 October 1956 – March 1957", "Egypt"]


def test_indicator_shows_its_values_with_sources(read):
    make_source("un-data", title="Fatalities data")
    section = make_section("evaluation", profile="indicator")
    indicator = {
        "definition": "Deaths in a year.",
        "unit": "persons",
        "direction": "lower-is-better",
        "source": "un-data",
        "measurements": [
            {"year": "1994", "value": "150", "source": "un-data"},
            {"year": "1993", "value": "250.5", "source": "un-data"},
        ],
    }
    topic = make_topic(section=section, indicator=indicator)

    page = read(topic.get_absolute_url())

    rows = [list(row.stripped_strings) for row in page.select(".measurements tbody tr")]
    assert rows == [
        ["1993", "250.5", "Fatalities data"],
        ["1994", "150", "Fatalities data"],
    ]


def test_references_lead_to_each_mention_and_back(read):
    make_source("fortna-2008", DOI="10.1515/9781400837731")
    topic = make_topic(body="One [@fortna-2008]. Two [@fortna-2008, p. 3].\n")

    page = read(topic.get_absolute_url())

    reference = page.find(id="ref-fortna-2008")
    back = [a["href"] for a in reference.select(".references__back a")]
    assert back == ["#cite-fortna-2008-1", "#cite-fortna-2008-2"]
    for address in back:
        mention = page.find(id=address.removeprefix("#"))
        assert mention["href"] == "#ref-fortna-2008"
    assert "https://doi.org/10.1515/9781400837731" in links(page)
    assert "/sources/fortna-2008/" in links(page)


def test_cross_references_are_grouped_by_kind_on_both_pages(read):
    make_topic("law-page", title="The law")
    make_topic(
        "mission-page",
        title="The mission",
        related=[{"to": "law-page", "kind": "illustrates", "note": "as it happened"}],
    )

    own = section_of(read("/role/mission-page/"), "Illustrates")
    other = section_of(read("/role/law-page/"), "Illustrated by")

    assert "The law" in own.text
    assert "as it happened" in own.text
    assert "The mission" in other.text


def test_cross_reference_to_a_draft_is_not_shown(read):
    make_draft("draft", title="Hidden")
    topic = make_topic(related=[{"to": "draft", "kind": "explains", "note": "n"}])

    assert section_of(read(topic.get_absolute_url()), "Explains") is None


def test_pages_that_link_here_are_listed(read):
    target = make_topic("target")
    make_topic(title="The linking page", body="See [[target]].\n")

    group = section_of(read(target.get_absolute_url()), "Pages that link here")

    assert "The linking page" in group.text


def test_related_pages_share_tags(read):
    topic = make_topic(tags=["law", "gender"])
    make_topic(title="Two shared", tags=["law", "gender"])
    make_topic(title="One shared", tags=["law"])
    make_topic(title="None shared", tags=["history"])

    group = section_of(read(topic.get_absolute_url()), "Related pages")

    assert texts(group, "a") == ["Two shared", "One shared"]


def test_old_address_redirects_for_good(client):
    publishing.rename(make_topic("old-name", section="law"), "new-name")

    response = client.get("/law/old-name/")

    assert (response.status_code, response["Location"]) == (301, "/law/new-name/")


@pytest.mark.parametrize(
    ("asked", "address"),
    [
        ("/missions/UNAMSIL/", "/missions/unamsil/"),
        ("/Missions/Unamsil/", "/missions/unamsil/"),
        ("/MISSIONS/", "/missions/"),
        ("/unamsil/", "/missions/unamsil/"),
        ("/UNEFI/", "/missions/unef-i/"),
        ("/missions/unefi/", "/missions/unef-i/"),
        ("/tags/Gender/", "/tags/gender/"),
    ],
)
def test_capitals_and_acronyms_redirect_for_good(client, asked, address):
    make_mission("unamsil", tags=["gender"])
    make_mission("unef-i", profile={"acronym": "UNEFI"})

    response = client.get(asked)

    assert (response.status_code, response["Location"]) == (301, address)


def test_acronym_of_several_missions_is_searched_for(client):
    make_mission("onuc-1", profile={"acronym": "ONUC"})
    make_mission("onuc-2", profile={"acronym": "ONUC"})

    response = client.get("/ONUC/")

    assert (response.status_code, response["Location"]) == (302, "/search/?q=ONUC")


def test_address_in_another_section_redirects(client):
    make_topic("charter", section="law")
    make_section("history")

    response = client.get("/history/charter/")

    assert (response.status_code, response["Location"]) == (301, "/law/charter/")


def test_tag_page_shows_its_place_in_the_thesaurus(read):
    people = make_tag("people", name="People")
    gender = make_tag("gender", name="Gender", definition="Of women and men.")
    gender.broader = people
    gender.save()
    gender.aliases.create(name="Women")
    make_tag("girls", name="Girls", broader=gender)
    gender.related.add(make_tag("law", name="Law"))
    topic = make_topic(title="The page", tags=["gender", "peace"])

    page = read("/tags/gender/")

    facts = dict(zip(texts(page, ".facts dt"), texts(page, ".facts dd"), strict=True))
    assert facts == {
        "Facet": "Themes",
        "Also called": "Women",
        "Broader": "People",
        "Narrower": "Girls",
        "Related": "Law",
    }
    assert page.select_one(".lead").text == "Of women and men."
    assert topic.get_absolute_url() in links(page)
    assert "/tags/peace/" in links(page)


def test_tag_index_groups_by_facet_with_counts_of_published_pages(read):
    make_topic(tags=["gender"])
    make_draft(tags=["gender"])
    make_draft(tags=["secret"])

    page = read("/tags/")

    assert texts(page, "h2") == ["Themes"]
    assert texts(page, ".tag") == ["Gender 1"]


def test_sources_lead_to_the_pages_that_cite_them(read):
    make_source("fortna-2008")
    topic = make_topic(title="Citing page", body="Claim [@fortna-2008].\n")

    assert "/sources/fortna-2008/" in links(read("/sources/"))
    assert topic.get_absolute_url() in links(read("/sources/fortna-2008/"))


def test_changes_are_listed_newest_first_with_notes(read):
    topic = make_topic(title="First")
    revise(topic, title="Second")

    items = texts(read("/changes/"), ".change-list__item")

    assert [item.rsplit(" ", 2)[1:] for item in items] == [
        ["A", "change"],
        ["A", "note"],
    ]


@pytest.mark.parametrize(
    "address",
    ["/nothing/", "/law/nothing/", "/tags/nothing/", "/sources/nothing/", "/law/a/b/"],
)
def test_missing_page_has_the_look_of_the_site(read, address):
    make_section("law")

    page = read(address, status=404)

    assert page.h1.text == "There is no page here"
    assert "/law/" in links(page, "nav")


def is_file(address):
    return "." in address or address.endswith("/feed/")


def test_everything_is_reachable_from_home(read):
    make_source("fortna-2008")
    make_tag("broad")
    for slug in ("law", "role"):
        for _ in range(3):
            make_topic(section=slug, tags=["gender"], body="Claim [@fortna-2008].\n")
    seen, waiting = set(), ["/"]

    while waiting:
        address = waiting.pop()
        seen.add(address)
        # Feeds and pictures lead nowhere that pages do not.
        found = [] if is_file(address) else links(read(address), "body")
        local = {link.split("#")[0] for link in found if link.startswith("/")}
        waiting += [
            link
            for link in local - seen - set(waiting)
            if not link.startswith("/admin/") and link
        ]

    from topics.models import Section, Source, Topic

    for model in (Section, Topic, Source):
        assert {row.get_absolute_url() for row in model.objects.all()} <= seen
