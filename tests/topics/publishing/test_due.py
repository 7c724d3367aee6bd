"""One scheduled version that cannot be published harms itself only."""

import logging
from datetime import timedelta

import pytest
import time_machine
from django.db import OperationalError
from django.utils import timezone

from tests.factories import make_draft, make_mission, make_section, make_topic
from topics import markup, publishing
from topics.models import Revision, Topic
from topics.publishing import due

pytestmark = pytest.mark.django_db
State = Revision.State

# What a stored content can come to hold: by older code, a restored backup, by hand.
BAD = {
    "no title": {"title": None},
    "an empty title": {"title": ""},
    "a title of another kind": {"title": ["x"]},
    "no text": {"body": None},
    "a text that is refused": {"body": "x" * (markup.MAX_CHARACTERS + 1)},
    "no date": {"reviewed": "yesterday"},
    "a position beyond all numbers": {"position": "9" * 30},
    "a position in words": {"position": "first"},
    "cross-references of another shape": {"related": ["law"]},
    "the same cross-reference twice": {
        "related": [{"to": "law", "kind": "explains", "note": "n"}] * 2
    },
    "tags of another shape": {"tags": [{}]},
    "facts of another shape": {"mission": ["x"]},
    "facts that are not known": {"mission": {"acronym": "X", "colour": "blue"}},
    "facts without what is needed": {"mission": {"acronym": "X"}},
}


def scheduled(topic, **changes):
    """A version of the topic that waits for its time, an hour from now."""
    content = {**topic.newest_revision.content}
    revision = publishing.save_revision(topic, content, note="n", is_clean=True)
    publishing.schedule(topic, revision, timezone.now() + timedelta(hours=1))
    stored = {**content, **changes}
    stored = {key: value for key, value in stored.items() if value is not None}
    Revision.objects.filter(pk=revision.pk).update(content=stored)
    return revision


@pytest.mark.parametrize("changes", BAD.values(), ids=BAD)
def test_version_that_cannot_be_published_is_sent_back_and_others_are_not(
    client, caplog, changes
):
    topic = make_mission("unamsil", title="As it was")
    bad = scheduled(topic, **changes)
    good = scheduled(make_draft("good", title="On time"))

    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        assert client.get("/missions/").status_code == 200
        assert client.get("/role/good/").status_code == 200
        ready = client.get("/readyz")

    bad.refresh_from_db()
    good.refresh_from_db()
    assert (bad.state, good.state) == (State.RETURNED, State.PUBLISHED)
    assert bad.remark.startswith("It could not be published at its time, ")
    assert ready.status_code == 200
    assert ready.json()["details"] == {"scheduled_versions": "1 could not be published"}
    assert Topic.objects.get(pk=topic.pk).title == "As it was"
    (record,) = [r for r in caplog.records if r.name == "topics.publishing.due"]
    assert (record.levelno, record.args[1]) == (logging.ERROR, "unamsil")


def test_failed_version_is_tried_once(client):
    bad = scheduled(make_topic("bad"), title="")

    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        client.get("/")
        bad.refresh_from_db()
        failed_at = bad.failed_at
        client.get("/role/")
        publishing.publish_due()

    bad.refresh_from_db()
    assert bad.failed_at == failed_at


@pytest.mark.parametrize("how", ["save", "publish"])
def test_failed_version_counts_until_somebody_works_on_the_page(client, how):
    topic = make_topic("bad")
    content = topic.published_revision.content
    scheduled(topic, title="")
    draft = publishing.save_revision(topic, content, note="n")

    with time_machine.travel(timezone.now() + timedelta(hours=2)) as traveller:
        publishing.publish_due()
        assert Revision.objects.failed().count() == 1

        traveller.shift(60)
        if how == "publish":
            publishing.publish([(topic, draft)])
        else:
            publishing.save_revision(topic, content, note="n")
        assert not Revision.objects.failed().exists()


@pytest.mark.django_db(transaction=True)
def test_reader_gets_the_page_while_the_database_cannot_be_written(client, monkeypatch):
    waiting = scheduled(make_topic("waiting", title="Old"), title="New")
    tries = []

    def fail(_pairs):
        tries.append(1)
        raise OperationalError("attempt to write a readonly database")

    with time_machine.travel(timezone.now() + timedelta(hours=2)) as traveller:
        monkeypatch.setattr(due, "publish", fail)
        assert client.get("/role/waiting/").status_code == 200
        assert client.get("/").status_code == 200
        assert len(tries) == 1
        monkeypatch.undo()

        traveller.shift(11)
        assert b"New" in client.get("/role/waiting/").content

    waiting.refresh_from_db()
    assert waiting.state == State.PUBLISHED


def test_version_that_somebody_stopped_meanwhile_stays_as_they_left_it(monkeypatch):
    bad = scheduled(make_topic("bad"), title="")

    def stop(pk):
        publishing.move(bad, State.IN_REVIEW)
        return ValueError("x")

    monkeypatch.setattr(due, "_publish", stop)
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        publishing.publish_due()

    bad.refresh_from_db()
    assert (bad.state, bad.remark) == (State.IN_REVIEW, "")


def test_text_that_is_refused_by_now_does_not_stop_another_publication(caplog):
    linking = make_topic("linking", body="See [[later]].\n")
    section = make_section("law", introduction="See [[later]].")
    long = "x" * (markup.MAX_CHARACTERS + 1)
    Topic.objects.filter(pk=linking.pk).update(body=long)
    type(section).objects.filter(pk=section.pk).update(introduction=f"[[later]]{long}")

    make_topic("later")

    linking.refresh_from_db()
    assert "See " in linking.html
    assert {record.args[0] for record in caplog.records} == {"linking", "law"}
