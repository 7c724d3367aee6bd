"""The index changes with what readers see, in the same transaction."""

import pytest

from tests.factories import make_draft, make_mission, make_tag, make_topic, revise
from topics import publishing
from topics.models import Completion, Tag, Topic, Word
from topics.models.finding import read

pytestmark = pytest.mark.django_db


def found(text):
    topics = Topic.objects.published()
    reading = read(text).eased(topics)
    ranked = topics.matching(reading.matched).by_relevance(reading)
    slugs = Topic.objects.in_bulk(ranked)
    return [slugs[key].slug for key in ranked]


def offered(typed):
    names = Completion.objects.going_on(typed, 8)
    return [name.label for name in names]


def test_published_words_are_found_by_stem_accent_and_compound():
    make_topic("page", body="Observers watched peace-keeping in Côte d’Ivoire.\n")

    for words in ("observer", "cote divoire", "peacekeeping", "peace keeping", "WATCH"):
        assert found(words) == ["page"], words


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


def test_page_of_what_a_tag_stands_for_answers_to_its_other_names_first():
    make_tag("ddr", name="Disarmament").aliases.create(name="DDR")
    make_topic("in-liberia", title="A programme", tags=["ddr"], body="DDR, DDR.\n")
    make_topic("disarmament", title="Disarmament", tags=["ddr"])

    assert found("ddr")[0] == "disarmament"


def test_rank_follows_the_place_of_the_word():
    make_tag("zulu", name="Zulu")
    make_topic("in-body", body="Once zulu.\n")
    make_topic("often", body="Zulu. " * 5 + "\n")
    make_topic("in-heading", body="## Zulu\n\nText.\n")
    make_topic("in-summary", summary="About zulu.")
    make_topic("in-tags", tags=["zulu"])
    publishing.rename(make_topic("zulu-before", title="Yet another"), "yet-another")
    make_topic("in-title", title="The zulu of the long title of a page")
    make_mission("acronym", profile={"acronym": "ZULU"})

    order = found("zulu")

    assert order == [
        "acronym",
        "in-title",
        "yet-another",
        "in-tags",
        "in-summary",
        "in-heading",
        "often",
        "in-body",
    ]


def test_misspelled_word_is_corrected():
    make_topic("page", title="Srebrenica")

    reading = read("srebernica")

    assert reading.corrections == {"srebernica": "srebrenica"}
    assert found("srebernica") == ["page"]


def test_some_words_are_enough_where_no_page_has_all():
    make_topic("one", title="Diamonds")
    make_topic("two", title="Timber")

    assert set(found("diamonds timber")) == {"one", "two"}


def test_words_of_different_fields_are_no_phrase():
    make_topic("page", title="Alpha", summary="Beta gamma.")

    assert found('"alpha beta"') == []
    assert found('"beta gamma"') == ["page"]


def test_rebuilding_makes_the_index_again():
    make_topic("page", title="Zanzibar")
    before = list(Word.objects.order_by("word").values_list("word", "documents"))

    publishing.rebuild()

    assert found("zanzibar") == ["page"]
    after = list(Word.objects.order_by("word").values_list("word", "documents"))
    assert after == before


def test_page_named_as_asked_comes_first_however_many_answer(monkeypatch):
    monkeypatch.setattr("topics.models.finding.MOST_WEIGHED", 3)
    for number in range(5):
        make_topic(f"body-{number}", title="Something", body="On zanzibar.\n")
    for number in range(5):
        make_topic(f"name-{number}", title=f"Zanzibar and other islands {number}")
    make_topic("exact", title="Zanzibar")

    slugs = found("zanzibar")

    assert slugs[0] == "exact"
    assert len(slugs) == 6
    assert {slug[:4] for slug in slugs} == {"exac", "name", "body"}


def test_corrected_word_is_weighed_as_if_it_had_been_typed_right():
    make_topic("common", title="Zanzibar observed", body="Peace and war.\n")
    for number in range(6):
        make_topic(f"other-{number}", body="Observed peace.\n")

    assert found("zanzibra observed")[0] == found("zanzibar observed")[0] == "common"
