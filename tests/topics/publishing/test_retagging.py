"""Other tags for topics in every state of their way to readers."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from tests.factories import make_draft, make_mission, make_tag, make_task, make_topic
from topics import publishing
from topics.models import Revision, Tag

pytestmark = pytest.mark.django_db


def change_tag(client, topic):
    women, gender = Tag.objects.get(slug="women"), make_tag("gender")
    address = f"/admin/topics/tag/{women.pk}/merge/"
    assert client.post(address, {"target": gender.pk}).status_code == 302


def test_scheduled_version_still_comes_at_its_time_with_the_other_tag(as_editor):
    topic = make_topic(title="Public", tags=["women"])
    content = {**topic.newest_revision.content, "title": "Scheduled"}
    time = timezone.now() + timedelta(days=1)
    publishing.schedule(topic, publishing.save_revision(topic, content, note="x"), time)
    publishing.save_revision(topic, {**content, "title": "Draft"}, note="x")

    change_tag(as_editor, topic)

    scheduled = topic.revisions.get(state=Revision.State.SCHEDULED)
    assert (scheduled.title, scheduled.scheduled_for) == ("Scheduled", time)
    assert topic.newest_revision.title == "Draft"
    for revision in (scheduled, topic.newest_revision):
        assert revision.content["tags"] == ["gender"]
    with time_machine.travel(time + timedelta(seconds=1), tick=False):
        page = as_editor.get(topic.get_absolute_url()).content.decode()
    assert "Scheduled" in page
    assert "/tags/gender/" in page


def test_version_that_was_sent_back_keeps_its_remark(as_editor):
    topic = make_draft(tags=["women"])
    publishing.move(
        topic.newest_revision, Revision.State.RETURNED, remark="Cite a source."
    )

    change_tag(as_editor, topic)

    newest = topic.newest_revision
    assert (newest.state, newest.remark) == ("returned", "Cite a source.")
    assert newest.content["tags"] == ["gender"]


def tasks_of(topic):
    return [row["task"] for row in topic.newest_revision.content["mission"]["tasks"]]


def test_task_of_a_mandate_follows_its_tag(as_editor):
    task = make_task("women", "S/RES/1325 (2000)", "5", "2000-10-31")
    mission = make_mission("unamsil", profile={"tasks": [task]})
    withdrawn = make_mission("unomsil", profile={"tasks": [task]})
    publishing.unpublish(withdrawn)

    change_tag(as_editor, mission)

    assert tasks_of(mission) == ["gender"]
    for topic in (mission, withdrawn):
        assert [row.task.slug for row in topic.mission.tasks.all()] == ["gender"]
    assert "gender" in as_editor.get("/mandates/mandates.csv").content.decode()


def test_tasks_that_become_the_same_are_one(as_editor):
    tasks = [
        make_task(slug, "S/RES/1325 (2000)", "5", "2000-10-31")
        for slug in ("women", "gender")
    ]
    mission = make_mission("unamsil", profile={"tasks": tasks})

    change_tag(as_editor, mission)

    assert tasks_of(mission) == ["gender"]


def test_tag_of_a_task_is_in_use():
    make_mission(
        "unamsil",
        profile={"tasks": [make_task("women", "S/RES/1325 (2000)", "5", "2000-10-31")]},
    )
    draft = make_draft(section="role")
    make_tag("nobody")

    in_use = Revision.objects.tag_slugs_in_use()

    assert in_use == {"women"}
    assert [tag.slug for tag in Tag.objects.unused(in_use)] == ["nobody"]
    assert draft.newest_revision
