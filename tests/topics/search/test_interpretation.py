"""What is typed is read with the words of the portal in mind."""

import pytest

from tests.factories import make_topic
from tests.topics.search.answers import found
from topics.search.interpretation import interpret

pytestmark = pytest.mark.django_db


def test_misspelled_word_is_corrected():
    make_topic("page", title="Srebrenica")

    parsed = interpret("srebernica")

    assert parsed.corrections == {"srebernica": "srebrenica"}
    assert found("srebernica") == ["page"]


def test_some_words_are_enough_where_no_page_has_all():
    make_topic("one", title="Diamonds")
    make_topic("two", title="Timber")

    assert set(found("diamonds timber")) == {"one", "two"}
