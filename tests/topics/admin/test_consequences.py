"""What editors are told before a page is taken from readers."""

import pytest
from bs4 import BeautifulSoup

from tests.factories import make_draft, make_tag, make_topic
from topics import publishing
from topics.models import Topic

pytestmark = pytest.mark.django_db

TABLES = ("Shown", "Completion", "Presence", "Search document", "Measurements", "graph")


def ask(client, topic, what):
    response = client.get(f"/admin/topics/topic/{topic.pk}/{what}/")
    page = BeautifulSoup(response.content, "html.parser")
    return page.select_one("#content")


@pytest.fixture(scope="module")
def linked(module_db):
    topic = make_topic("unamsil", title="UNAMSIL")
    make_topic("leads", title="A page that leads", body="[[unamsil]]")
    make_draft("draft", title="A draft that leads", body="[[unamsil]]")
    return topic


@pytest.mark.parametrize("what", ["unpublish", "archive", "merge", "delete"])
def test_pages_and_drafts_that_lead_here_are_named(as_editor, linked, what):
    words = ask(as_editor, linked, what).text

    assert "A page that leads" in words
    assert "A draft that leads" in words


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("unpublish", "see that link as missing"),
        ("archive", "leaves the list"),
        ("delete", "with its only version"),
        ("merge", "its link will lead to the other page"),
    ],
)
def test_true_consequences_are_told(as_editor, linked, what, said):
    assert said in " ".join(ask(as_editor, linked, what).text.split())


@pytest.mark.parametrize("what", ["unpublish", "archive", "merge", "delete"])
def test_no_table_of_the_database_is_named(as_editor, linked, what):
    words = ask(as_editor, linked, what).text

    assert not [table for table in TABLES if table in words]


def test_deletion_names_what_can_be_done_instead(as_editor, linked):
    links = [a["href"] for a in ask(as_editor, linked, "delete").select("a[href]")]

    assert f"/admin/topics/topic/{linked.pk}/archive/" in links
    assert f"/admin/topics/topic/{linked.pk}/merge/" in links


def test_deletion_names_addresses_that_end(as_editor):
    topic = make_topic("before")
    publishing.rename(topic, "after")

    assert "redirect no more: before" in ask(as_editor, topic, "delete").text


@pytest.mark.parametrize("what", ["unpublish", "archive"])
def test_reason_is_in_the_log(as_editor, linked, what):
    as_editor.post(
        f"/admin/topics/topic/{linked.pk}/{what}/", {"reason": "Out of date"}
    )

    assert "Out of date" in ask(as_editor, linked, "history").text
    assert not Topic.objects.get(pk=linked.pk).is_published


@pytest.mark.parametrize("name", ["stays", "The page that stays", "old-slug"])
def test_page_that_stays_is_named_by_slug_title_or_former_slug(as_editor, linked, name):
    other = make_topic("old-slug", title="The page that stays")
    publishing.rename(other, "stays")

    as_editor.post(f"/admin/topics/topic/{linked.pk}/merge/", {"other": name})

    assert other.aliases.filter(slug="unamsil").exists()


@pytest.mark.parametrize("name", ["unamsil", "nowhere", ""])
def test_page_that_cannot_stay_is_refused(as_editor, linked, name):
    url = f"/admin/topics/topic/{linked.pk}/merge/"

    assert as_editor.post(url, {"other": name}).status_code == 400


def test_tag_is_deleted_without_a_word_of_tables(as_editor):
    tag = make_tag("unused")
    response = as_editor.get(f"/admin/topics/tag/{tag.pk}/delete/")

    words = BeautifulSoup(response.content, "html.parser").select_one("#content").text
    assert "Unused" in words
    assert "Summary" not in words
