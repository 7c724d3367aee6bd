"""Who was told to do what, as a table, a picture and files."""

import csv
import io

import pytest
import time_machine
from django.conf import settings

from tests.factories import make_mission, make_source, make_tag, make_task, revise
from topics import publishing
from topics.models import Topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def missions():
    make_source("s-res-1270-1999", number="S/RES/1270 (1999)")
    make_source("a-report")
    make_mission(
        "unamsil",
        profile={
            "tasks": [
                make_task(
                    "ddr",
                    "S/RES/1270 (1999)",
                    "8 (c)",
                    "1999-10-22",
                    until="2004-02",
                    source="s-res-1270-1999",
                ),
                make_task("elections", "S/RES/1270 (1999)", "8 (i)", "1999-10-22"),
                make_task(
                    "law", "S/RES/1270 (1999)", "9", "1999-10-22", source="a-report"
                ),
            ]
        },
    )
    make_mission(
        "unmil",
        profile={
            "start": "2003-09-19",
            "end": "",
            "tasks": [make_task("ddr", "S/RES/1509 (2003)", "3 (f)", "2003-09-19")],
        },
    )


def rows(page):
    """What the table of tasks says, row by row."""
    table = page.select("table.fact-table")[-1]
    return [
        [" ".join(cell.text.split()) for cell in row.find_all(["th", "td"])]
        for row in table.select("tbody tr")
    ]


def test_each_task_stands_with_decision_time_and_source(read, missions):
    assert rows(read("/mandates/")) == [
        [
            "UNAMSIL",
            "Ddr",
            "S/RES/1270 (1999), paragraph 8 (c)",
            "22 October 1999 – February 2004",
            "the decision itself",
        ],
        [
            "UNAMSIL",
            "Elections",
            "S/RES/1270 (1999), paragraph 8 (i)",
            "22 October 1999",
            "not recorded",
        ],
        [
            "UNAMSIL",
            "Law",
            "S/RES/1270 (1999), paragraph 9",
            "22 October 1999",
            "The book of a-report",
        ],
        [
            "UNMIL",
            "Ddr",
            "S/RES/1509 (2003), paragraph 3 (f)",
            "19 September 2003",
            "not recorded",
        ],
    ]


@pytest.mark.parametrize(
    ("query", "missions_found"),
    [
        ("mission=unmil", ["UNMIL"]),
        ("task=ddr", ["UNAMSIL", "UNMIL"]),
        ("year=2003", ["UNAMSIL", "UNAMSIL", "UNAMSIL", "UNMIL"]),
        ("year=2005&task=ddr", ["UNMIL"]),
        # A task without an end is over when its mission is.
        ("year=2005&task=elections", ["UNAMSIL"]),
        ("year=2006", ["UNMIL"]),
        ("year=1998", []),
        ("mission=unamsil&task=ddr&year=1999", ["UNAMSIL"]),
    ],
)
def test_filters_choose_by_mission_task_and_year(
    client, read, missions, query, missions_found
):
    found = [row[0] for row in rows(read(f"/mandates/?{query}")) if len(row) > 1]
    file = client.get(f"/mandates/mandates.json?{query}").json()["mandates"]

    assert found == missions_found
    assert [row["acronym"] for row in file] == missions_found


@pytest.mark.parametrize(
    "query", ["mission=nowhere", "task=%C3%A9", "year=1066", "year=x", "year=9999999"]
)
def test_what_cannot_be_chosen_is_refused_with_a_sentence(
    client, read, missions, query
):
    page = read(f"/mandates/?{query}", status=400)

    assert page.select_one("[role=alert]").text
    assert page.select("select[name=task]")
    for kind in ("csv", "json"):
        assert client.get(f"/mandates/mandates.{kind}?{query}").status_code == 400


def test_files_say_keys_and_dates_and_nothing_for_what_is_not_recorded(
    client, missions
):
    response = client.get("/mandates/mandates.csv?mission=unamsil")
    found = [*csv.DictReader(io.StringIO(response.content.decode()))]

    assert found[0] == {
        "mission": "unamsil",
        "acronym": "UNAMSIL",
        "task": "ddr",
        "resolution": "S/RES/1270 (1999)",
        "paragraph": "8 (c)",
        "since": "1999-10-22",
        "until": "2004-02",
        "source": "s-res-1270-1999",
        "mission_end": "2005-12",
        "read_to": "",
        "address": f"{settings.SITE_URL}/missions/unamsil/",
    }
    assert (found[1]["until"], found[1]["source"]) == ("", "")


@time_machine.travel("2010-07-15")
def test_picture_counts_missions_by_year(read, missions):
    page = read("/mandates/")

    row = page.find("figure").find("a", string="Ddr").find_parent("tr")
    counts = [title.text for title in row.select("title")]
    assert counts[:2] == ["1999: 1", "2000: 1"]
    assert "2003: 2" in counts
    assert counts[-1] == "2010: 1"
    assert row.find_all("td")[-1].text == "2"


@time_machine.travel("2010-07-15")
def test_picture_tells_what_is_recorded_from_what_may_have_lasted(read, missions):
    topic = Topic.objects.get(slug="unmil")
    mission = topic.published_revision.content["mission"]
    revise(topic, mission={**mission, "mandate_read_to": "2007-12-31"})

    page = read("/mandates/?mission=unmil")

    row = page.find("figure").find("a", string="Ddr").find_parent("tr")
    assert [title.text for title in row.select("title")][-1] == "2007: 1"
    assert len(row.select(".task-years__open")) == len(range(2003, 2011))
    assert "recorded up to 31 December 2007" in rows(page)[0][3]


@time_machine.travel("2010-07-15")
def test_task_of_a_later_decision_is_recorded_from_then_on(read, missions):
    topic = Topic.objects.get(slug="unmil")
    mission = topic.published_revision.content["mission"]
    revise(topic, mission={**mission, "mandate_read_to": "2001-12-31"})

    page = read("/mandates/?mission=unmil")

    row = page.find("figure").find("a", string="Ddr").find_parent("tr")
    assert [title.text for title in row.select("title")] == ["2003: 1"]
    assert rows(page)[0][3] == "19 September 2003"


def test_drafts_and_withdrawn_missions_are_absent(client, read, missions):
    topic = Topic.objects.get(slug="unmil")
    content = {**topic.newest_revision.content}
    content["mission"] = {
        **content["mission"],
        "tasks": [make_task("secret", "S/RES/1509 (2003)", "9", "2003-09-19")],
    }
    publishing.save_revision(topic, content, note="A draft")
    publishing.unpublish(Topic.objects.get(slug="unamsil"))

    page = read("/mandates/")

    assert [row[:2] for row in rows(page)] == [["UNMIL", "Ddr"]]
    assert not page.select("option[value=secret], option[value=unamsil]")
    assert "unamsil" not in client.get("/mandates/mandates.csv").content.decode()


def test_page_follows_a_mission_and_a_tag(read, missions):
    assert len(rows(read("/mandates/"))) == 4

    mission = Topic.objects.get(slug="unmil").published_revision.content["mission"]
    revise(Topic.objects.get(slug="unmil"), mission={**mission, "tasks": []})
    tag = make_tag("ddr")
    publishing.rename_tag(tag, "Disarmament", "disarmament", author=None)

    assert [row[1] for row in rows(read("/mandates/"))] == [
        "Disarmament",
        "Elections",
        "Law",
    ]


def test_nothing_recorded_is_said_so(read):
    assert rows(read("/mandates/")) == [
        ["Nothing is recorded that meets all conditions."]
    ]
