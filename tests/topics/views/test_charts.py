import csv
import io

import pytest

from tests.factories import make_draft, make_indicator, make_section

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
