"""Figures of missions on the editor's form."""

import pytest

from tests.factories import make_figure, make_mission
from tests.topics.admin.test_topics import address, form_values, save

pytestmark = pytest.mark.django_db


@pytest.fixture
def mission(client, editor):
    client.force_login(editor)
    rows = [
        make_figure("peak_strength", 17477, as_of="2002-04", locator="row UNAMSIL"),
        make_figure("fatalities", None, absence="none-recorded", locator="p. 3"),
    ]
    return make_mission("unamsil", profile={"figures": rows})


def test_values_keep_their_places_between_empty_ones(client, mission):
    shown = form_values(client, address(mission))["profile_figures"]
    assert shown.splitlines() == [
        "peak_strength; uniformed; 17477; ; ; ; 2002-04; un-data; row UNAMSIL",
        "fatalities; ; ; ; ; none-recorded; ; un-data; p. 3",
    ]

    changed = shown.replace("17477; ; ", "; 17000; 18000")
    save(client, mission, "_publish", profile_figures=changed)

    mission.refresh_from_db()
    figures = [str(row) for row in mission.mission.figures.all()]
    assert figures == ["17,000–18,000 uniformed", "none recorded"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("peak_strength; uniformed; 0", "Line 1, value:"),
        ("peak_strength; uniformed; many", "Line 1, value:"),
        ("peak_strength; uniformed; 5; 6; 7", "Line 1: Give a value, or"),
        ("peak_strength; uniformed; ; 7; 6", "Line 1: Give a value, or"),
        ("peak_strength; uniformed", "Line 1: Give a value, or"),
        ("peak_strength; illness; 5", "Line 1: A strength is of"),
        ("fatalities; police; 5", "Line 1: A strength is of"),
        ("fatalities; ; ; ; ; not-established", "Line 1: Say in the note"),
        ("fatalities; ; 5; ; ; ; 2005-13", "Line 1, as_of:"),
        ("fatalities; ; 5; ; ; ; ; nowhere", "has no source “nowhere”"),
        ("fatalities; ; 5\nfatalities; ; 6", "is listed twice"),
        ("height; ; 5", "Line 1, measure:"),
    ],
)
def test_figure_that_cannot_be_is_refused_with_its_line(client, mission, typed, words):
    response = save(client, mission, profile_figures=typed)

    assert response.status_code == 200
    form = response.context["adminform"].form
    assert words in " ".join(form.errors["profile_figures"])


@pytest.mark.parametrize(
    "typed",
    ["start", "start; Freetown; 1999", "head; ; 1999", "head; Somebody; 2001; 1999"],
)
def test_detail_that_cannot_be_is_refused_with_its_line(client, mission, typed):
    response = save(client, mission, profile_details=typed)

    form = response.context["adminform"].form
    assert "Line 1: " in " ".join(form.errors["profile_details"])
