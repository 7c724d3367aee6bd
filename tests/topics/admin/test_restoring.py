"""Old versions and previews, after what they name was renamed or went."""

import pytest

from tests.factories import (
    make_draft,
    make_indicator,
    make_mission,
    make_source,
    make_tag,
    make_topic,
)
from tests.topics.admin.test_topics import address, form_values, save
from tests.topics.admin.test_workflow import page, words
from topics import publishing
from topics.admin.previews import preview_address
from topics.models import Revision, Tag

pytestmark = pytest.mark.django_db


def restore(client, topic, number=1):
    return client.post(page(topic, f"restore/{number}"), follow=True)


def test_version_is_restored_under_the_present_name_of_its_tag(as_editor, editor):
    topic = make_topic(tags=["old"])
    publishing.rename_tag(Tag.objects.get(), "New", "new", author=editor)

    said = words(restore(as_editor, topic))

    assert topic.newest_revision.content["tags"] == ["new"]
    assert "not there any more" not in said


def test_version_is_restored_without_what_is_gone(as_editor):
    tag, source = make_tag("old"), make_source("fortna-2008")
    target = make_topic("target")
    related = [{"to": "target", "kind": "explains", "note": "why"}]
    topic = make_topic(tags=["old"], sources=["fortna-2008"], related=related)
    plain = {"title": "T", "summary": "S", "body": "Words.\n"}
    publishing.publish([(topic, publishing.save_revision(topic, plain, note="n"))])
    for row in (tag, source, target):
        row.delete()

    said = words(restore(as_editor, topic))

    assert topic.newest_revision.content.keys() == {"title", "summary", "body"}
    assert (
        "left out: the tag “old”; the source “fortna-2008”; "
        "the cross-reference to “target”." in said
    )


def test_version_that_is_refused_by_now_is_not_restored(as_editor):
    topic = make_topic()
    content = {**topic.newest_revision.content, "title": "x" * 121}
    Revision.objects.update(content=content)
    publishing.save_revision(topic, {**content, "title": "T"}, note="n")

    said = words(restore(as_editor, topic))

    assert "Version 1 cannot be restored." in said
    assert topic.newest_revision.number == 2


def test_restoring_sent_twice_saves_and_logs_once(as_editor):
    topic = make_topic(title="First")
    save(as_editor, topic, title="Second")

    said = [words(restore(as_editor, topic)) for _ in range(2)]

    assert topic.newest_revision.number == 3
    assert all("Version 1 is the newest again, as a draft." in text for text in said)
    history = words(as_editor.get(page(topic, "history")))
    # In the list of versions, and in the log.
    assert history.count("Restored version 1") == 2


def test_restoring_what_is_public_already_says_so(as_editor):
    topic = make_topic()

    assert "Nothing is saved" in words(restore(as_editor, topic))
    assert topic.newest_revision.number == 1


def gone_source():
    """An indicator in a draft, of which the source was deleted in the shell."""
    indicator = make_indicator("deaths", [(1994, 5)])
    publishing.unpublish(indicator)
    revision = indicator.newest_revision
    revision.content["indicator"]["source"] = "gone"
    revision.save()
    return revision


def unknown_country():
    mission = make_mission("unamsil")
    facts = {**mission.newest_revision.content["mission"], "countries": ["SLE", "XXX"]}
    content = {**mission.newest_revision.content, "mission": facts}
    return publishing.save_revision(mission, content, note="n", is_clean=True)


def unknown_tag():
    topic = make_draft()
    content = {**topic.newest_revision.content, "tags": ["gone"]}
    return publishing.save_revision(topic, content, note="n", is_clean=True)


@pytest.mark.parametrize("make", [gone_source, unknown_country, unknown_tag])
def test_preview_shows_what_is_left_and_says_what_is_not(as_editor, make):
    revision = make()

    response = as_editor.get(preview_address(revision))

    assert response.status_code == 200
    assert "is left out" in words(response)
    assert revision == revision.topic.newest_revision
    revision.refresh_from_db()
    assert revision.state in ("draft", "published")


def test_preview_of_what_cannot_be_shown_says_why(as_editor):
    revision = make_draft().newest_revision
    Revision.objects.update(content={**revision.content, "title": ""})

    response = as_editor.get(preview_address(revision))

    assert response.status_code == 409
    assert "This is needed." in words(response)


@pytest.mark.parametrize("make", [gone_source, unknown_country, unknown_tag])
@pytest.mark.parametrize("button", ["_preview", "_draft", "_publish"])
def test_form_of_such_a_version_says_what_is_wrong(as_editor, make, button):
    topic = make().topic

    response = save(as_editor, topic, button)

    assert response.status_code == 200
    assert (
        "no source" in words(response)
        or "XXX" in words(response)
        or ("no tag “gone”" in words(response))
    )


def test_merging_a_page_that_names_what_is_gone_says_so(as_editor):
    make_topic("stays")
    revision = unknown_tag()

    response = as_editor.post(page(revision.topic, "merge"), {"other": "stays"})

    assert response.status_code == 400
    assert "no tag “gone”" in words(response)


def test_cross_reference_to_a_renamed_page_is_a_row_that_can_be_deleted(as_editor):
    target = make_topic("target")
    related = [{"to": "target", "kind": "explains", "note": "why"}]
    topic = make_topic(related=related)
    publishing.rename(target, "moved")
    row = "cross_references-0"

    assert form_values(as_editor, address(topic))[f"{row}-target"] == "moved"
    twice = {f"cross_references-1-{key}": value for key, value in related[0].items()}
    twice["cross_references-1-target"] = twice.pop("cross_references-1-to")
    assert "twice in the same way" in words(save(as_editor, topic, **twice))

    save(as_editor, topic, "_publish", **{f"{row}-DELETE": "on"})
    assert not topic.cross_references.exists()


def test_cross_reference_to_a_page_that_is_gone_is_a_row_that_can_be_deleted(as_editor):
    related = [{"to": "gone", "kind": "explains", "note": "why"}]
    topic = make_topic(related=related)
    row = "cross_references-0"

    assert form_values(as_editor, address(topic))[f"{row}-target"] == "gone"

    save(as_editor, topic, "_publish", **{f"{row}-target": "", f"{row}-note": ""})
    assert not topic.cross_references.exists()
