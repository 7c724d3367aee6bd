"""Which pages match is the same on every database."""

import pytest

from tests.factories import make_topic
from tests.topics.search.answers import found

pytestmark = pytest.mark.django_db


def test_published_words_are_found_by_stem_accent_and_compound():
    make_topic("page", body="Observers watched peace-keeping in Côte d’Ivoire.\n")

    for words in ("observer", "cote divoire", "peacekeeping", "peace keeping", "WATCH"):
        assert found(words) == ["page"], words


def test_words_of_different_fields_are_no_phrase():
    make_topic("page", title="Alpha", summary="Beta gamma.")

    assert found('"alpha beta"') == []
    assert found('"beta gamma"') == ["page"]
