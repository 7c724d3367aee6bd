"""The index changes with what readers see, in the same transaction."""

import pytest

from tests.factories import make_draft, make_topic, revise
from tests.topics.search.answers import found, offered
from topics import publishing
from topics.models import Tag, Topic, Word

pytestmark = pytest.mark.django_db


def test_draft_enters_neither_index_nor_vocabulary_nor_suggestions():
    make_draft("draft", title="Zanzibar", body="Zanzibar words.\n", tags=["isles"])

    assert found("zanzibar") == []
    assert offered("zanz") == []
    assert not Word.objects.filter(word="zanzibar").exists()


def test_draft_over_a_published_page_changes_nothing():
    topic = make_topic("page", title="Published")
    publishing.save_revision(
        topic, {**topic.newest_revision.content, "title": "Zanzibar"}, note="A draft"
    )

    assert found("zanzibar") == []
    assert found("published") == ["page"]


def test_revision_replaces_the_words():
    topic = make_topic("page", title="Oldword")

    revise(topic, title="Newword")

    assert found("oldword") == []
    assert found("newword") == ["page"]
    assert not Word.objects.filter(word="oldword").exists()
    assert offered("oldw") == []


@pytest.mark.parametrize("leave", [publishing.unpublish, Topic.delete])
def test_page_that_goes_takes_its_words_along(leave):
    topic = make_topic("page", title="Zanzibar", tags=["isles"])
    make_topic("other", title="Elsewhere")

    leave(topic)

    assert found("zanzibar") == []
    assert offered("zanz") == []
    assert not Word.objects.filter(word="zanzibar").exists()
    assert Word.objects.get(word="elsewhere").documents == 1


def test_old_slug_is_a_name_after_a_rename():
    topic = make_topic("zanzibar-sultanate", title="Renamed")

    publishing.rename(topic, "renamed")

    assert found("zanzibar sultanate") == ["renamed"]
    assert offered("zanz") == ["zanzibar sultanate"]


def test_other_name_of_a_tag_finds_its_pages():
    make_topic("page", tags=["gender"])
    tag = Tag.objects.get(slug="gender")
    tag.aliases.create(name="Womenfolk")

    assert found("womenfolk") == ["page"]
    assert offered("women") == ["Womenfolk"]


def test_rebuilding_makes_the_index_again():
    make_topic("page", title="Zanzibar")
    before = list(Word.objects.order_by("word").values_list("word", "documents"))

    publishing.rebuild()

    assert found("zanzibar") == ["page"]
    after = list(Word.objects.order_by("word").values_list("word", "documents"))
    assert after == before
