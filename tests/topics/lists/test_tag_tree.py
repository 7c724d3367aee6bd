"""The vocabulary as a tree."""

import pytest

from tests.factories import make_tag, make_topic

pytestmark = pytest.mark.django_db


def test_narrower_tag_of_another_facet_heads_its_own(read):
    africa = make_tag("africa", facet="place")
    make_tag("mali", facet="place", broader=africa)
    make_tag("african-union", facet="actor", broader=africa)
    make_topic(tags=["mali", "african-union"])

    places, actors = read("/tags/").select(".tags > .tag-tree")

    assert [a.text.split()[0] for a in places.select("a")] == ["Africa", "Mali"]
    assert [a.text.split()[0] for a in actors.select("a")] == ["African"]


def test_tag_and_its_narrower_tags_are_filtered_by_all_their_names(read):
    africa = make_tag("africa", facet="place")
    make_tag("mali", facet="place", broader=africa).aliases.create(name="Bamako")
    make_topic(tags=["mali"])

    items = read("/tags/").select(".tag-tree__item")

    words = [item["data-filter-words"] for item in items]
    assert words == ["africa mali bamako", "mali bamako"]
