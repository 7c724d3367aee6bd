"""An index that other code made is told of, and made again by rebuilding."""

import pytest

from tests.factories import make_topic
from topics import publishing
from topics.models import SearchDocument
from topics.search.readiness import search_index_is_complete

pytestmark = pytest.mark.django_db


def test_index_of_an_older_version_is_not_ready_until_it_is_rebuilt():
    make_topic("page")
    assert search_index_is_complete()

    SearchDocument.objects.update(made_with="")
    assert not search_index_is_complete()

    publishing.rebuild()
    assert search_index_is_complete()
