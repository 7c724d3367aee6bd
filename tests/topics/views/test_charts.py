import csv
import io

import pytest
import time_machine

from tests.factories import (
    make_draft,
    make_indicator,
    make_mission,
    make_section,
    make_source,
    revise,
)
from topics import publishing
from topics.models import Topic

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def indicators(module_db):
    make_indicator("deaths", [(2011, 112), (2014, "126.5", 120, 130)], title="Deaths")
    make_indicator("budget", [(2013, 7230)], title="Budget")
    make_indicator("empty", title="Empty")
    make_draft("hidden", section="evaluation")


def rows(response):
    return list(csv.DictReader(io.StringIO(response.content.decode())))


def test_indicators_with_values_are_small_multiples_on_the_same_years(read, indicators):
    page = read("/evaluation/?view=charts")

    assert [h.text for h in page.select(".chart__title")] == ["Budget", "Deaths"]
    budget, deaths = page.select(".chart__picture")
    assert len(budget.select(".chart__bar")) == 1
    assert len(deaths.select(".chart__bar")) == 2
    # 2011–2012 and 2014 have no budget; 2012–2013 have no deaths.
    assert len(budget.select("rect:not(.chart__bar)")) == 2
    assert len(deaths.select("rect:not(.chart__bar)")) == 1
    assert len({bar["width"] for bar in page.select(".chart__bar")}) == 1


def test_each_of_many_charts_leads_to_its_table(read, indicators):
    page = read("/evaluation/?view=charts")

    link = page.find("a", attrs={"aria-label": "Table: Deaths"})["href"]
    address, _hash, anchor = link.partition("#")
    assert read(address).find(id=anchor).select_one(".measurements")


def test_chart_says_what_it_shows_and_that_a_table_has_the_figures(read, indicators):
    picture = read("/evaluation/deaths/").select_one(".chart__picture")

    assert picture["role"] == "img"
    assert "Deaths by year, in persons" in picture["aria-label"]


def test_bounds_are_drawn_and_written(read, indicators):
    page = read("/evaluation/deaths/")

    assert len(page.select(".chart__span")) == 1
    assert page.select_one(".measurements__bounds").text == "(120–130)"


def test_categories_are_lines_beside_the_whole_and_a_column_of_the_table(read, bare):
    ill = {"year": "2014", "value": "60", "category": "illness"}
    later = {**ill, "year": "2015", "new_basis": "Contractors too"}
    make_indicator("deaths", [(2014, 126), ill, later])

    page = read("/evaluation/deaths/")

    assert len(page.select(".chart__picture .chart__bar")) == 1
    assert len(page.select(".chart__picture .chart__series")) == 1
    assert [
        " ".join(li.stripped_strings) for li in page.select(".chart__legend li")
    ] == [
        "all",
        "illness",
        "new definition from 2015 on",
    ]
    assert [
        list(r.stripped_strings)[1:3] for r in page.select(".measurements tbody tr")
    ] == [["all", "126"], ["illness", "60"], ["illness", "60"]]
    assert "Contractors too" in page.select_one(".measurements__break").text


def test_missing_years_are_missing_in_the_table(read, indicators):
    page = read("/evaluation/deaths/")

    assert [
        list(r.stripped_strings) for r in page.select(".measurements tbody tr")
    ] == [
        ["2011", "112", "The book of un-data"],
        ["2012–2013", "no figure"],
        ["2014", "126.5", "(120–130)", "The book of un-data"],
    ]


def test_indicator_without_values_has_neither_chart_nor_table(read, indicators):
    page = read("/evaluation/empty/")

    assert not page.select(".chart, .measurements")


def test_section_without_values_says_so(read, bare):
    make_section("evaluation", profile="indicator")

    assert "No indicator has values yet." in read("/evaluation/?view=charts").text


def test_values_of_one_indicator_are_a_file(client, read, indicators):
    link = read("/evaluation/deaths/").find("a", string="Download as CSV")["href"]

    response = client.get(link)

    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert [tuple(row.values())[:6] for row in rows(response)] == [
        ("deaths", "2011", "112", "", "", "persons"),
        ("deaths", "2014", "126.5", "120", "130", "persons"),
    ]


def test_all_values_are_a_file(client, read, indicators):
    page = read("/evaluation/?view=charts")
    link = page.find("a", string="Download all as CSV")["href"]

    assert [row["indicator"] for row in rows(client.get(link))] == [
        "budget",
        "deaths",
        "deaths",
    ]


@pytest.mark.parametrize(
    "address",
    [
        "/evaluation/hidden/measurements.csv",
        "/evaluation/nothing/measurements.csv",
        "/role/measurements.csv",
    ],
)
def test_there_is_no_file_of_what_is_not_there(client, indicators, address):
    assert client.get(address).status_code == 404


def strength(year, value, **columns):
    row = {"year": str(year), "value": str(value), "source": "un-data"}
    return {**row, **columns}


@pytest.fixture
def strengths(bare):
    make_source("un-data")
    means = {"new_basis": "Mean of the year", "locator": "row 7"}
    rows = [strength(2013, 6439), strength(2014, 9494), strength(2018, 13885, **means)]
    make_mission("minusma", profile={"strengths": rows})
    make_mission("unmil", profile={"strengths": [strength(2003, 8796)]})
    make_mission("amis")
    publishing.unpublish(make_mission("hidden", profile={"strengths": rows}))


def test_strength_of_a_mission_is_drawn_and_tabled_with_source_and_break(
    read, strengths
):
    page = read("/missions/minusma/")

    picture = page.select_one(".chart__picture")
    assert "MINUSMA by year, in troops, police and observers" in picture["aria-label"]
    assert len(picture.select(".chart__bar")) == 3
    assert len(picture.select(".chart__break")) == 1
    cells = [list(r.stripped_strings) for r in page.select(".measurements tbody tr")]
    assert cells == [
        ["2013", "6,439", "The book of un-data"],
        ["2014", "9,494", "The book of un-data"],
        ["2015–2017", "no figure"],
        [
            *("2018", "13,885", "The book of un-data", "row 7"),
            "New definition: Mean of the year",
        ],
    ]


def test_mission_without_strength_by_year_has_no_chart(read, strengths):
    assert not read("/missions/amis/").select(".chart, .measurements")


def test_strengths_of_missions_are_small_multiples(read, strengths):
    page = read("/missions/?view=strength")

    assert sorted(h.text for h in page.select(".chart__title")) == ["MINUSMA", "UNMIL"]


def test_strengths_of_missions_are_a_file(client, read, strengths):
    link = read("/missions/minusma/").find("a", string="All as CSV")["href"]

    found = [
        (row["mission"], row["year"], row["value"], row["source_title"])
        for row in rows(client.get(link))
    ]

    assert sorted(found) == [
        ("minusma", "2013", "6439", "The book of un-data"),
        ("minusma", "2014", "9494", "The book of un-data"),
        ("minusma", "2018", "13885", "The book of un-data"),
        ("unmil", "2003", "8796", "The book of un-data"),
    ]


def test_more_categories_than_lines_are_charts_of_their_own(read, bare):
    values = [
        {"year": "2014", "value": str(value), "category": category}
        for category, value in zip("ABCDE", (10, 20, 30, 40, 50), strict=True)
    ]
    make_indicator("troops", [(2014, 150), *values])

    page = read("/evaluation/troops/")

    _whole, *parts = page.select(".chart__picture")
    assert [h.text for h in page.select(".chart__title")] == list("ABCDE")
    assert not page.select(".chart__series")
    # All parts are on one scale, which the whole would make too small.
    assert [mark.text for mark in parts[0].select(".chart__mark")][-2] == "60"
    heights = [float(part.select_one(".chart__bar")["height"]) for part in parts]
    assert heights == sorted(heights)
    assert heights[4] == pytest.approx(5 * heights[0], abs=0.5)


@pytest.fixture
def counted(bare):
    with time_machine.travel("2006-05-01", tick=True):
        store_missions()
        yield


def store_missions():
    make_mission("first", profile={"start": "2003-05", "end": "2004"})
    make_mission("second", profile={"start": "2004-12-31", "end": ""})
    make_mission("envoy", tags=["political-mission"], profile={"start": "2005"})
    make_mission("amis", profile={"lead": "AU", "start": "2004", "end": "2004"})
    publishing.unpublish(make_mission("hidden"))
    make_indicator("active", profile={"computed_from": "active-missions"})


def counts(page):
    cells = [list(r.stripped_strings) for r in page.select(".measurements tbody tr")]
    found = {}
    for year, category, value, *_source in cells:
        found.setdefault(category, {})[int(year)] = int(value)
    return found


def test_active_missions_are_counted_from_their_dates(read, counted):
    assert counts(read("/evaluation/active/")) == {
        "all": {2003: 1, 2004: 3, 2005: 2, 2006: 1},
        "UN operations": {2003: 1, 2004: 2, 2005: 1, 2006: 1},
        "UN political missions": {2003: 0, 2004: 0, 2005: 1, 2006: 0},
        "other organizations and coalitions": {2003: 0, 2004: 1, 2005: 0, 2006: 0},
    }


def test_counted_missions_are_in_the_file(client, counted):
    found = rows(client.get("/evaluation/active/measurements.csv"))

    assert [row["value"] for row in found if not row["category"]] == list("1321")


def test_count_follows_a_mission_that_changes_comes_or_goes(read, counted):
    before = counts(read("/evaluation/active/"))["all"]

    first = Topic.objects.get(slug="first")
    revise(first, mission={**first.newest_revision.content["mission"], "end": "2006"})
    later = counts(read("/evaluation/active/"))["all"]
    publishing.unpublish(Topic.objects.get(slug="second"))
    last = counts(read("/evaluation/active/"))["all"]

    assert before == {2003: 1, 2004: 3, 2005: 2, 2006: 1}
    assert later == {2003: 1, 2004: 3, 2005: 3, 2006: 2}
    assert last == {2003: 1, 2004: 2, 2005: 2, 2006: 1}
