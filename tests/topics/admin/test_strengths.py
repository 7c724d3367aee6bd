"""The strength of missions by year on the editor's form."""

import pytest

from tests.factories import make_mission, make_source
from tests.topics.admin.test_topics import address, form_values, save

pytestmark = pytest.mark.django_db


@pytest.fixture
def mission(client, editor):
    client.force_login(editor)
    make_source("un-data")
    rows = [{"year": "2001", "value": "17354", "source": "un-data", "locator": "p. 3"}]
    return make_mission("unamsil", profile={"strengths": rows})


def test_years_are_lines_and_come_back_from_them(client, mission):
    shown = form_values(client, address(mission))["profile_strengths"]
    assert shown == "2001; 17354; un-data; p. 3"

    typed = f"{shown}\n2002; 15594; un-data; ; Police are counted too"
    save(client, mission, "_publish", profile_strengths=typed)

    mission.refresh_from_db()
    found = [(str(row), row.new_basis) for row in mission.mission.strengths.all()]
    assert found == [("2001: 17,354", ""), ("2002: 15,594", "Police are counted too")]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("2001; 5", "Line 1: Each needs a year, a number and a source."),
        ("2001; many; un-data", "Line 1, value:"),
        ("2001; -5; un-data", "Line 1, value:"),
        ("1901; 5; un-data", "Line 1, year:"),
        ("2001; 5; nowhere", "has no source “nowhere”"),
        ("2001; 5; un-data\n2001; 6; un-data", "is listed twice"),
    ],
)
def test_year_that_cannot_be_is_refused_with_its_line(client, mission, typed, words):
    response = save(client, mission, profile_strengths=typed)

    assert response.status_code == 200
    form = response.context["adminform"].form
    assert words in " ".join(form.errors["profile_strengths"])
