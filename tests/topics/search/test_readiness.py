"""An index that other code made is told of, and made again."""

import pytest

from tests.factories import make_topic
from tests.topics.search.answers import found
from topics import publishing
from topics.models import SearchDocument
from topics.publishing.rebuilding import finish_load
from topics.search.readiness import search_index_is_complete

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("make", [publishing.rebuild, finish_load])
def test_index_of_an_older_version_is_not_ready_until_it_is_made_again(make):
    make_topic("page", title="Zanzibar")
    assert search_index_is_complete()

    SearchDocument.objects.update(made_with="", frequencies="")
    assert not search_index_is_complete()

    make()
    assert search_index_is_complete()
    assert found("zanzibar") == ["page"]
