"""What is gone by now is told and left out, whatever an old version names."""

import pytest
from django.core.exceptions import ValidationError

from tests.factories import (
    make_draft,
    make_image,
    make_indicator,
    make_mission,
    make_source,
    make_tag,
    make_topic,
    make_user,
)
from topics import publishing
from topics.models import Revision, Tag, Topic

pytestmark = pytest.mark.django_db


def usable(topic, **changes):
    return publishing.usable(topic, {**topic.newest_revision.content, **changes})


def test_tag_that_was_renamed_or_merged_has_its_present_name():
    old, other, author = make_tag("old"), make_tag("other"), make_user("ann")
    topic = make_topic(tags=["old", "other"])
    before = topic.newest_revision.content
    publishing.rename_tag(old, "New", "new", author=author)
    publishing.merge_tags(other, old, author=author)

    content, left_out = publishing.usable(topic, before)

    assert (content["tags"], left_out) == (["new"], [])


def test_cross_reference_follows_a_renamed_page():
    make_topic("old")
    related = [{"to": "old", "kind": "explains", "note": "why"}]
    topic = make_topic(related=related)
    publishing.rename(Topic.objects.get(slug="old"), "newer")

    content, left_out = usable(topic)

    assert (content["related"][0]["to"], left_out) == ("newer", [])


def test_what_is_gone_is_named_and_left_out():
    topic = make_topic()

    content, left_out = usable(
        topic,
        tags=["gone-tag"],
        sources=["gone-source"],
        related=[{"to": "gone-page", "kind": "explains", "note": "why"}],
        body="![](image:gone-image)\n",
        reviewed="long ago",
        mission={"acronym": "X"},
        region="Africa",
    )

    assert content.keys() == {"title", "summary", "body"}
    words = "; ".join(left_out)
    for gone in ("tag", "source", "page", "image"):
        assert f"“gone-{gone}”" in words
    for gone in ("long ago", "region: Africa", "no such facts"):
        assert gone in words


def test_facts_keep_what_can_be_stored():
    mission = make_mission("unamsil")
    facts = mission.newest_revision.content["mission"]

    content, left_out = usable(
        mission,
        mission={
            **facts,
            "countries": ["SLE", "XXX"],
            "resolutions": ["S/RES/1270 (1999)", "a letter"],
            "colour": "blue",
        },
    )

    assert content["mission"] == facts
    assert left_out == ["colour: blue", "countries: XXX", "mandate: a letter"]


@pytest.mark.parametrize(
    "change",
    [
        {"region": "Atlantis"},
        {"countries": ["XXX"]},
        {"start": "2030", "end": "2020"},
        {"acronym": ["UNAMSIL"]},
        {"countries": "SLE"},
    ],
    ids=str,
)
def test_facts_without_what_they_need_are_left_out_as_a_whole(change):
    mission = make_mission("unamsil")
    facts = mission.newest_revision.content["mission"]

    content, left_out = usable(mission, mission={**facts, **change})

    assert "mission" not in content
    assert any(words.startswith("the facts: ") for words in left_out)


def test_measurement_of_a_source_that_is_gone_is_left_out():
    indicator = make_indicator("deaths", [(1994, 5), (1995, 6)])
    facts = indicator.newest_revision.content["indicator"]
    rows = [{**facts["measurements"][0], "source": "gone"}, facts["measurements"][1]]

    content, left_out = usable(indicator, indicator={**facts, "measurements": rows})

    assert content["indicator"]["measurements"] == rows[1:]
    assert len(left_out) == 1


def test_first_of_two_measurements_of_one_year_is_kept():
    indicator = make_indicator("deaths", [(1994, 5), (1995, 6)])
    facts = indicator.newest_revision.content["indicator"]
    first, second = facts["measurements"]
    rows = [first, {**first, "value": "7"}, second]

    content, left_out = usable(indicator, indicator={**facts, "measurements": rows})

    assert content["indicator"]["measurements"] == [first, second]
    assert len(left_out) == 1


def test_predecessor_follows_a_renamed_page():
    make_mission("old")
    mission = make_mission("unamsil", profile={"predecessor": "old"})
    publishing.rename(Topic.objects.get(slug="old"), "newer")

    content, _left_out = usable(mission)

    assert content["mission"]["predecessor"] == "newer"


def test_reference_to_itself_is_left_out():
    topic = make_topic("mine")
    related = [{"to": "mine", "kind": "explains", "note": "why"}]

    content, left_out = usable(topic, related=related)

    assert "related" not in content
    assert left_out == ["the cross-reference to “mine”"]


def test_what_cannot_be_left_out_is_refused():
    topic = make_topic()

    with pytest.raises(ValidationError) as refused:
        usable(topic, title="x" * 121)

    assert list(refused.value.message_dict) == ["title"]


def test_what_is_there_is_kept_as_it_is():
    make_source("fortna-2008"), make_image("convoy"), make_topic("target")
    topic = make_topic(
        tags=["law"],
        sources=["fortna-2008"],
        related=[{"to": "target", "kind": "explains", "note": "why"}],
        reviewed="2026-11-20",
        position="7",
        body="![](image:convoy) [@fortna-2008]\n",
    )

    assert usable(topic) == (topic.newest_revision.content, [])


def test_restoring_twice_saves_once():
    topic = make_topic(title="First")
    first = topic.newest_revision
    publishing.save_revision(topic, {**first.content, "title": "Second"}, note="n")

    one, _left_out = publishing.restore(first, author=None)
    two, _left_out = publishing.restore(first, author=None)

    assert one == two == topic.newest_revision
    assert (one.number, one.state) == (3, Revision.State.DRAFT)


def test_draft_with_a_renamed_tag_is_saved_under_its_present_name():
    tag = make_tag("old")
    publishing.rename_tag(tag, "New", "new", author=make_user("ann"))
    topic = make_draft()
    content = {**topic.newest_revision.content, "tags": ["old", "new"]}

    revision = publishing.save_revision(topic, content, note="n")

    assert revision.content["tags"] == ["new"]


def test_stored_version_with_old_and_present_name_of_a_tag_carries_it_once():
    tag = make_tag("old")
    publishing.rename_tag(tag, "New", "new", author=make_user("ann"))
    topic = make_draft()
    content = {**topic.newest_revision.content, "tags": ["old", "new"]}
    Revision.objects.filter(topic=topic).update(content=content)

    publishing.publish([(topic, topic.newest_revision)])

    assert list(topic.tags.all()) == [Tag.objects.get(slug="new")]
