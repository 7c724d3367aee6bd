"""What is saved in the shell or by `loaddata` is not lost to readers."""

import json

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import transaction

from portal.caching import surrogate_keys
from portal.caching.change_counters import slot_of
from tests.factories import (
    make_image,
    make_mission,
    make_section,
    make_source,
    make_tag,
    make_topic,
    revise,
)
from topics import metrics
from topics.models import Section, Source, Tag, Topic, Word

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def found(read):
    """The addresses that a search finds."""

    def search(words):
        page = read(f"/search/?q={words}")
        return [link["href"] for link in page.select(".result-list__title a")]

    return search


def test_title_that_is_saved_shows_everywhere(read, found):
    topic = make_topic("a-page", title="Before")
    make_topic("other", body="See [[a-page]].\n")
    read("/role/other/"), read("/role/")

    topic.title = "Zanzibar"
    topic.save()

    assert "/role/a-page/" in found("zanzibar")
    assert not Word.objects.filter(word="before").exists()
    for address in ("/role/a-page/", "/role/other/", "/role/"):
        assert "Zanzibar" in read(address).text


def test_text_that_is_saved_is_rendered(read):
    topic = make_topic("a-page", body="Before.\n")

    topic.body = "Some *other* words.\n"
    topic.save()

    assert read("/role/a-page/").select_one("em").text == "other"


def test_fact_that_is_saved_shows_on_the_page(read):
    topic = make_mission("unamsil")
    read("/missions/unamsil/")

    topic.mission.area = "Freetown and beyond"
    topic.mission.save()

    assert "Freetown and beyond" in read("/missions/unamsil/").text


def test_tag_that_is_renamed_by_hand_shows_and_finds(read, found):
    make_topic("a-page", tags=["law"])
    read("/role/a-page/")

    tag = Tag.objects.get(slug="law")
    tag.name = "Jurisprudence"
    tag.save()

    assert "Jurisprudence" in read("/role/a-page/").text
    assert "/role/a-page/" in found("jurisprudence")


def test_other_name_of_a_tag_finds(found):
    make_topic("a-page", tags=["law"])

    Tag.objects.get(slug="law").aliases.create(name="Jurisprudence")

    assert "/role/a-page/" in found("jurisprudence")


def test_tag_added_by_hand_is_shown_and_sorted(read):
    topic = make_topic("a-page")
    make_tag("law")

    topic.tags.add("Law")

    assert "Law" in read("/role/a-page/").text
    assert "/role/a-page/" in str(read("/tags/law/"))


def test_source_that_is_corrected_shows_on_pages_that_cite_it(read):
    source = make_source("cited")
    make_topic("a-page", body="Claim [@cited].\n")
    read("/role/a-page/")

    source.csl = {**source.csl, "title": "The corrected title"}
    source.save()

    assert "The corrected title" in read("/role/a-page/").text


def test_section_that_is_renamed_shows_on_its_pages(read):
    make_topic("a-page")
    read("/role/a-page/")

    section = Section.objects.get(slug="role")
    section.title = "What it is for"
    section.save()

    assert "What it is for" in read("/role/a-page/").text


def test_words_of_an_image_show_on_its_pages(read):
    image = make_image("convoy")
    make_topic("a-page", body="![](image:convoy)\n")

    image.caption = "On the road to Kenema"
    image.save()

    assert "On the road to Kenema" in read("/role/a-page/").text


def test_deleted_topic_leaves_no_words_and_no_links(read, found):
    topic = make_topic("a-page", title="Zanzibar")
    make_topic("other", body="See [[a-page]].\n")

    topic.delete()

    assert found("zanzibar") == []
    assert read("/role/other/").select_one(".missing-link")


def test_rows_that_loaddata_brings_are_found(tmp_path, read, found):
    section = make_section("role")
    rows = [
        {
            "model": "topics.topic",
            "pk": 77,
            "fields": {
                "section": section.pk,
                "slug": "loaded",
                "title": "Zanzibar",
                "summary": "An island.",
                "body": "Words about *cloves*.\n",
                "published_at": "2026-01-02T00:00:00Z",
                "revised_at": "2026-01-02T00:00:00Z",
            },
        },
        {
            "model": "topics.source",
            "pk": 78,
            "fields": {
                "key": "loaded-1",
                "csl": {"id": "loaded-1", "type": "book", "title": "Cloves"},
                "type": "book",
                "title": "Cloves",
                "reference": "Cloves.",
            },
        },
    ]
    path = tmp_path / "rows.json"
    path.write_text(json.dumps(rows))

    call_command("loaddata", str(path), verbosity=0)

    assert Topic.objects.get(slug="loaded").sort_key
    assert Source.objects.filter(key="loaded-1").exists()
    assert "/role/loaded/" in found("zanzibar")
    assert read("/role/loaded/").select_one("em").text == "cloves"
    assert "Zanzibar" in read("/role/").text


@pytest.mark.parametrize(
    "failing", [(metrics.saves, "inc"), (default_storage, "delete")]
)
def test_change_is_told_though_something_else_fails_after_the_commit(
    monkeypatch, failing
):
    topic, image = make_topic("a"), make_image()
    number = surrogate_keys.counters.newest

    def fail(*_args):
        raise OSError("the disk is full")

    monkeypatch.setattr(*failing, fail)
    with transaction.atomic():
        image.delete()
        revise(topic, title="New")

    slots = [slot_of(f"t{topic.pk}")]
    assert not surrogate_keys.counters.is_fresh(slots, number)
