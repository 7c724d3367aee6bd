"""Readers find what they look for, on either database."""

import pytest

from tests.content import golden
from topics.models import Topic

pytestmark = pytest.mark.usefixtures("shipped_content")


def test_expected_pages_exist():
    searches = [golden.SEARCHES, *golden.BY_KIND.values()]
    expected = {
        slug for group in searches for slugs in group.values() for slug in slugs
    }

    published = Topic.objects.published().values_list("slug", flat=True)
    assert expected - set(published) == set()
    assert len(golden.SEARCHES) >= 60
    assert sum(map(len, golden.BY_KIND.values())) >= 300


def test_right_page_comes_first():
    figures = golden.figures()

    assert figures["golden MRR"] >= 0.98
    assert figures["golden success@3"] >= 0.98


@pytest.mark.parametrize("unseen", [False, True])
def test_right_page_comes_first_for_searches_of_every_kind(unseen):
    searches = {}
    for of_kind in golden.half(unseen=unseen).values():
        searches |= of_kind

    measures = golden.measures(searches)

    assert measures["MRR"] >= 0.90
    assert measures["success@1"] >= 0.84
    assert measures["success@3"] >= 0.95
    assert measures["not found"] <= 0.02


@pytest.mark.parametrize("query", ["UNAMSIL", "1325", "DDR", "Kosovo Force"])
def test_name_of_a_page_finds_the_page_itself(query):
    assert golden.rank(query, golden.SEARCHES[query]) == 1
