"""A form sent twice is done once, whichever it is."""

import io
import zipfile

import pytest
import time_machine
from django.utils import timezone

from portal.accounts.models import SentForm
from tests.factories import make_section, make_topic, revise
from tests.topics.admin.test_topics import form_values
from topics.models import Source, Tag, Topic, TopicUpload

pytestmark = pytest.mark.django_db

NEW = {
    "topic": {"title": "T", "slug": "made", "summary": "S", "body": "B"},
    "tag": {"name": "T", "slug": "made", "facet": "theme", "definition": "D"},
    "source": {"key": "new-1", "kind": "book", "work_title": "T"},
}
MODELS = {"topic": Topic, "tag": Tag, "source": Source}


def twice(client, url, values):
    return [client.post(url, values) for _ in range(2)]


@pytest.mark.parametrize("kind", NEW)
def test_new_row_sent_twice_is_made_once(as_editor, kind):
    section = make_section("law")
    url = f"/admin/topics/{kind}/add/"
    values = {**form_values(as_editor, url), **NEW[kind]}
    if kind == "topic":
        values |= {"section": section.pk, "_publish": "1"}

    first, second = twice(as_editor, url, values)

    assert (first.status_code, second.status_code) == (302, 302)
    assert first["Location"] == second["Location"]
    assert MODELS[kind].objects.count() == 1


def test_restore_sent_twice_makes_one_version(as_editor):
    topic = make_topic(title="One")
    revise(topic, title="Two")
    url = f"/admin/topics/topic/{topic.pk}/restore/1/"
    token = as_editor.get(url).context["csrf_token"]

    twice(as_editor, url, {"csrfmiddlewaretoken": str(token)})

    assert topic.revisions.count() == 3


def test_upload_sent_twice_is_saved_once(as_editor):
    make_section("law")
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        text = "---\ntitle: T\nsummary: S.\n---\nText.\n"
        archive.writestr("law/made.md", text)
    raw.name, _position = "new.zip", raw.seek(0)
    address = as_editor.post("/admin/topics/topic/upload/", {"archive": raw})[
        "Location"
    ]
    page = as_editor.get(address)
    sent = {
        "report": page.context["digest"],
        "csrfmiddlewaretoken": str(page.context["csrf_token"]),
    }

    first, second = twice(as_editor, address, sent)

    assert first["Location"] == second["Location"]
    assert Topic.objects.get().revisions.count() == 1
    assert not TopicUpload.objects.exists()


def test_refused_form_can_be_sent_again(as_editor):
    make_section("law")
    url = "/admin/topics/tag/add/"
    values = {**form_values(as_editor, url), **NEW["tag"], "name": ""}

    assert [r.status_code for r in twice(as_editor, url, values)] == [200, 200]
    assert not SentForm.objects.exists()


def test_same_form_counts_anew_after_a_minute(as_editor):
    topic = make_topic()
    url = f"/admin/topics/topic/{topic.pk}/archive/"
    sent = {"csrfmiddlewaretoken": str(as_editor.get(url).context["csrf_token"])}
    as_editor.post(url, sent)
    Topic.objects.update(archived_at=None)

    with time_machine.travel(timezone.now() + SentForm.KNOWN * 1.1, tick=False):
        as_editor.post(url, sent)

    assert Topic.objects.get().archived_at
    assert SentForm.objects.count() == 1


def test_second_waits_for_what_the_first_is_answered(as_editor, editor, monkeypatch):
    topic = make_topic()
    url = f"/admin/topics/topic/{topic.pk}/archive/"
    sent = {"csrfmiddlewaretoken": str(as_editor.get(url).context["csrf_token"])}
    as_editor.post(url, sent)
    SentForm.objects.update(address="")
    waited = []

    def work(seconds):
        waited.append(seconds)
        if len(waited) == 3:
            SentForm.objects.update(address="/done/")

    monkeypatch.setattr("portal.accounts.sent_forms.time.sleep", work)
    assert as_editor.post(url, sent)["Location"] == "/done/"
    assert len(waited) == 3
