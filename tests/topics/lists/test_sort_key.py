"""The order of lists: by section, position, date, title."""

import re

import pytest
from django.core.management import call_command
from django.db import connection

from tests.factories import make_mission, make_section, make_topic, revise
from topics import publishing
from topics.models import Tag, Tagging, Topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def topics():
    """By slug, in their order."""
    make_section("role", position=9)
    make_section("missions", position=10, profile="mission")
    make_topic("first", position="2", title="Zebra", tags=["law"])
    make_topic("second", position="10", title="Émigré", tags=["law"])
    make_topic("third", position="10", title="Exit", tags=["law"])
    make_mission("undated", profile={"start": "1948", "end": ""}, tags=["law"])
    make_mission("dated", profile={"start": "1948-06", "end": ""}, tags=["law"])
    return ["first", "second", "third", "undated", "dated"]


def in_order(queryset):
    return list(queryset.values_list("slug", flat=True))


def test_lists_go_by_section_position_date_and_title(topics):
    law = Tag.objects.get(slug="law")

    assert in_order(Topic.objects.all()) == topics
    assert in_order(Topic.objects.tagged(law)) == topics


def test_pages_without_a_date_stand_behind_those_that_have_one():
    make_mission("dated", profile={"start": "2014", "end": ""}, title="Z")
    make_topic("overview", "missions", title="A")

    assert in_order(Topic.objects.all()) == ["dated", "overview"]


def test_same_title_in_one_place_goes_by_slug():
    for slug in ("b", "a", "c"):
        make_topic(slug, title="The same")

    assert in_order(Topic.objects.all()) == ["a", "b", "c"]


def changed_title():
    revise(Topic.objects.get(slug="first"), position="10", title="Final")


def changed_address():
    publishing.rename(Topic.objects.get(slug="first"), "zero")


def moved_section():
    section = make_section("missions")
    section.position = 1
    section.save()


@pytest.mark.parametrize(
    ("change", "order"),
    [
        (changed_title, ["second", "third", "first", "undated", "dated"]),
        (changed_address, ["zero", "second", "third", "undated", "dated"]),
        (moved_section, ["undated", "dated", "first", "second", "third"]),
    ],
)
def test_place_follows_what_it_is_made_of(topics, change, order):
    change()

    assert in_order(Topic.objects.all()) == order
    assert in_order(Topic.objects.tagged(Tag.objects.get(slug="law"))) == order


def test_rebuilding_finds_all_places(topics):
    Topic.objects.update(sort_key="")
    Tagging.objects.update(sort_key="")

    call_command("rebuild", verbosity=0)

    assert in_order(Topic.objects.all()) == topics
    assert in_order(Topic.objects.tagged(Tag.objects.get(slug="law"))) == topics


def test_long_texts_stand_behind_what_lists_look_at():
    with connection.cursor() as cursor:
        columns = connection.introspection.get_table_description(cursor, "topics_topic")
    names = [column.name for column in columns]

    if connection.vendor == "sqlite":
        assert names[-4:] == ["body", "contents", "html", "text"]
    assert {"place", "section_id", "published_at"} <= set(names)


def test_order_of_several_tags_is_read_from_the_rarest():
    make_topic("a", tags=["law", "gender"])
    make_topic("b", tags=["law"])
    law, gender = (Tag.objects.get(slug=slug) for slug in ("law", "gender"))

    for tags in ([law, gender], [gender, law]):
        sql, parameters = Topic.objects.tagged(*tags).query.sql_with_params()
        [order] = re.findall(r'ORDER BY (\S+)\."place"', sql)
        [number] = re.findall(rf'{order}\."tag_id" = (%s)', sql)
        before = sql.split(f'{order}."tag_id" = ')[0]
        assert number
        assert parameters[before.count("%s")] == gender.pk


@pytest.mark.parametrize(
    ("order", "index"),
    [("title", "by_title"), ("date", "by_date"), ("revised", "by_revision")],
)
def test_other_orders_are_read_from_an_index(order, index):
    make_topic("a-page")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # So few rows are sorted sooner than an index is read.
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_sort = off")
    topics = Topic.objects.published().sorted_by(order).values_list("pk")

    assert f"topic_order_{index}" in topics[:5].explain()
