"""Readers find what they look for, on either database."""

import pytest

from tests.content import golden
from topics.models import Topic

pytestmark = pytest.mark.usefixtures("shipped_content")


def test_expected_pages_exist():
    searches = [golden.SEARCHES, *golden.BY_KIND.values(), *golden.LATER.values()]
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


# MRR, first, among three, not found: a little less than each reached.
@pytest.mark.parametrize(
    ("searches", "least"),
    [
        (golden.half(unseen=False), (0.94, 0.90, 0.97, 0.02)),
        # Written for 281 pages; others are as right by now.
        (golden.half(unseen=True), (0.88, 0.82, 0.94, 0.02)),
        (golden.LATER, (0.90, 0.85, 0.95, 0.02)),
    ],
    ids=["seen", "unseen", "later"],
)
def test_right_page_comes_first_for_searches_of_every_kind(searches, least):
    asked = {q: slugs for of_kind in searches.values() for q, slugs in of_kind.items()}
    first, third, missing = ("success@1", "success@3", "not found")

    measures = golden.measures(asked)

    assert measures["MRR"] >= least[0]
    assert measures[first] >= least[1]
    assert measures[third] >= least[2]
    assert measures[missing] <= least[3]


@pytest.mark.parametrize("query", ["UNAMSIL", "1325", "DDR", "Kosovo Force"])
def test_name_of_a_page_finds_the_page_itself(query):
    assert golden.rank(query, golden.SEARCHES[query]) == 1
