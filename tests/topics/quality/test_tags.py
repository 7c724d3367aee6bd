import pytest

from tests.factories import make_tag, make_topic
from topics.models import Revision, Tag
from topics.quality.draft import Draft
from topics.quality.rules import check
from topics.quality.tags import UNKNOWN_TAG

pytestmark = pytest.mark.django_db


def lonely():
    return [issue.page for issue in check() if issue.rule == "lonely-tag"]


def test_tag_that_few_pages_carry_is_lonely():
    make_tag("unused")
    make_topic(tags=["shared", "once"]), make_topic(tags=["shared"])

    assert lonely() == ["once", "unused"]


def test_tag_with_narrower_tags_is_not_lonely():
    make_tag("narrow", broader=make_tag("broad"))

    assert lonely() == ["narrow"]


def test_tag_is_not_unknown_by_the_slug_it_had_before():
    topic = make_topic(tags=["old"])
    tag = Tag.objects.get()
    tag.addresses.create(slug="older")
    content = {**topic.newest_revision.content, "tags": ["older", "nothing"]}
    Revision.objects.filter(topic=topic).update(content=content)

    unknown = [i for i in check() if i.rule == "unknown-tag"]
    (warning,) = UNKNOWN_TAG.warnings(Draft(topic, content))

    assert [issue.page for issue in unknown] == [f"role/{topic.slug}"]
    assert "“nothing”" in warning
