"""Scheduling as editors do it: what they saw is what comes, and what cannot come is
said at once."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from tests.factories import make_draft, make_section, make_topic
from tests.topics.admin.test_dashboard import dashboard
from tests.topics.admin.test_workflow import page, submitted, words
from topics import publishing
from topics.models import Revision, Topic

pytestmark = pytest.mark.django_db


def schedule(client, topic, **changes):
    time = timezone.now() + timedelta(hours=2)
    values = {"time": f"{time:%Y-%m-%dT%H:%M}", **changes}
    return client.post(page(topic, "schedule"), values, follow=True)


def save_again(topic, title, **columns):
    content = {**topic.newest_revision.content, "title": title}
    return publishing.save_revision(topic, content, note="n", **columns)


@pytest.mark.parametrize("method", ["get", "post"])
def test_schedule_of_a_public_version_says_so(as_editor, method):
    topic = make_topic()

    answer = getattr(as_editor, method)(page(topic, "schedule"), follow=True)

    assert "Nothing waits: version 1 is public already." in words(answer)
    assert topic.newest_revision.state == "published"


def test_version_of_a_withdrawn_page_comes_back_at_its_time(as_editor):
    topic = make_topic(title="Back again")
    publishing.unpublish(topic)

    said = words(schedule(as_editor, topic))

    assert "Version 2 will be published" in said
    with time_machine.travel(timezone.now() + timedelta(hours=3)):
        publishing.publish_due()
    assert Topic.objects.get().published_revision.number == 2


def test_page_without_a_text_is_not_scheduled(as_editor):
    topic = Topic.objects.create(slug="empty", section=make_section())

    assert "has no text yet" in words(schedule(as_editor, topic))


@pytest.mark.parametrize("what", ["schedule", "send-back"])
def test_question_is_asked_again_if_somebody_saved_another_version(
    as_editor, contributor, what
):
    topic = submitted(title="Seen")
    asked = as_editor.get(page(topic, what)).content.decode()
    assert '<input type="hidden" name="version" value="1"' in asked
    assert 'for="id_version"' not in asked
    save_again(topic, "Not seen", author=contributor, state="in-review")
    time = timezone.now() + timedelta(hours=2)
    answer = {"version": 1, "time": f"{time:%Y-%m-%dT%H:%M}", "remark": "No."}

    refused = as_editor.post(page(topic, what), answer)

    assert refused.status_code == 400
    assert f"{contributor} saved version 2 meanwhile" in words(refused)
    assert topic.newest_revision.state == "in-review"
    assert b'name="version" value="2"' in refused.content

    as_editor.post(page(topic, what), {**answer, "version": 2})
    assert topic.newest_revision.state in ("scheduled", "returned")


def test_version_that_could_not_be_published_is_not_scheduled(as_editor):
    topic = make_draft()
    content = {**topic.newest_revision.content, "sources": ["gone"]}
    Revision.objects.update(content=content)

    refused = schedule(as_editor, topic)

    assert refused.status_code == 400
    assert "The bibliography has no source “gone”" in words(refused)
    assert topic.newest_revision.state == "draft"


def test_failed_version_is_on_the_first_page_until_it_is_corrected(client, editor):
    topic = make_topic(title="The page")
    waiting = save_again(topic, "New")
    publishing.schedule(topic, waiting, timezone.now() + timedelta(hours=1))
    bad = {**waiting.content, "reviewed": "yesterday"}
    Revision.objects.filter(pk=waiting.pk).update(content=bad)

    with time_machine.travel(timezone.now() + timedelta(hours=2)) as traveller:
        publishing.publish_due()
        shown = dashboard(client, editor)
        said = words(client.get("/admin/"))
        traveller.shift(60)
        content = topic.published_revision.content
        publishing.save_revision(topic, content, note="Corrected")
        corrected = dashboard(client, editor)

    assert shown["Could not be published"] == ["New"]
    assert "It could not be published at its time" in said
    assert "Could not be published" not in corrected
