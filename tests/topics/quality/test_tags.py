import pytest

from tests.factories import make_tag, make_topic
from topics.quality.rules import check

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
