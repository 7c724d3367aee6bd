"""Nothing goes that a version names, whether readers see it yet or not."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.utils import timezone

from tests.factories import (
    make_draft,
    make_image,
    make_indicator,
    make_source,
    make_tag,
    make_topic,
)
from topics import publishing
from topics.models import Image, Revision, Source, Tag, Topic

pytestmark = pytest.mark.django_db

KEY = "fortna-2008"
THINGS = {
    "tag": (make_tag, Tag, {"tags": [KEY]}),
    "further reading": (make_source, Source, {"sources": [KEY]}),
    "cited source": (make_source, Source, {"body": f"Words [@{KEY}, p. 3].\n"}),
    "image": (make_image, Image, {"body": f"![](image:{KEY})\n"}),
}


def draft(content):
    return make_draft(title="The page", **content)


def scheduled(content):
    """A version that waits, under a newer draft that names nothing."""
    topic = make_topic(title="The page")
    before = topic.newest_revision.content
    revision = publishing.save_revision(topic, {**before, **content}, note="n")
    publishing.schedule(topic, revision, timezone.now() + timedelta(days=1))
    publishing.save_revision(topic, before, note="n")
    return topic


def delete(client, row, how="page"):
    address = f"/admin/topics/{row._meta.model_name}/"
    if how == "page":
        return client.post(f"{address}{row.pk}/delete/", {"post": "yes"})
    selected = {"action": "delete_selected", "_selected_action": row.pk, "post": "yes"}
    return client.post(address, selected)


@pytest.mark.parametrize("make", [draft, scheduled])
@pytest.mark.parametrize("thing", THINGS)
def test_what_a_version_names_is_not_deleted(as_editor, make, thing):
    make_thing, model, content = THINGS[thing]
    row = make_thing(KEY)
    topic = make(content)

    page = BeautifulSoup(delete(as_editor, row).content, "html.parser")

    assert model.objects.filter(pk=row.pk).exists()
    (link,) = page.select("#deleted-objects a")
    assert link["href"] == f"/admin/topics/topic/{topic.pk}/change/"
    assert link.text == "The page"


def test_source_of_a_measurement_in_a_draft_is_not_deleted(as_editor):
    source = make_source(KEY)
    indicator = make_indicator("deaths", [(1994, 5)])
    content = indicator.newest_revision.content
    row = {"year": "1995", "value": "6", "source": KEY}
    facts = {**content["indicator"], "measurements": [row]}
    publishing.save_revision(indicator, {**content, "indicator": facts}, note="n")

    delete(as_editor, source)

    assert Source.objects.filter(pk=source.pk).exists()


@pytest.mark.parametrize("thing", ["tag", "further reading"])
def test_what_a_draft_names_is_not_deleted_from_the_list(as_editor, thing):
    make_thing, model, content = THINGS[thing]
    row = make_thing(KEY)
    draft(content)

    delete(as_editor, row, "list")

    assert model.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("thing", THINGS)
def test_what_only_an_old_version_names_is_deleted(as_editor, thing):
    make_thing, model, content = THINGS[thing]
    row = make_thing(KEY)
    make_thing(f"{KEY}-ii")
    topic = draft(content)
    plain = {
        **topic.newest_revision.content,
        **{key: [] for key in ("tags", "sources")},
        "body": f"[[{KEY}]] [@{KEY}-ii] ![](image:{KEY}-ii)\n",
    }
    publishing.save_revision(topic, plain, note="n")

    assert delete(as_editor, row).status_code == 302
    assert not model.objects.filter(pk=row.pk).exists()


def test_tag_of_a_version_that_has_another_shape_is_kept(as_editor):
    tag, topic = make_tag(KEY), make_draft()
    content = {**topic.newest_revision.content, "related": [KEY], "tags": []}
    Revision.objects.update(content=content)

    assert delete(as_editor, tag).status_code == 200
    assert Tag.objects.exists()


def test_tag_of_a_scheduled_version_is_no_orphan():
    make_tag(KEY)
    scheduled({"tags": [KEY]})

    call_command("remove_orphaned_tags")

    assert Tag.objects.exists()


def test_section_with_a_draft_is_not_deleted(as_editor, editor):
    topic = make_draft("the-draft")
    editor.is_superuser = True
    editor.save()

    page = BeautifulSoup(delete(as_editor, topic.section).content, "html.parser")

    assert Topic.objects.exists()
    (link,) = page.select("#deleted-objects a")
    assert link["href"] == f"/admin/topics/topic/{topic.pk}/change/"


@pytest.mark.parametrize("make", [draft, scheduled])
@pytest.mark.parametrize("question", ["delete", "unpublish", "archive"])
@pytest.mark.parametrize(
    "content",
    [
        {"body": "See [[Old slug|there]].\n"},
        {"related": [{"to": "a-page", "kind": "explains", "note": "why"}]},
    ],
    ids=["link", "cross-reference"],
)
def test_question_before_a_page_goes_names_drafts(as_editor, make, question, content):
    topic = make_topic("old-slug", title="A")
    publishing.rename(topic, "a-page")
    make(content)
    make_draft(title="Unconcerned")

    address = f"/admin/topics/topic/{topic.pk}/{question}/"
    asked = as_editor.get(address).content.decode()

    assert "The page" in asked
    assert "Unconcerned" not in asked
