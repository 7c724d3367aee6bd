"""Actions on selected topics."""

import zipfile
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.contrib.admin.models import LogEntry

from tests.factories import make_draft, make_tag, make_topic
from topics import publishing
from topics.content.topic_file import parse
from topics.models import Revision, Tag, Topic

pytestmark = pytest.mark.django_db

LIST = "/admin/topics/topic/"


def act(client, action, topics, **typed):
    chosen = {"action": action, "_selected_action": [topic.pk for topic in topics]}
    return client.post(LIST, {**chosen, **typed})


def change_tags(client, topics, add=(), remove=(), note="Why", **typed):
    pks = {
        name: [make_tag(slug).pk for slug in slugs]
        for name, slugs in (("add", add), ("remove", remove))
    }
    return act(client, "change_tags", topics, **pks, note=note, apply="1", **typed)


def test_tags_are_added_and_removed_with_a_version_and_an_entry_each(as_editor, editor):
    one, two = make_topic(tags=["law", "old"]), make_topic(tags=["gender"])
    other = make_topic(tags=["old"])

    response = change_tags(as_editor, [one, two], add=["gender"], remove=["old"])

    assert response.status_code == 302
    one = Topic.objects.get(pk=one.pk)
    assert one.newest_revision.content["tags"] == ["law", "gender"]
    assert (one.newest_revision.author, one.newest_revision.note) == (editor, "Why")
    assert one.published_revision == one.newest_revision
    assert sorted(one.tags.slugs()) == ["gender", "law"]
    # Nothing was to be done on these.
    assert (two.revisions.count(), other.revisions.count()) == (1, 1)
    entry = LogEntry.objects.get()
    assert (entry.object_id, entry.change_message) == (str(one.pk), "Why")


def test_readers_find_the_pages_by_the_tag_at_once(as_editor):
    topic = make_topic(tags=["law"])

    change_tags(as_editor, [topic], add=["childhood"])

    assert [t.pk for t in as_editor.get("/tags/childhood/").context["topics"]]
    assert [t.pk for t in as_editor.get("/search/?q=childhood").context["topics"]]


def test_draft_gets_the_tags_and_stays_a_draft(as_editor):
    topic = make_draft(tags=["law"])

    change_tags(as_editor, [topic], add=["gender"])

    assert topic.newest_revision.content["tags"] == ["law", "gender"]
    assert topic.newest_revision.state == Revision.State.DRAFT
    assert not Topic.objects.published().exists()


def test_last_tag_can_be_removed(as_editor):
    topic = make_topic(tags=["law"])

    change_tags(as_editor, [topic], remove=["law"])

    assert "tags" not in topic.newest_revision.content
    assert not topic.taggings.exists()


def test_first_step_shows_what_is_selected_and_changes_nothing(as_editor):
    topic = make_topic(title="The page", tags=["law"])

    response = act(as_editor, "change_tags", [topic])

    page = BeautifulSoup(response.content, "html.parser")
    assert "The page" in page.select_one(".affected-list").text
    assert page.select("[name=add] optgroup")
    assert page.select_one("[name=_selected_action]")["value"] == str(topic.pk)
    assert topic.revisions.count() == 1


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({}, "Choose a tag"),
        ({"add": ["gender"], "note": ""}, "required"),
        ({"add": ["gender"], "remove": ["gender"]}, "added and removed at once"),
    ],
)
def test_form_that_says_nothing_clear_is_shown_again(as_editor, typed, words):
    topic = make_topic(tags=["law"])

    response = change_tags(as_editor, [topic], **typed)

    assert response.status_code == 200
    assert words in response.content.decode()
    assert topic.revisions.count() == 1


def test_unknown_tag_is_refused(as_editor):
    topic = make_topic(tags=["law"])

    response = act(
        as_editor, "change_tags", [topic], add=["nonsense"], note="x", apply="1"
    )

    assert response.status_code == 200
    assert "not a valid value" in response.content.decode()


def test_page_that_cannot_be_saved_stops_all(as_editor):
    sound, unsound = make_topic(tags=["law"]), make_draft(title="Unsound", tags=["x"])
    Tag.objects.filter(slug="x").delete()

    response = change_tags(as_editor, [sound, unsound], add=["gender"])

    assert "“Unsound” cannot be saved" in response.content.decode()
    assert sound.revisions.count() == 1


def test_contributor_cannot_change_tags_of_published_pages(as_contributor):
    topic = make_topic(tags=["law"])

    change_tags(as_contributor, [topic], add=["gender"])

    assert topic.revisions.count() == 1
    assert "change_tags" not in as_contributor.get(LIST).content.decode()


def test_topics_are_not_deleted_in_bulk(as_editor):
    topic = make_topic()

    act(as_editor, "delete_selected", [topic], post="yes")

    assert Topic.objects.filter(pk=topic.pk).exists()


def test_newest_versions_are_downloaded_as_files(as_contributor):
    public, draft = make_topic("public", "law", title="Public"), make_draft("draft")
    content = {**public.newest_revision.content, "title": "Newer"}
    publishing.save_revision(public, content, note="x")
    make_topic("not-selected")

    response = act(as_contributor, "download_files", [public, draft])

    assert response["Content-Type"] == "application/zip"
    assert ".zip" in response["Content-Disposition"]
    with zipfile.ZipFile(BytesIO(response.content)) as archive:
        assert sorted(archive.namelist()) == ["law/public.md", "role/draft.md"]
        text = archive.read("law/public.md").decode()
    parsed = parse(text, path="x", section="law", slug="public")
    assert parsed.content == content


def test_anonymous_downloads_nothing(client):
    response = act(client, "download_files", [make_topic()])

    assert response["Location"].startswith("/admin/login/")
