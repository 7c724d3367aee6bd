"""Decisions and tasks on the editor's form."""

import pytest

from tests.factories import make_mission, make_source, make_task
from tests.topics.admin.test_topics import address, form_values, save

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic():
    make_source("s-res-1270-1999")
    decisions = [
        {"symbol": "S/RES/1270 (1999)", "action": "established", "note": "one; two"},
        {"symbol": "S/RES/1289 (2000)", "until": "2000-08-07"},
        "S/RES/1610 (2005)",
    ]
    tasks = [make_task("ddr", "S/RES/1270 (1999)", "8 (b)", "1999-10-22")]
    profile = {"resolutions": decisions, "tasks": tasks}
    return make_mission("unamsil", profile=profile)


def test_each_is_a_line_with_its_columns_in_their_places(as_editor, topic):
    shown = form_values(as_editor, address(topic))

    assert shown["profile_resolutions"].splitlines() == [
        "S/RES/1270 (1999); established; ; ; ; ; one; two",
        "S/RES/1289 (2000); ; ; 2000-08-07",
        "S/RES/1610 (2005)",
    ]
    assert shown["profile_tasks"] == "ddr; S/RES/1270 (1999); 1999-10-22; 8 (b)"


def test_what_is_left_as_it_is_comes_back_the_same(as_editor, topic):
    save(as_editor, topic, "_publish", title="Another title")

    topic.refresh_from_db()
    first, second = topic.revisions.order_by("number")
    assert second.content == {**first.content, "title": "Another title"}


def test_source_and_end_can_be_given(as_editor, topic):
    typed = "ddr; S/RES/1270 (1999); 1999-10-22; 8 (b); 2004-02; s-res-1270-1999"
    save(as_editor, topic, "_publish", profile_tasks=typed)

    topic.refresh_from_db()
    task = topic.mission.tasks.get()
    assert (str(task.until), task.source.key) == ("2004-02", "s-res-1270-1999")


def test_what_is_wrong_stands_beside_its_field(as_editor, topic):
    response = save(as_editor, topic, profile_tasks="nothing; 1270; soon")

    errors = response.context["adminform"].form.errors
    sentences = " ".join(errors["profile_tasks"])
    assert "Line 1" in sentences
    assert "no tag “nothing”" in sentences
