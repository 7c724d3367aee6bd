"""Stored sort keys follow the rule that undated topics come last."""

from importlib import import_module

import pytest
from django.apps import apps

from tests.factories import make_draft, make_mission, make_topic
from topics.models import Tagging, Topic

pytestmark = pytest.mark.django_db
[STEP] = import_module(
    "topics.migrations.0029_list_undated_topics_last"
).Migration.operations


def keys():
    return [
        list(model.objects.order_by("pk").values_list("sort_key", flat=True))
        for model in (Topic, Tagging)
    ]


def test_step_makes_the_keys_that_publication_makes_and_goes_back():
    make_mission("dated", tags=["law"])
    make_topic("undated", "missions", tags=["law"])
    make_draft("a-draft")
    published = keys()

    STEP.reverse_code(apps, None)
    before = list(Topic.objects.filter(section__slug="missions"))
    STEP.code(apps, None)

    assert [topic.slug for topic in before] == ["undated", "dated"]
    assert keys() == published
