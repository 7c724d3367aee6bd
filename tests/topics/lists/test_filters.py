"""The conditions by which lists are narrowed."""

import pytest

from tests.factories import make_mission, make_topic
from topics.lists.filters import FactFilter, SectionFilter, TagFilter, narrowed
from topics.models import Tag, Topic

pytestmark = pytest.mark.django_db


def slugs(*filters):
    return [topic.slug for topic in narrowed(Topic.objects.published(), filters)]


def test_tag_that_is_demanded_twice_is_one_condition():
    make_topic("page", tags=["law"])
    law = TagFilter(Tag.objects.get(slug="law"))

    assert slugs(law, law) == ["page"]


def test_topic_of_any_section_of_one_filter_is_left():
    for section in ("role", "law", "gender"):
        make_topic(f"in-{section}", section=section)

    assert set(slugs(SectionFilter(("role", "law")))) == {"in-role", "in-law"}
    assert slugs(SectionFilter(("role",)), SectionFilter(("law",))) == []


def test_every_fact_must_hold():
    make_mission("kfor", profile={"region": "Europe", "lead": "NATO"})
    make_mission("unmik", profile={"region": "Europe"})

    facts = [FactFilter("region", "Europe"), FactFilter("lead", "NATO")]

    assert slugs(*facts) == ["kfor"]
