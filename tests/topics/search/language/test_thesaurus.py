"""Other names of what is asked for are searched for as well, within bounds."""

import pytest

from topics.search.language import parse, with_related
from topics.search.language.thesaurus import MOST_RELATED


def related(typed):
    return with_related(parse(typed))[1]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("DR Congo", "Democratic Republic of the Congo"),
        ("zaire", "Democratic Republic of the Congo"),
        ("Burma", "Myanmar"),
        ("ivory coast", "Côte d'Ivoire"),
        ("ICC", "International Criminal Court"),
        ("UNPOL", "United Nations police"),
        ("black hawk down", "Mogadishu"),
    ],
)
def test_name_leads_to_the_others(typed, name):
    assert name in related(typed)[typed]


def test_everyday_word_leads_to_the_term_and_not_back():
    assert related("kids") == {"kids": ["children"]}
    assert related("children") == {}


def test_name_among_other_words_is_recognized():
    assert list(related("war in DR Congo today")) == ["DR Congo"]


@pytest.mark.parametrize("typed", ['"zaire"', "zair*", "zaire OR kenya", "-zaire"])
def test_what_is_written_with_an_operator_is_taken_as_it_is(typed):
    assert related(typed) == {}


def test_names_that_are_added_are_bounded():
    found = related("icc drc un au eu nato unpol ddr ssr sea poc wps fib icj hippo")

    assert sum(map(len, found.values())) <= MOST_RELATED
