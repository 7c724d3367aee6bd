"""What pages say of the figures of a mission, and on what they rest."""

import pytest

from tests.factories import make_figure, make_mission, make_source, revise
from topics import publishing
from topics.models import Source

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(read):
    """The page of a mission whose text cites one of the sources of its figures."""
    make_source("in-text")
    rows = [
        make_figure("fatalities", 192, as_of="2025-04-04", source="un-data"),
        make_figure("fatalities", 200, as_of="2006", source="in-text", note="Of then"),
        make_figure("fatalities", 87, category="illness", source="un-data"),
    ]
    start = {
        "kind": "start",
        "start": "1999-10",
        "source": "in-text",
        "locator": "para. 8",
    }
    head = {"kind": "head", "words": "An Envoy", "start": "1999", "end": "2003-06"}
    profile = {"figures": rows, "details": [start, head]}
    make_mission("unamsil", body="It began [@in-text].\n", profile=profile)
    return read("/missions/unamsil/")


def words(element):
    return " ".join(element.text.split())


def facts(page):
    return {words(row.dt): words(row.dd) for row in page.select(".facts > div")}


def test_panel_has_values_with_dates_and_numbers_of_sources(page):
    shown = facts(page)

    assert shown["Fatalities"] == "192, 4 April 2025 [2]; 200, 2006 [1]"
    assert shown["Start"] == "October 1999 [1]"
    assert shown["Head of mission"] == "An Envoy, 1999 – June 2003"


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("1999", "2003-06", "An Envoy, 1999 – June 2003"),
        ("1999", "", "An Envoy, from 1999"),
        ("", "2003-06", "An Envoy, until June 2003"),
        ("", "", "An Envoy"),
    ],
)
def test_head_says_from_when_until_when(start, end, words):
    head = {"kind": "head", "words": "An Envoy", "start": start, "end": end}
    known = {key: text for key, text in head.items() if text}

    mission = make_mission("unamsil", profile={"details": [known]}).mission

    assert mission.details.get().part.words == words


def test_numbers_lead_to_references_which_lead_back(page):
    link = page.select_one(".facts .figure-source[href='#ref-un-data']")

    assert link.text == "[2]"
    reference = page.select_one(link["href"])
    assert reference["value"] == "2"
    assert page.select_one(reference.select_one("[role=doc-backlink]")["href"])


def test_every_figure_is_in_the_table_with_its_place_and_note(page):
    rows = [words(row) for row in page.select(".figures tbody tr")]

    assert rows == [
        "Fatalities 192, 4 April 2025 [2]",
        "Fatalities 200, 2006 [1] Of then",
        "Fatalities 87 (illness) [2]",
        "Start October 1999 [1] para. 8",
        "Head of mission An Envoy, 1999 – June 2003",
    ]


def test_source_leads_to_the_pages_whose_figures_rest_on_it(read, page):
    listed = read("/sources/un-data/").select("main a[href='/missions/unamsil/']")

    assert listed
    assert not Source.objects.uncited().filter(key="un-data")


def test_source_that_is_corrected_is_corrected_beside_the_figure(read, page):
    source = Source.objects.get(key="un-data")
    source.csl = {**source.csl, "title": "Another title"}
    source.save()

    assert "Another title" in read("/missions/unamsil/").text


def test_unpublished_figure_is_nowhere(client, page):
    mission = make_mission("minustah")

    content = mission.newest_revision.content
    rows = {"figures": [make_figure("fatalities", 4321)]}
    publishing.save_revision(
        mission, {**content, "mission": {**content["mission"], **rows}}, note="Draft"
    )

    addresses = [
        *("/missions/minustah/", "/missions/?view=table", "/compare/?m=minustah"),
        *("/missions/missions.csv", "/missions/missions.json"),
    ]
    for address in addresses:
        shown = client.get(address).content.decode()
        assert "4,321" not in shown, address
        assert "4321" not in shown, address


def test_mission_without_figures_says_so_in_the_comparison(read):
    mission = make_mission("unamsil")
    revise(mission, title="As it was")

    page = read("/compare/?m=unamsil")

    row = page.find("th", string="Peak strength", scope="row").parent
    assert words(row.td) == "not recorded here"
