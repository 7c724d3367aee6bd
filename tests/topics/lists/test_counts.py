"""Of how many pages a section, a tag or a source is, as stored: whatever happens to
topics, it is what counting them one by one gives."""

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command

from tests.factories import (
    make_draft,
    make_source,
    make_tag,
    make_topic,
    revise,
)
from topics import publishing
from topics.content.folder import load_folder
from topics.models import Section, Source, Tag, Topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic():
    for key in ("a", "b"):
        make_source(key)
    make_topic("other", tags=["gender", "police"], body="Claim [@a].\n")
    return make_topic("topic", tags=["gender"], body="Claim [@a].\n")


def stored():
    return {
        (model.__name__, name): number
        for model, field in ((Section, "slug"), (Tag, "slug"), (Source, "key"))
        for name, number in model.objects.values_list(field, "topic_count")
    }


def counted():
    numbers = dict.fromkeys(stored(), 0)
    for topic in Topic.objects.published():
        numbers["Section", topic.section.slug] += 1
        for tag in topic.tags.all():
            numbers["Tag", tag.slug] += 1
        for citation in topic.citations.exclude(source=None):
            numbers["Source", citation.source.key] += 1
    return numbers


def merge_tags(_topic):
    police, gender = (Tag.objects.get(slug=slug) for slug in ("police", "gender"))
    editor = get_user_model().objects.create_user("e")
    publishing.merge_tags(police, gender, author=editor)


def merge_topics(topic):
    make_topic("target", tags=["police"])
    publishing.merge(topic, Topic.objects.get(slug="target"))


EVENTS = {
    "published": lambda topic: make_topic(section="law", tags=["police", "gender"]),
    "other tags": lambda topic: revise(topic, tags=[make_tag("police").slug]),
    "other source": lambda topic: revise(topic, body="Claim [@b] [@b].\n"),
    "further reading": lambda topic: revise(topic, sources=["b"]),
    "withdrawn": publishing.unpublish,
    "published again": lambda topic: (publishing.unpublish(topic), revise(topic)),
    "deleted": lambda topic: topic.delete(),
    "draft": lambda topic: make_draft(tags=["gender"], body="Claim [@b].\n"),
    "renamed": lambda topic: publishing.rename(topic, "new-name"),
    "tags merged": merge_tags,
    "topics merged": merge_topics,
}


@pytest.mark.parametrize("event", EVENTS)
def test_stored_number_is_that_of_the_pages(topic, event):
    EVENTS[event](topic)

    assert stored() == counted()
    assert stored()["Section", "role"]


def test_source_that_came_later_counts_those_that_waited_for_it():
    make_topic(body="Claim [@later].\n")

    make_source("later")

    assert stored() == counted()
    assert stored()["Source", "later"] == 1


def test_loaded_folder_is_counted(tmp_path):
    (tmp_path / "sections.yaml").write_text(
        "- {slug: role, title: Role, position: 1, summary: S}\n"
    )
    (tmp_path / "tags.yaml").write_text(
        "- {slug: law, name: Law, facet: theme, definition: D}\n"
    )
    (tmp_path / "sources.json").write_text(
        '[{"id": "a", "type": "book", "title": "A", "issued": {"date-parts": [[2000]]},'
        ' "author": [{"literal": "B"}]}]'
    )
    (tmp_path / "role").mkdir()
    (tmp_path / "role" / "one.md").write_text(
        "---\ntitle: One\nsummary: S\ntags: [law]\n---\nClaim [@a].\n"
    )

    load_folder(tmp_path)

    assert stored() == {("Section", "role"): 1, ("Tag", "law"): 1, ("Source", "a"): 1}


def test_rebuilding_counts_anew(topic):
    for model in (Section, Tag, Source):
        model.objects.update(topic_count=7)

    call_command("rebuild", verbosity=0)

    assert stored() == counted()


def test_counting_again_changes_nothing(topic):
    before = stored()

    call_command("rebuild", verbosity=0)

    assert stored() == before == counted()
