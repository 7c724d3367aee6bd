"""Review, schedule, withdrawal, merging, history: as editors do it."""

from datetime import timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.utils import timezone

from tests.factories import make_draft, make_topic, make_user, revise
from tests.topics.admin.test_topics import address, form_values, save
from topics.models import Autosave, Presence, Topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_editor(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def as_contributor(client, contributor):
    client.force_login(contributor)
    return client


def page(topic, name):
    return f"/admin/topics/topic/{topic.pk}/{name}/"


def words(response):
    return BeautifulSoup(response.content, "html.parser").get_text(" ", strip=True)


def submitted(**content):
    topic = make_draft(**content)
    topic.newest_revision.move_to("in-review")
    return topic


def test_version_is_sent_back_with_a_remark_that_its_author_sees(as_editor):
    topic = submitted()

    as_editor.post(page(topic, "send-back"), {"remark": "Cite a source."})

    newest = topic.newest_revision
    assert (newest.state, newest.remark) == ("returned", "Cite a source.")
    assert "Cite a source." in words(as_editor.get(address(topic)))


def test_remark_is_needed_and_a_draft_cannot_be_sent_back(as_editor):
    topic, draft = submitted(), make_draft()

    assert as_editor.post(page(topic, "send-back"), {"remark": ""}).status_code == 400
    as_editor.post(page(draft, "send-back"), {"remark": "No."})

    assert topic.newest_revision.state == "in-review"
    assert draft.newest_revision.state == "draft"


def test_scheduled_page_appears_when_its_time_has_come(as_editor, client):
    topic = make_draft("later", title="Zanzibar", tags=["isles"])
    time = timezone.now() + timedelta(hours=2)

    as_editor.post(page(topic, "schedule"), {"time": f"{time:%Y-%m-%dT%H:%M}"})

    assert topic.newest_revision.state == "scheduled"
    assert client.get("/role/later/").status_code == 404
    assert (
        b"Zanzibar" not in client.get("/search/?q=zanzibar").content.split(b"main")[-1]
    )
    with time_machine.travel(time + timedelta(minutes=1)):
        assert client.get("/role/later/").status_code == 200
        assert "Zanzibar" in words(client.get("/search/?q=zanzibar"))
    assert topic.newest_revision.state == "published"


def test_scheduled_change_of_a_published_page_waits(as_editor, client):
    topic = make_topic("a-page", title="Old title")
    topic.save_revision(
        {**topic.newest_revision.content, "title": "New title"}, note="x"
    )
    time = timezone.now() + timedelta(hours=2)
    as_editor.post(page(topic, "schedule"), {"time": f"{time:%Y-%m-%dT%H:%M}"})

    assert "Old title" in words(client.get("/role/a-page/"))
    with time_machine.travel(time + timedelta(minutes=1)):
        assert "New title" in words(client.get("/role/a-page/"))


def test_later_publication_takes_a_schedule_away(as_editor):
    topic = make_topic("a-page", title="Old")
    waiting = topic.save_revision(
        {**topic.newest_revision.content, "title": "Waits"}, note="x"
    )
    topic.schedule(waiting, timezone.now() + timedelta(hours=2))

    save(as_editor, topic, "_publish", title="Newest")

    with time_machine.travel(timezone.now() + timedelta(hours=3)):
        Topic.objects.publish_due()
    assert Topic.objects.get(pk=topic.pk).title == "Newest"


def test_time_that_has_passed_is_refused(as_editor):
    topic = make_draft()

    response = as_editor.post(page(topic, "schedule"), {"time": "2001-01-01T10:00"})

    assert response.status_code == 400
    assert "passed" in words(response)


def test_unpublishing_lists_what_leads_here_and_asks(as_editor, client):
    topic = make_topic("a-page")
    make_topic(title="Leads here", body="[[a-page]]\n")

    asked = words(as_editor.get(page(topic, "unpublish")))

    assert "Leads here" in asked
    assert client.get("/role/a-page/").status_code == 200
    as_editor.post(page(topic, "unpublish"))
    assert client.get("/role/a-page/").status_code == 404
    assert topic.revisions.count() == 1


def test_archived_page_leaves_the_list_and_can_come_back(as_editor):
    topic = make_topic("a-page", title="Archived page")

    as_editor.post(page(topic, "archive"))

    assert "Archived page" not in words(as_editor.get("/admin/topics/topic/"))
    listed = as_editor.get("/admin/topics/topic/?archive=only")
    assert "Archived page" in words(listed)
    save(as_editor, topic, "_publish")
    assert Topic.objects.get(pk=topic.pk).archived_at is None


def test_merged_pages_keep_addresses_tags_references_and_words(as_editor, client):
    make_topic("third")
    stays = make_topic("stays", title="Stays", tags=["law"])
    goes = make_topic(
        "goes",
        title="Goes",
        tags=["gender"],
        related=[{"to": "third", "kind": "explains", "note": "why"}],
    )
    linking = make_topic("linking", body="[[goes|words]]\n")

    response = as_editor.post(page(goes, "merge"), {"other": "stays"})

    assert response.status_code == 302
    stays = Topic.objects.get(pk=stays.pk)
    assert {tag.slug for tag in stays.tags.all()} == {"law", "gender"}
    assert stays.cross_references.get().slug == "third"
    moved = client.get("/role/goes/")
    assert (moved.status_code, moved["Location"]) == (301, "/role/stays/")
    assert '"/role/stays/"' in Topic.objects.get(pk=linking.pk).html
    assert Topic.objects.get(pk=goes.pk).newest_revision.title == "Goes"


def test_merging_into_nothing_is_refused_with_a_sentence(as_editor):
    topic = make_topic("a-page")

    for other in ("page", "nowhere", ""):
        response = as_editor.post(page(topic, "merge"), {"other": other})
        assert response.status_code == 400


def test_history_shows_who_saved_what_and_the_log(as_editor):
    topic = make_topic("a-page", title="One")
    save(as_editor, topic, title="Two", note="Better title")

    shown = words(as_editor.get(page(topic, "history")))

    for part in ("Better title", "edda", "Draft", "Published", "draft 2: Better title"):
        assert part.lower() in shown.lower()


@pytest.mark.parametrize("view", ["side", "inline"])
def test_two_versions_are_compared_word_by_word(as_editor, view):
    topic = make_topic("a-page", tags=["law"], body="The old words.\n")
    revise(topic, body="The new words.\n", tags=[])

    response = as_editor.get(f"{page(topic, 'compare')}?a=1&b=2&view={view}")

    soup = BeautifulSoup(response.content, "html.parser")
    assert [tag.text for tag in soup.select("del")] == ["old", "law"]
    assert [tag.text for tag in soup.select("ins")] == ["new"]


@pytest.mark.parametrize("query", ["a=1&b=99", "a=x&b=1", "", "a=1"])
def test_comparison_of_versions_that_do_not_exist_is_no_error(as_editor, query):
    topic = make_topic()

    response = as_editor.get(f"{page(topic, 'compare')}?{query}")

    assert response.status_code in {302, 404}


def test_restoring_makes_a_new_draft_of_an_old_version(as_editor):
    topic = make_topic("a-page", title="First")
    revise(topic, title="Second")

    as_editor.post(page(topic, "restore/1"))

    newest = topic.newest_revision
    assert (newest.number, newest.title, newest.state) == (3, "First", "draft")
    assert Topic.objects.get(pk=topic.pk).title == "Second"


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
    client.logout()

    response = client.post(address(topic), {**values, "title": "Typed", "_draft": 1})
    assert response.status_code == 302
    client.post(
        response["Location"], {"username": "edda", "password": "a-password-for-tests"}
    )

    assert "not saved" in words(client.get(address(topic)))
    restored = form_values(client, f"{address(topic)}?restore=1")
    assert restored["title"] == "Typed"


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
    topic.save_revision(
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


def test_warnings_stand_beside_their_fields(as_editor):
    topic = make_draft(
        body="## A\n\n#### B\n\n[[nowhere]] [@nobody-1] ![](x.png)\n",
        summary="x" * 280,
    )

    form = BeautifulSoup(as_editor.get(address(topic)).content, "html.parser")

    beside = form.select_one("#id_body_helptext").text
    for part in ("nowhere", "nobody-1", "level 4", "alternative text"):
        assert part in beside
    assert "280" in form.select_one("#id_summary_helptext").text


def test_list_puts_what_waits_first_and_filters(as_editor):
    make_topic("aaa", title="Aaa", body="[[nowhere]]\n", reviewed="2001-01-01")
    submitted(slug="zzz", title="Zzz")

    rows = BeautifulSoup(
        as_editor.get("/admin/topics/topic/").content, "html.parser"
    ).select("#result_list tbody th")
    assert [row.text for row in rows] == ["Zzz", "Aaa"]
    for query in ("review=overdue", "links=broken", "state=published"):
        listed = words(as_editor.get(f"/admin/topics/topic/?{query}"))
        assert "Aaa" in listed
        assert "Zzz" not in listed


WAYS = ["send-back", "schedule", "unpublish", "archive", "merge"]


@pytest.mark.parametrize("name", WAYS)
@pytest.mark.parametrize("method", ["get", "post"])
def test_contributor_never_publishes_or_withdraws(as_contributor, name, method):
    topic = submitted()
    make_topic("other")
    typed = {"remark": "x", "time": "2999-01-01T10:00", "other": "other"}

    response = getattr(as_contributor, method)(page(topic, name), typed)

    assert response.status_code == 403
    assert topic.newest_revision.state == "in-review"


PAGES = [*WAYS, "history", "compare", "restore/1", "presence", "autosave", "change"]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_else_sees_the_desk(client, name, method):
    topic = make_topic()

    assert getattr(client, method)(page(topic, name)).status_code == 302
    client.force_login(make_user("reader"))
    assert getattr(client, method)(page(topic, name)).status_code in {302, 403}
    assert topic.revisions.count() == 1
