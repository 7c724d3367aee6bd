"""Measurements on the editor's form."""

import pytest

from tests.factories import make_indicator
from tests.topics.admin.test_topics import address, form_values, save

pytestmark = pytest.mark.django_db


def test_bounds_of_a_measurement_are_kept_and_can_be_given(client, editor):
    client.force_login(editor)
    topic = make_indicator("deaths", [(2011, 112), (2014, 126, 120, 130)])
    shown = form_values(client, address(topic))["profile_measurements"]
    assert shown == "2011; 112; un-data\r\n2014; 126; un-data; 120; 130"

    changed = shown.replace("112; un-data", "112; un-data; 110; 115")
    save(client, topic, "_publish", profile_measurements=changed)

    topic.refresh_from_db()
    bounds = [row.bounds for row in topic.indicator.measurements.all()]
    assert bounds == [("110", "115"), ("120", "130")]


def test_categories_of_a_year_stand_side_by_side_each_once(client, editor):
    client.force_login(editor)
    topic = make_indicator("deaths", [(2011, 112)])
    typed = "2011; 112; un-data\n2011; 56; un-data; ; ; illness; Contractors too"
    save(client, topic, "_publish", profile_measurements=typed)
    rows = topic.indicator.measurements.values_list("value", "category", "new_basis")
    assert [*rows] == [(112, "", ""), (56, "illness", "Contractors too")]

    twice = f"{typed}\n2011; 57; un-data; ; ; illness"
    response = save(client, topic, profile_measurements=twice)

    errors = response.context["adminform"].form.errors
    assert "listed twice" in " ".join(errors["profile_measurements"])


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("2011; 112; un-data; 110", "both (low and high)"),
        ("2011; 112; un-data; 113; 115", "outside its bounds"),
        ("2011; 112; un-data; 100; 111", "outside its bounds"),
        ("2011; 112; un-data; few; many", "decimal number"),
    ],
)
def test_bounds_that_cannot_be_are_refused(client, editor, typed, words):
    client.force_login(editor)
    topic = make_indicator("deaths", [(2011, 112)])

    response = save(client, topic, profile_measurements=typed)

    assert response.status_code == 200
    form = response.context["adminform"].form
    assert words in " ".join(form.errors["profile_measurements"])
