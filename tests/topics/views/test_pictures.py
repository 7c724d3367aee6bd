"""The timeline, the map, and the small timelines of other pages."""

import pytest

from tests.factories import make_draft, make_mission, make_section, make_tag, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def missions(module_db):
    make_mission("unomsil", profile={"start": "1998-07", "end": "1999-10"})
    make_mission(
        "unamsil",
        title="United Nations Mission in Sierra Leone",
        tags=["ddr"],
        profile={"start": "1999-10", "end": "2005-12", "predecessor": "unomsil"},
    )
    make_mission(
        "unipsil", profile={"start": "2008", "end": "2014", "predecessor": "unamsil"}
    )
    make_mission(
        "unmil",
        profile={"countries": ["LBR"], "area": "Liberia", "start": "2003", "end": ""},
    )
    make_mission(
        "kfor",
        profile={
            "countries": ["XKX", "SRB"],
            "region": "Europe",
            "lead": "NATO",
            "start": "1999-06",
            "end": "",
        },
    )
    make_draft(
        "secret",
        make_section("missions"),
        mission={
            "acronym": "SECRET",
            "lead": "UN",
            "region": "Africa",
            "area": "Nowhere",
            "countries": ["SLE"],
            "start": "2000",
        },
    )


@pytest.fixture
def event():
    section = make_section("history", profile="event")
    return make_topic(
        "freetown",
        section,
        title="Freetown",
        tags=["law"],
        event={"start": "1999-01-06"},
    )


def texts(page, selector):
    return [element.get_text(" ", strip=True) for element in page.select(selector)]


def listed(page):
    """{region: [acronym]} of the timeline's list."""
    return {
        group.h3.contents[0].strip(): texts(group, ".spans__name")
        for group in page.select(".spans-list .spans-group")
        if group.select(".spans")
    }


def places(page):
    """{country: [acronym]} of the map's list."""
    return {
        row.dt.text: texts(row, "dd a") for row in page.select(".map-list__places div")
    }


def test_timeline_has_each_mission_as_bar_and_in_the_list(read, missions):
    page = read("/timeline/")

    expected = {
        "Africa": ["UNOMSIL", "UNAMSIL", "UNMIL", "UNIPSIL"],
        "Europe": ["KFOR"],
    }
    assert listed(page) == expected
    assert texts(page, ".timeline__group") == list(expected)
    assert texts(page, ".timeline__label") == [*expected["Africa"], *expected["Europe"]]
    links = page.select(".timeline__item")
    assert links[1]["href"] == "/missions/unamsil/"
    assert links[1].title.text == ("United Nations Mission in Sierra Leone, 1999–2005")


def test_timeline_tells_leaders_and_open_ends_apart_without_colour(read, missions):
    [bar] = read("/timeline/?region=Europe").select(".timeline__item path")

    assert "timeline__bar--other" in bar["class"]
    assert bar["d"].count("l") == 2
    assert "since 1999" in texts(read("/timeline/?lead=NATO"), ".spans__years")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("region=Europe", {"Europe": ["KFOR"]}),
        ("lead=NATO", {"Europe": ["KFOR"]}),
        ("ongoing=1", {"Africa": ["UNMIL"], "Europe": ["KFOR"]}),
        ("tag=ddr", {"Africa": ["UNAMSIL"]}),
        ("not=ddr&ongoing=0", {"Africa": ["UNOMSIL", "UNIPSIL"]}),
        ("country=LR", {"Africa": ["UNMIL"]}),
    ],
)
def test_timeline_is_filtered(read, missions, query, expected):
    page = read(f"/timeline/?{query}")

    assert listed(page) == expected
    assert page.select_one(".chosen__remove")


def test_timeline_offers_filters_that_lead_to_missions(read, missions):
    offered = {
        item.a.text: item.a["href"]
        for item in read("/timeline/").select(".facet__item")
    }

    assert listed(read(f"/timeline/{offered['Ddr']}")) == {"Africa": ["UNAMSIL"]}
    assert {"Africa", "NATO", "Continues"} <= set(offered)


def test_events_are_numbered_marks_and_follow_tags_only(read, missions, event):
    page = read("/timeline/?region=Europe")

    assert texts(page, ".timeline__number") == ["1"]
    assert texts(page, ".event-list a") == ["Freetown"]
    assert not read("/timeline/?tag=ddr").select(".timeline__number, .event-list a")


def test_eras_are_bands_with_links_to_their_tags(read, missions):
    make_tag("reform", facet="era", name="Reform, 2000–2014")
    make_tag("now", facet="era", name="Since 2015")
    make_tag("ages", facet="era", name="The dark ages")

    page = read("/timeline/")

    assert texts(page, ".timeline__era") == ["Reform", "Since 2015"]
    assert page.select_one(".timeline__era").parent["href"] == "/tags/reform/"


def test_timeline_without_missions_says_so(read, missions):
    page = read("/timeline/?lead=EU")

    assert "No mission meets these conditions" in page.main.text
    assert not page.select(".timeline")


@pytest.mark.one_database
@pytest.mark.parametrize(
    "address",
    [
        "/timeline/?region=Moon",
        "/timeline/?tag=none",
        "/timeline/?ongoing=maybe",
        "/map/?year=1947",
        "/map/?year=2999",
        "/map/?year=MCMXC",
        "/map/?region=Moon",
    ],
)
def test_bad_condition_is_refused_with_a_sentence(read, missions, address):
    page = read(address, status=400)

    assert page.select_one("[role=alert]").text
    assert page.select_one('a[href="?"]')


def test_map_lists_missions_by_region_and_country(read, missions):
    page = read("/map/")

    assert places(page) == {
        "Liberia": ["UNMIL"],
        "Sierra Leone": ["UNOMSIL", "UNAMSIL", "UNIPSIL"],
        "Kosovo": ["KFOR"],
        "Serbia": ["KFOR"],
    }
    assert texts(page, ".map-list h3") == ["Africa 4", "Europe 1"]


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (1998, {"Sierra Leone": ["UNOMSIL"]}),
        (1997, {}),
        (2007, {"Liberia": ["UNMIL"], "Kosovo": ["KFOR"], "Serbia": ["KFOR"]}),
    ],
)
def test_map_shows_the_missions_of_the_year(read, missions, year, expected):
    page = read(f"/map/?year={year}")

    assert places(page) == expected
    assert len(page.select(".map__country")) == len(expected)


def test_country_of_the_map_leads_to_its_page(read, missions):
    page = read("/map/?year=1999")

    link = page.select_one('.map__country[aria-label^="Sierra"]')
    assert link["aria-label"] == "Sierra Leone: 2 missions"
    assert link["href"] == "/countries/sl/"
    assert page.select_one(".map-list dt a")["href"] == "/countries/sl/"
    assert "map__shape--2" in link.path["class"]
    assert link.path["fill"] == "url(#map--some)"


def test_map_counts_missions_by_region_and_shows_one(read, missions):
    page = read("/map/?year=2004&region=Europe")

    counts = texts(page, ".map-regions a")
    assert counts[:2] == ["The world 3", "Africa 2"]
    assert "Europe 1" in counts
    assert texts(page, ".map-regions [aria-current]") == ["Europe 1"]
    assert set(places(page)) == {"Kosovo", "Serbia"}
    assert page.svg is not None
    assert (
        page.select_one(".map__picture")["viewbox"]
        == read("/map/?region=Europe").select_one(".map__picture")["viewbox"]
        != read("/map/").select_one(".map__picture")["viewbox"]
    )


def test_years_of_the_map_are_links_that_keep_the_region(read, missions):
    page = read("/map/?year=1999&region=Africa")

    previous, following = (
        page.select_one(f".map-years a[rel={rel}]")["href"] for rel in ("prev", "next")
    )
    assert set(places(read(f"/map/{previous}"))) == {"Sierra Leone"}
    assert "year=2000" in following
    assert "region=Africa" in following
    assert texts(page, ".map-years [aria-current]") == ["1990s", "1999"]
    first = read("/map/?year=1948")
    assert not first.select("a[rel=prev]")


def test_year_can_be_typed_without_javascript(read, missions):
    form = read("/map/?year=1999&region=Africa").select_one("form.map-form")

    assert form["action"] == "/map/"
    assert form.select_one("[name=year]")["value"] == "1999"
    assert form.select_one("[name=region]")["value"] == "Africa"


def test_map_says_that_boundaries_imply_no_endorsement(read, missions):
    assert "do not imply endorsement" in read("/map/").select_one("figcaption").text


def test_mission_stands_among_its_line_and_its_contemporaries(read, missions):
    page = read("/missions/unamsil/")

    context = page.select_one(".spans-group--context")
    assert texts(context, "h3") == [
        "Before it",
        "This mission",
        "After it",
        "At the same time in the region",
    ]
    assert texts(context, ".spans__name") == ["UNOMSIL", "UNAMSIL", "UNIPSIL", "UNMIL"]
    assert "UNAMSIL" not in texts(context, "a")


def test_line_of_missions_is_followed_to_its_ends(read, missions):
    assert texts(read("/missions/unipsil/"), ".spans__name") == [
        "UNOMSIL",
        "UNAMSIL",
        "UNIPSIL",
        "UNMIL",
    ]
    names = texts(read("/missions/unomsil/"), ".spans__name")
    assert names == ["UNOMSIL", "UNAMSIL", "UNIPSIL"]


def test_contemporaries_in_the_same_country_come_before_longer_ones(read, bare):
    make_mission("m-0", profile={"start": "2000", "end": "2010"})
    make_mission("near", profile={"start": "2005", "end": "2006"})
    for n in range(9):
        make_mission(
            f"far-{n}",
            profile={"start": "2000", "end": f"200{n}", "countries": ["COD"]},
        )

    names = texts(read("/missions/m-0/"), ".spans__name")

    assert len(names) == 1 + 8
    assert "NEAR" in names
    assert {"FAR-0", "FAR-1"}.isdisjoint(names)


def test_mission_alone_has_no_context(read, bare):
    make_mission("alone")

    page = read("/missions/alone/")

    assert not page.select(".spans-group")
    assert not page.select('link[href*="spans.css"]')


def test_home_page_has_a_small_timeline_of_all_missions(read, missions):
    page = read("/")

    overview = page.select_one(".timeline-overview")
    assert overview["href"] == "/timeline/"
    assert len(overview.select(".timeline__bar")) == 5
    assert overview.svg["role"] == "img"
    assert overview.svg["aria-label"]


def test_home_page_without_missions_has_no_timeline(read, bare):
    assert not read("/").select(".timeline-overview")


def test_missions_lead_to_their_pictures_with_their_filters(read, missions):
    links = read("/missions/?region=Europe&sort=title&page=1").select(".ways a")

    assert [link["href"] for link in links] == [
        "/timeline/?region=Europe",
        "/map/",
        "?region=Europe&view=table",
        "/compare/",
        "/mandates/",
        "?view=strength",
        "/graph/?section=missions",
    ]


def test_drafts_are_in_no_picture(read, missions):
    for address in ("/timeline/", "/map/", "/missions/unamsil/"):
        assert "SECRET" not in read(address).text


def test_only_so_many_are_drawn_as_can_be_told_apart(read, missions, monkeypatch):
    monkeypatch.setattr("topics.pictures.timeline.MOST_DRAWN", 2)
    monkeypatch.setattr("topics.views.pictures.MOST_DRAWN", 2)

    page = read("/timeline/")

    assert len(page.select("figure .timeline__bar")) == 2
    assert "Only the first 2 are drawn" in page.select_one(".notice").text
    assert page.select(".facet__count") == []
    assert not read("/").select(".timeline-overview")
