"""Writing: two editors at once, words that were not saved, previews, pickers."""

from datetime import timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.db import connection
from django.utils import timezone

from tests.factories import make_draft, make_topic, make_user, revise
from tests.topics.admin.test_topics import address, form_values
from tests.topics.admin.test_workflow import page, words
from topics import publishing
from topics.models import Autosave, Presence, Topic, revision_diff

pytestmark = pytest.mark.django_db


def test_changes_that_do_not_overlap_are_merged_and_shown_before_saving(as_editor):
    topic = make_topic("a-page", title="Old", body="One. Two.\n\nThree.\n")
    mine = form_values(as_editor, address(topic))
    revise(topic, body="One. Two.\n\nThree, theirs.\n")

    response = as_editor.post(
        address(topic),
        {
            **mine,
            "title": "Mine",
            "body": "One. Two, mine.\r\n\r\nThree.\r\n",
            "_draft": 1,
        },
    )

    form = response.context["adminform"].form
    assert form["title"].value() == "Mine"
    assert form["body"].value() == "One. Two, mine.\n\nThree, theirs.\n"
    assert "nothing is saved yet" in words(response)
    assert topic.newest_revision.number == 2
    again = form_values_of(response)
    as_editor.post(address(topic), {**again, "_draft": 1})
    newest = topic.newest_revision.content
    assert (newest["title"], newest["body"]) == (
        "Mine",
        "One. Two, mine.\n\nThree, theirs.\n",
    )


def test_changes_that_overlap_are_shown_side_by_side_and_nothing_typed_is_lost(
    as_editor,
):
    topic = make_topic("a-page", title="Old", body="One.\n", tags=["law"])
    mine = form_values(as_editor, address(topic))
    revise(topic, title="Theirs", body="Theirs.\n")

    response = as_editor.post(
        address(topic), {**mine, "title": "Mine", "body": "Mine.\r\n", "_draft": 1}
    )

    form = response.context["adminform"].form
    assert (form["title"].value(), form["body"].value()) == ("Mine", "Mine.\n")
    shown = words(response)
    assert "changed the same places" in shown
    assert "Theirs" in shown
    assert topic.newest_revision.number == 2


@pytest.fixture
def before_comparing(monkeypatch):
    """Functions, of which the first is called before the next comparison."""
    calls, compare = [], revision_diff.compare

    def called(old, new):
        if calls:
            calls.pop(0)()
        return compare(old, new)

    monkeypatch.setattr(revision_diff, "compare", called)
    return calls


@pytest.mark.parametrize("button", ["_draft", "_publish", "_preview"])
def test_texts_are_compared_while_others_can_save(as_editor, before_comparing, button):
    topic = make_topic()
    mine = form_values(as_editor, address(topic))
    revise(topic, body="Theirs.\n")
    savepoints = []
    before_comparing.append(lambda: savepoints.append(list(connection.savepoint_ids)))

    as_editor.post(address(topic), {**mine, "title": "Mine", button: 1})

    # The test is a transaction itself; those within are its savepoints.
    assert savepoints == [[]]


def test_version_saved_while_texts_are_compared_is_merged_too(
    as_editor, before_comparing
):
    topic = make_topic()
    mine = form_values(as_editor, address(topic))
    revise(topic, body="Theirs.\n")
    before_comparing.append(lambda: revise(topic, summary="Newer.", body="Theirs.\n"))

    response = as_editor.post(address(topic), {**mine, "title": "Mine", "_draft": 1})

    form = response.context["adminform"].form
    assert form["title"].value() == "Mine"
    assert form["body"].value() == "Theirs.\n"
    assert form["summary"].value() == "Newer."
    assert form["based_on"].value() == 3
    assert topic.newest_revision.number == 3


def test_cross_references_of_both_editors_are_merged(as_editor):
    for slug in ("kept", "gone", "mine", "theirs"):
        make_topic(f"is-{slug}")

    def reference(slug, note="n"):
        return {"to": f"is-{slug}", "kind": "explains", "note": note}

    topic = make_topic("a-page", related=[reference("kept"), reference("gone")])
    mine = form_values(as_editor, address(topic))
    revise(topic, related=[reference("kept"), reference("theirs")])
    added = {
        "cross_references-2-kind": "explains",
        "cross_references-2-target": Topic.objects.get(slug="is-mine").pk,
        "cross_references-2-note": "n",
    }

    response = as_editor.post(address(topic), {**mine, **added, "_draft": 1})
    as_editor.post(address(topic), {**form_values_of(response), "_draft": 1})

    newest = topic.newest_revision
    assert newest.number == 3
    assert [item["to"] for item in newest.content["related"]] == [
        "is-kept",
        "is-mine",
        "is-theirs",
    ]


@pytest.mark.parametrize("number", ["x", "-1", "9" * 30, "", "\x00"])
def test_form_begun_from_no_version_is_no_error(as_editor, number):
    topic = make_topic("a-page")
    values = form_values(as_editor, address(topic))

    response = as_editor.post(address(topic), {**values, "based_on": number})

    assert response.status_code in {200, 302}


def form_values_of(response):
    """What the form on a refused page would send."""

    class Client:
        def get(self, url):
            response.status_code = 200
            return response

    return form_values(Client(), "")


def test_form_tells_who_else_has_it_open_for_two_minutes(as_editor):
    topic = make_topic()
    Presence.objects.note(topic, make_user("otto", "Editors"))

    assert "otto" in words(as_editor.get(address(topic)))
    with time_machine.travel(timezone.now() + timedelta(minutes=3)):
        assert "otto" not in words(as_editor.get(address(topic)))
    others = as_editor.post(page(topic, "presence")).json()
    assert others == {"others": ["otto"]}


def test_words_kept_on_the_server_are_offered_and_go_once_saved(as_editor, editor):
    topic = make_topic(title="Saved")
    values = {**form_values(as_editor, address(topic)), "title": "Typed"}

    assert as_editor.post(page(topic, "autosave"), values).status_code == 204

    assert "not saved" in words(as_editor.get(address(topic)))
    restored = form_values(as_editor, f"{address(topic)}?restore=1")
    assert restored["title"] == "Typed"
    as_editor.post(address(topic), {**restored, "_draft": 1})
    assert topic.newest_revision.title == "Typed"
    assert not Autosave.objects.exists()


def test_kept_words_can_be_discarded(as_editor):
    topic = make_topic()
    as_editor.post(page(topic, "autosave"), form_values(as_editor, address(topic)))

    as_editor.post(page(topic, "autosave"), {"_discard": "1"})

    assert not Autosave.objects.exists()


def test_what_is_posted_after_the_login_expired_is_offered_after_signing_in(
    client, editor
):
    topic = make_topic(title="Saved")
    client.force_login(editor)
    values = form_values(client, address(topic))
    client.session.flush()

    response = client.post(address(topic), {**values, "title": "Typed", "_draft": 1})
    assert response.status_code == 302
    client.post(
        response["Location"], {"username": "edda", "password": "a-password-for-tests"}
    )

    offered = client.get(address(topic))
    assert "not saved" in words(offered)
    discard = BeautifulSoup(offered.content, "html.parser").select("#discard-kept")
    assert [form["action"] for form in discard] == [page(topic, "autosave")]
    restored = form_values(client, f"{address(topic)}?restore=1")
    assert restored["title"] == "Typed"
    client.post(page(topic, "autosave"), {"_discard": "1"})
    assert "not saved" not in words(client.get(address(topic)))


def test_form_that_is_refused_as_forged_shows_what_it_held(editor):
    from django.test import Client

    topic = make_topic()
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)

    response = client.post(address(topic), {"body": "Long words <b>.", "title": "T"})

    assert response.status_code == 403
    assert "Long words <b>." in words(response)


def test_preview_shows_the_page_as_readers_would_see_it_and_changes_nothing(as_editor):
    topic = make_topic("a-page", title="Public", tags=["law"])
    publishing.save_revision(
        topic,
        {**topic.newest_revision.content, "title": "Draft", "body": "*New*\n"},
        note="x",
    )
    link = BeautifulSoup(as_editor.get(address(topic)).content, "html.parser").find(
        "a", string="Preview of the newest version"
    )["href"]

    response = as_editor.get(link)

    assert "<em>New</em>" in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert Topic.objects.get(pk=topic.pk).title == "Public"
    assert topic.newest_revision.state == "draft"
    with time_machine.travel(timezone.now() + timedelta(days=8), tick=False):
        as_editor.force_login(
            Topic.objects.get(pk=topic.pk) and make_user("new", "Editors")
        )
        assert as_editor.get(link).status_code == 410


def test_preview_is_for_staff_and_cannot_be_guessed(client, as_contributor):
    topic = make_draft()
    link = BeautifulSoup(
        as_contributor.get(address(topic)).content, "html.parser"
    ).find("a", string="Preview of the newest version")["href"]

    assert as_contributor.get("/admin/topics/topic/preview/forged/").status_code == 404
    assert as_contributor.get(link).status_code == 200
    as_contributor.logout()
    assert as_contributor.get(link).status_code == 302


def test_preview_of_what_is_typed_saves_nothing(as_editor):
    topic = make_topic(title="Saved")
    values = form_values(as_editor, address(topic))

    response = as_editor.post(
        address(topic), {**values, "title": "Typed", "_preview": 1}
    )

    assert "Typed" in words(response)
    assert topic.revisions.count() == 1


def test_pickers_and_live_preview_answer(as_editor):
    make_topic("unamsil", title="Sierra Leone")

    picked = as_editor.get("/admin/topics/topic/pick/?kind=topic&q=sierra").json()
    rendered = as_editor.post(
        "/admin/topics/topic/preview/", {"body": "[[unamsil]] <script>x</script>"}
    ).json()

    assert picked == {"found": [{"value": "unamsil", "label": "Sierra Leone"}]}
    assert 'href="/role/unamsil/"' in rendered["html"]
    assert "<script>" not in rendered["html"]
