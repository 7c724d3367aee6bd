import csv
import io

import pytest

from tests.factories import make_draft, make_figure, make_mission, make_topic

pytestmark = pytest.mark.django_db
TABLE = "/missions/?view=table"


@pytest.fixture(scope="module")
def missions(module_db):
    make_mission(
        "unamsil",
        title="In Sierra Leone",
        profile={
            "countries": ["SLE", "GIN"],
            "figures": [make_figure("peak_strength", 17500)],
        },
    )
    make_mission(
        "ifor",
        title="In Bosnia",
        tags=["nato"],
        profile={
            "lead": "NATO",
            "region": "Europe",
            "countries": ["BIH"],
            "start": "1995-12-20",
            "end": "1996-12-20",
            "resolutions": [],
        },
    )
    make_mission(
        "untso",
        title="Observers",
        profile={
            "region": "Middle East",
            "start": "1948",
            "end": "",
            "figures": [
                make_figure("fatalities", 52, as_of="2025-04-04", locator="row UNTSO"),
                make_figure("fatalities", 9, category="illness"),
                make_figure("peak_strength", None, low="500", high="572"),
            ],
        },
    )
    make_draft("hidden", section="missions")


def acronyms(page):
    return [cell.text for cell in page.select("tbody th")]


def test_table_has_the_facts_of_every_mission(read, missions):
    page = read(TABLE)

    assert acronyms(page) == ["UNTSO", "IFOR", "UNAMSIL"]
    heads = [head.text.strip() for head in page.select("thead th")]
    cells = page.select("tbody tr")[0].select("th, td")
    row = dict(zip(heads, (" ".join(c.text.split()) for c in cells), strict=True))
    facts = {
        "Acronym": "UNTSO",
        "Title": "Observers",
        "Led by": "United Nations",
        "Region": "Middle East",
        "Start": "1948",
        "End": "Continues",
        "Authorized strength": "not recorded here",
        "Peak strength": "500–572 uniformed source",
        "Fatalities": "52, 4 April 2025 source",
        "Countries": "Sierra Leone",
    }
    assert row == {**row, **facts}


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("acronym", "IFOR UNAMSIL UNTSO"),
        ("-acronym", "UNTSO UNAMSIL IFOR"),
        ("title", "IFOR UNAMSIL UNTSO"),
        ("lead", "IFOR UNTSO UNAMSIL"),
        ("region", "UNAMSIL IFOR UNTSO"),
        ("-start", "UNAMSIL IFOR UNTSO"),
        # What goes on and what is not known come last either way.
        ("end", "IFOR UNAMSIL UNTSO"),
        ("-end", "UNAMSIL IFOR UNTSO"),
        ("strength", "UNTSO UNAMSIL IFOR"),
        ("-strength", "UNAMSIL UNTSO IFOR"),
        ("fatalities", "UNTSO IFOR UNAMSIL"),
    ],
)
def test_columns_sort_either_way(read, missions, sort, order):
    assert acronyms(read(f"{TABLE}&sort={sort}")) == order.split()


def test_head_of_a_column_turns_the_order_round_and_says_it(read, missions):
    page = read(f"{TABLE}&sort=start&region=Europe")

    head = page.select_one("[aria-sort]")
    assert (head["aria-sort"], head.text.strip()) == ("ascending", "Start")
    assert "sort=-start" in head.a["href"]
    assert "region=Europe" in head.a["href"]
    assert "view=table" in head.a["href"]
    turned = read(f"{TABLE}&sort=-start").select_one("[aria-sort]")
    assert turned["aria-sort"] == "descending"


def test_filters_are_links_that_stay_in_the_table(read, missions):
    page = read(TABLE)

    link = page.find("a", string="Europe")
    assert acronyms(read(f"/missions/{link['href']}")) == ["IFOR"]
    assert acronyms(read(f"{TABLE}&tag=nato&lead=NATO")) == ["IFOR"]
    assert acronyms(read(f"{TABLE}&ongoing=1")) == ["UNTSO"]


def test_list_leads_to_the_table_with_its_conditions(read, missions):
    link = read("/missions/?region=Europe&sort=title").find("a", string="As a table")

    assert acronyms(read(f"/missions/{link['href']}")) == ["IFOR"]


def test_no_mission_meets_all_conditions(read, missions):
    page = read(f"{TABLE}&region=Europe&ongoing=1")

    assert page.select_one("tbody").text.strip() == "No mission meets all conditions."


@pytest.mark.parametrize(
    "query", ["sort=age", "region=Atlantis", "decade=x", "country=XX", "tag=unknown"]
)
def test_unknown_condition_is_refused_with_a_sentence(client, read, missions, query):
    page = read(f"{TABLE}&{query}", status=400)

    assert page.select_one("[role=alert]").text.strip()
    assert client.get(f"/missions/missions.csv?{query}").status_code == 400
    refused = client.get(f"/missions/missions.json?{query}")
    assert (refused.status_code, list(refused.json())) == (400, ["errors"])


def test_unknown_view_and_view_of_another_section_are_not_found(client, missions):
    make_topic(section="role")

    assert client.get("/missions/?view=poster").status_code == 404
    assert client.get("/missions/?view=charts").status_code == 404
    assert client.get("/role/?view=table").status_code == 404
    assert client.get("/role/missions.csv").status_code == 404


@pytest.fixture
def address(settings):
    """The portal's own, whatever host is asked for."""
    settings.SITE_URL = "https://portal.example.org"


@pytest.mark.usefixtures("address")
def test_csv_has_the_missions_of_the_table(client, read, missions):
    page = read(f"{TABLE}&sort=-strength")
    link = page.find("a", string="Download as CSV")["href"]

    response = client.get(link)

    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert 'filename="missions.csv"' in response["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(response.content.decode())))
    assert [row["acronym"] for row in rows] == ["UNAMSIL", "UNTSO", "IFOR"]
    assert rows[0]["countries"] == "SLE; GIN"
    assert rows[1]["start"] == "1948"
    assert (rows[1]["end"], rows[1]["fatalities"]) == ("", "52")
    assert rows[1]["fatalities_as_of"] == "2025-04-04"
    assert rows[1]["fatalities_source"] == "un-data"
    assert rows[1]["fatalities_locator"] == "row UNTSO"
    assert rows[1]["peak_strength"] == "500–572"
    assert rows[0]["address"] == "https://portal.example.org/missions/unamsil/"


@pytest.mark.usefixtures("address")
def test_json_keeps_lists_numbers_and_what_is_not_known(client, missions):
    (row,) = client.get("/missions/missions.json?lead=NATO").json()["missions"]

    facts = {
        "slug": "ifor",
        "title": "In Bosnia",
        "acronym": "IFOR",
        "lead": "NATO",
        "region": "Europe",
        "area": "Sierra Leone",
        "countries": ["BIH"],
        "start": "1995-12-20",
        "end": "1996-12-20",
        "resolutions": [],
        "figures": [],
        "details": [],
        "peak_strength": None,
        "fatalities": None,
        "predecessor": None,
        "address": "https://portal.example.org/missions/ifor/",
    }
    assert row == {**row, **facts}
