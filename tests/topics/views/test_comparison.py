import pytest
import time_machine

from tests.factories import (
    make_draft,
    make_figure,
    make_mission,
    make_section,
    make_tag,
    make_task,
    make_topic,
)
from topics import publishing
from topics.models import Topic

pytestmark = pytest.mark.django_db


def cells(page, heading):
    """What stands in the row with this heading, by mission."""
    row = page.find("th", string=heading, scope="row").parent
    return [" ".join(cell.text.split()) for cell in row.find_all("td")]


@pytest.fixture(scope="module")
def missions(module_db):
    make_tag("ddr", facet="task", name="DDR")
    make_tag("policing", facet="task", name="Policing")
    make_mission(
        "unamsil",
        tags=["africa"],
        profile={
            "tasks": [
                make_task("policing", "S/RES/1289 (2000)", "10 (d)", "2000-02-07"),
                make_task("ddr", "S/RES/1270 (1999)", "8 (c)", "1999-10-22"),
            ],
            "figures": [
                make_figure("peak_strength", 17500, as_of="2001-03"),
                make_figure("fatalities", 192),
                make_figure("fatalities", 190, as_of="2006"),
            ],
            "details": [
                {"kind": "start", "start": "1999-10", "source": "un-data"},
                {"kind": "start", "start": "1999-12", "source": "un-data"},
            ],
        },
        related=[{"to": "leaving", "kind": "illustrates", "note": "a planned exit"}],
    )
    make_mission(
        "minustah",
        tags=["policing"],
        profile={
            "tasks": [make_task("ddr", "S/RES/1542 (2004)", "7.I (c)", "2004-04-30")],
            "countries": ["HTI"],
            "start": "2004-06-01",
            "end": "",
            "figures": [make_figure("peak_strength", 8750, source="")],
            "resolutions": ["S/RES/1542 (2004)"],
        },
    )
    make_topic("leaving", section=make_section("lessons"), title="Leaving well")
    make_topic(
        "gangs",
        section=make_section("challenges"),
        title="Gangs",
        related=[{"to": "minustah", "kind": "explains", "note": "in the capital"}],
    )


@time_machine.travel("2035-07-15")
def test_facts_stand_side_by_side_in_the_order_of_the_address(read, missions):
    page = read("/compare/?m=minustah&m=unamsil")

    assert [a.text for a in page.select("thead a")] == ["MINUSTAH", "UNAMSIL"]
    assert cells(page, "Dates") == [
        "1 June 2004 – continues",
        "October 1999 source – December 2005",
    ]
    assert cells(page, "Duration") == ["31 years, 1 month", "6 years, 2 months"]
    assert cells(page, "Countries") == ["Haiti", "Sierra Leone"]
    assert cells(page, "First and newest decision") == [
        "S/RES/1542 (2004)",
        "S/RES/1270 (1999)",
    ]
    assert cells(page, "Peak strength") == [
        "8,750 uniformed",
        "17,500 uniformed, March 2001 source",
    ]
    assert cells(page, "Fatalities") == [
        "not recorded here",
        "192 source; 190, 2006 source",
    ]


def test_only_mandate_tasks_are_compared_shared_ones_first(read, missions):
    page = read("/compare/?m=minustah&m=unamsil")

    tasks = [a.text for a in page.select("tbody th a")]
    assert tasks == ["DDR", "Policing"]
    row = page.find("a", string="Policing").find_parent("tr")
    assert [" ".join(c.text.split()) for c in row.find_all("td")] == [
        # Though it carries the tag: that says nothing of a mandate.
        "not recorded",
        "2000–: S/RES/1289 (2000), paragraph 10 (d)",
    ]


def test_comparison_denies_no_task(read, missions):
    make_mission("untold", profile={"resolutions": []})

    page = read("/compare/?m=untold&m=unamsil")

    assert "not recorded" in cells(page, "First and newest decision")
    words = [*page.select_one("table").stripped_strings]
    assert not {"no", "none"} & set(words)


def test_lessons_and_challenges_are_linked_from_either_side(read, missions):
    page = read("/compare/?m=minustah&m=unamsil")

    assert cells(page, "Lessons") == ["none noted", "Leaving well a planned exit"]
    assert cells(page, "Challenges") == ["Gangs in the capital", "none noted"]


def test_unpublished_lesson_is_not_shown(read, missions):
    publishing.unpublish(Topic.objects.get(slug="leaving"))

    page = read("/compare/?m=minustah&m=unamsil")

    assert cells(page, "Lessons") == ["none noted", "none noted"]
    assert "Leaving well" not in page.text


def test_bars_stand_on_one_axis_of_years(read, missions):
    page = read("/compare/?m=unamsil&m=minustah")

    bars = page.find("th", string="Duration").parent.select(".mission-comparison__span")
    unamsil, minustah = [(float(b["x"]), float(b["width"])) for b in bars]
    assert 0 < unamsil[0] < minustah[0]
    assert unamsil[1] < minustah[1]
    strength = page.find("th", string="Peak strength").parent
    widths = [b["width"] for b in strength.select(".mission-comparison__span")]
    assert widths == ["100.0", "50.0"]


def test_pick_list_has_all_published_missions_and_shows_the_choice(read, missions):
    make_draft("secret", section="missions")

    page = read("/compare/?m=&m=unamsil&m=&m=")

    lists = page.select("select[name=m]")
    assert len(lists) == 4
    assert [o["value"] for o in lists[0].select("option")] == [
        "",
        "minustah",
        "unamsil",
    ]
    assert lists[0].select_one("option[selected]")["value"] == "unamsil"
    assert not lists[1].select_one("option[selected]")


def test_one_operation_is_shown_with_the_request_for_another(read, missions):
    page = read("/compare/?m=unamsil")

    assert "Choose a second operation" in page.select_one(".notice").text
    assert cells(page, "Dates") == ["October 1999 source – December 2005"]


def test_mission_page_leads_to_the_comparison(read, missions):
    link = read("/missions/unamsil/").find("a", string="Compare with other operations")

    assert link["href"] == "/compare/?m=unamsil"


def test_operation_is_found_by_its_old_slug_and_shown_once(read, missions):
    publishing.rename(Topic.objects.get(slug="unamsil"), "unamsil-2")

    page = read("/compare/?m=unamsil&m=unamsil-2")

    assert len(page.select("thead a")) == 1


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("m=unamsil&m=nowhere", "There is no operation “nowhere”."),
        ("m=leaving", "There is no operation “leaving”."),
        ("m=secret", "There is no operation “secret”."),
        ("m=a&m=b&m=c&m=d&m=e", "At most 4 operations can be compared"),
        ("m=%C3%A9", "Use lower-case letters"),
        ("m=" + "x" * 1500, "There is no operation"),
    ],
)
def test_unknown_or_too_many_are_refused_with_a_sentence(
    read, missions, query, sentence
):
    make_draft("secret", section="missions")

    page = read(f"/compare/?{query}", status=400)

    assert sentence in page.select_one("[role=alert]").text
    assert page.select("select[name=m]")
