"""Review, schedule, withdrawal, merging of pages, history: as editors do it."""

from datetime import timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.utils import timezone

from tests.factories import make_draft, make_topic, make_user, revise
from tests.topics.admin.test_topics import address, save
from topics import publishing
from topics.models import Topic

pytestmark = pytest.mark.django_db


def page(topic, name):
    return f"/admin/topics/topic/{topic.pk}/{name}/"


def words(response):
    return BeautifulSoup(response.content, "html.parser").get_text(" ", strip=True)


def submitted(**content):
    topic = make_draft(**content)
    publishing.move(topic.newest_revision, "in-review")
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
    publishing.save_revision(
        topic, {**topic.newest_revision.content, "title": "New title"}, note="x"
    )
    time = timezone.now() + timedelta(hours=2)
    as_editor.post(page(topic, "schedule"), {"time": f"{time:%Y-%m-%dT%H:%M}"})

    assert "Old title" in words(client.get("/role/a-page/"))
    with time_machine.travel(time + timedelta(minutes=1)):
        assert "New title" in words(client.get("/role/a-page/"))


def test_later_publication_takes_a_schedule_away(as_editor):
    topic = make_topic("a-page", title="Old")
    waiting = publishing.save_revision(
        topic, {**topic.newest_revision.content, "title": "Waits"}, note="x"
    )
    publishing.schedule(topic, waiting, timezone.now() + timedelta(hours=2))

    save(as_editor, topic, "_publish", title="Newest")

    with time_machine.travel(timezone.now() + timedelta(hours=3)):
        publishing.publish_due()
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
def test_nobody_else_sees_these_pages(client, name, method):
    topic = make_topic()

    assert getattr(client, method)(page(topic, name)).status_code == 302
    client.force_login(make_user("reader"))
    assert getattr(client, method)(page(topic, name)).status_code in {302, 403}
    assert topic.revisions.count() == 1
