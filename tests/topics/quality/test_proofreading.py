import pytest

from tests.factories import make_section, make_source, make_topic
from topics.quality.proofreading import misread_marks

pytestmark = pytest.mark.django_db


def found():
    return [(row["subject"], row["line"], row["remark"]) for row in misread_marks()]


def test_source_that_is_named_without_brackets_is_told():
    make_source("a-1")
    make_topic("page", body="One\n\nAs @a-1 and @nobody say.\n")

    [(subject, line, remark)] = found()

    assert (subject, line) == ("role/page", 3)
    assert "“@a-1” is shown as typed" in remark


def test_introductions_are_read_too():
    make_section("role", introduction="Start:\n- [[one]]\n")

    [(subject, line, remark)] = found()

    assert (subject, line) == ("role/", 2)
    assert "blank line" in remark
