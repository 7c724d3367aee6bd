"""The index of sources follows each way in which they change."""

import pytest
from django.core import serializers

from tests.factories import make_source
from topics import publishing
from topics.models import Source
from topics.publishing.rebuilding import finish_load
from topics.search import search_sources
from topics.search.readiness import search_index_is_complete

pytestmark = pytest.mark.django_db


def found(text):
    results = search_sources(Source.objects.all(), text)
    return [source.key for source in results.sources]


def entry(**values):
    return {"id": "a-1", "type": "book", "title": "Zanzibar", **values}


def test_saved_source_is_found_by_its_new_words_only():
    source = make_source("a-1", title="Zanzibar")
    assert found("zanzibar") == ["a-1"]

    source.csl = {**source.csl, "title": "Timbuktu"}
    source.save()

    assert found("zanzibar") == []
    assert found("timbuktu") == ["a-1"]


def test_deleted_source_leaves_no_words():
    make_source("a-1", title="Zanzibar").delete()
    # SQLite may use the number of a deleted row again.
    make_source("b-1", title="Timbuktu")

    assert found("zanzibar") == []


def test_sources_of_a_file_are_found():
    publishing.store_sources([entry()])
    publishing.store_sources([entry(title="Timbuktu")])

    assert found("zanzibar") == []
    assert found("timbuktu") == ["a-1"]


@pytest.mark.django_db(transaction=True)
def test_source_of_loaddata_is_found():
    text = serializers.serialize("json", [make_source("a-1", title="Zanzibar")])
    Source.objects.all().delete()
    for loaded in serializers.deserialize("json", text):
        loaded.save()

    assert found("zanzibar") == ["a-1"]


@pytest.mark.parametrize("make", [publishing.rebuild, finish_load])
def test_index_of_an_older_version_is_not_ready_until_it_is_made_again(make):
    source = make_source("a-1", author=[{"family": "van Zanten"}])
    assert search_index_is_complete()

    Source.objects.update(indexed_with="", sort_key=b"van zanten")
    assert not search_index_is_complete()

    make()
    assert search_index_is_complete()
    assert found("zanten") == ["a-1"]
    assert bytes(Source.objects.get(pk=source.pk).sort_key).startswith(b"zanten")
