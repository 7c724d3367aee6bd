import pytest
from hypothesis import given
from hypothesis import strategies as st

from topics.search.language import parse
from topics.search.language.query import (
    BAD_FILTER,
    LONE_OR,
    LONE_QUOTE,
    LONE_SIGN,
    ONLY_COMMON,
)


def texts(clauses):
    return [clause.text for clause in clauses]


def test_words_are_all_required():
    query = parse("rwanda inquiry")

    assert texts(query.required) == ["rwanda", "inquiry"]
    assert not query.has_operators


@pytest.mark.parametrize(
    ("typed", "required", "excluded"),
    [
        ('"protection of civilians" mali', ['"protection of civilians"', "mali"], []),
        ("bosnia OR croatia war", ["bosnia OR croatia", "war"], []),
        ("a b OR c OR d", ["b OR c OR d"], []),
        ("kosovo -nato", ["kosovo"], ["nato"]),
        ('kosovo -"air campaign"', ["kosovo"], ['"air campaign"']),
        ("recons*", ["recons*"], []),
        ("or and the", [], []),
    ],
)
def test_operators_are_read(typed, required, excluded):
    query = parse(typed)

    assert texts(query.required) == required
    assert texts(query.excluded) == excluded


def test_filters_are_read():
    query = parse("tag:gender -tag:law section:missions TAG:mali women")

    assert query.tags == ("gender", "mali")
    assert query.excluded_tags == ("law",)
    assert query.sections == ("missions",)
    assert texts(query.required) == ["women"]


@pytest.mark.parametrize(
    ("typed", "note", "words"),
    [
        ('kosovo "force', LONE_QUOTE, ["kosovo", "force"]),
        ("OR kosovo", LONE_OR, ["kosovo"]),
        ("kosovo OR", LONE_OR, ["kosovo"]),
        ("kosovo OR OR force", LONE_OR, ["kosovo OR force"]),
        ("kosovo OR -force", LONE_OR, ["kosovo"]),
        ("kosovo - ***", LONE_SIGN, ["kosovo"]),
        ("tag:!! kosovo", BAD_FILTER, ["tag", "kosovo"]),
        ("what is the", ONLY_COMMON, []),
    ],
)
def test_what_is_no_operator_is_read_as_words_and_said(typed, note, words):
    query = parse(typed)

    assert note in query.notes
    assert texts(query.required)[: len(words)] == words


def test_compound_is_found_whole_and_in_parts():
    [clause] = parse("peace-keeping").required

    assert {sequence.stems for sequence in clause.sequences} == {
        ("peac", "keep", "peacekeep"),
        ("peacekeep",),
        ("peac", "keep"),
    }


def test_leaving_out_a_clause_keeps_the_rest():
    query = parse('mali "two words" -nato tag:law')

    assert query.text_without(query.required[0]) == '"two words" -nato tag:law'
    assert query.text_without(query.excluded[0]) == 'mali "two words" tag:law'
    assert query.text_without("tag:law") == 'mali "two words" -nato'


@given(st.text(max_size=200))
def test_nothing_that_is_typed_is_an_error(typed):
    query = parse(typed)

    for clause in (*query.required, *query.excluded):
        for sequence in clause.sequences:
            assert sequence.stems
            assert all(stem.isalnum() for stem in sequence.stems)
    parse(query.text_without())
