import pytest
from hypothesis import given
from hypothesis import strategies as st

from topics.search.language import parse
from topics.search.language.query import (
    BAD_FILTER,
    LONE_OR,
    LONE_QUOTE,
    LONE_SIGN,
    MOST_FILTERS,
    MOST_PREFIXES,
    MOST_WORDS,
    ONLY_COMMON,
    TOO_MANY_FILTERS,
    TOO_MANY_PREFIXES,
    TOO_MANY_WORDS,
)


def texts(clauses):
    return [clause.text for clause in clauses]


def test_words_are_all_required():
    query = parse("rwanda inquiry")

    assert texts(query.wanted) == ["rwanda", "inquiry"]
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

    assert texts(query.wanted) == required
    assert texts(query.excluded) == excluded


def test_filters_are_read():
    query = parse("tag:gender -tag:law section:missions TAG:mali women")

    assert query.tags == ("gender", "mali")
    assert query.excluded_tags == ("law",)
    assert query.sections == ("missions",)
    assert texts(query.wanted) == ["women"]


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
    assert texts(query.wanted)[: len(words)] == words


def test_compound_is_found_whole_and_in_parts():
    [clause] = parse("peace-keeping").wanted

    assert {sequence.stems for sequence in clause.sequences} == {
        ("peac", "keep", "peacekeep"),
        ("peacekeep",),
        ("peac", "keep"),
    }


def test_leaving_out_a_clause_keeps_the_rest():
    query = parse('mali "two words" -nato tag:law')

    assert query.text_without(query.wanted[0]) == '"two words" -nato tag:law'
    assert query.text_without(query.excluded[0]) == 'mali "two words" tag:law'
    assert query.text_without("tag:law") == 'mali "two words" -nato'


@pytest.mark.parametrize(
    ("note", "most"),
    [
        (TOO_MANY_WORDS, MOST_WORDS),
        (TOO_MANY_PREFIXES, MOST_PREFIXES),
        (TOO_MANY_FILTERS, MOST_FILTERS),
    ],
)
def test_sentence_on_what_is_left_out_names_the_bound(note, most):
    assert f" {most} " in note


@pytest.mark.parametrize("written", ["{}", '"{}"', "{} OR", "-{}"])
def test_words_beyond_the_bound_are_left_out_and_said(written):
    words = [f"word{number}" for number in range(MOST_WORDS + 2)]

    query = parse(" ".join(written.format(word) for word in words))

    found = [t.text for c in (*query.wanted, *query.excluded) for t in c.terms]
    assert found == words[:MOST_WORDS]
    assert query.notes[0] == TOO_MANY_WORDS


def test_words_within_the_bound_are_not_spoken_of():
    assert parse(" ".join(f"word{n}" for n in range(MOST_WORDS))).notes == ()


@pytest.mark.parametrize(
    "typed", ['"{}"'.format("word " * 39), "-".join("z" * 100), "ﷺ" * 200]
)
def test_one_that_is_too_long_is_searched_for_by_its_beginning(typed):
    query = parse(typed)

    [clause] = query.wanted
    assert max(len(sequence.stems) for sequence in clause.sequences) == MOST_WORDS
    assert TOO_MANY_WORDS in query.notes


def test_alternative_that_is_left_out_leaves_the_next_word_required():
    prefixes = " ".join(f"b{number}*" for number in range(MOST_PREFIXES))

    query = parse(f"{prefixes} mali OR c* war")

    assert texts(query.wanted)[MOST_PREFIXES:] == ["mali", "war"]
    assert query.notes == (TOO_MANY_PREFIXES,)


def test_tags_beyond_the_bound_are_left_out_and_said():
    tags = [f"tag-{number}" for number in range(MOST_FILTERS + 2)]

    query = parse(" ".join(f"tag:{tag}" for tag in tags))

    assert query.tags == tuple(tags[:MOST_FILTERS])
    assert query.notes == (TOO_MANY_FILTERS,)


def test_many_words_are_still_no_operators():
    assert not parse("word " * (MOST_WORDS + 1)).has_operators


@given(st.text(max_size=200))
def test_nothing_that_is_typed_is_an_error(typed):
    query = parse(typed)

    for clause in (*query.wanted, *query.excluded):
        for sequence in clause.sequences:
            assert sequence.stems
            assert all(stem.isalnum() for stem in sequence.stems)
    parse(query.text_without())


@pytest.mark.parametrize(
    ("typed", "symbols"),
    [
        ("UNSCR 1509", ["S/RES/1509"]),
        ("scr 1509", ["S/RES/1509"]),
        ("res. 1509", ["S/RES/1509"]),
        ("UN Security Council Resolution 1325 women", ["S/RES/1325", "women"]),
        ("GA resolution 377", ["A/RES/377"]),
        ("resolution 46/182", ["A/RES/46/182"]),
        ("resolution of conflicts", ["resolution", "conflicts"]),
        ("res 12345", ["res", "12345"]),
        ("unscr", ["unscr"]),
        ('"resolution 1509"', ["resolution 1509"]),
    ],
)
def test_resolution_is_read_by_its_symbol_however_it_is_called(typed, symbols):
    terms = [term.text for clause in parse(typed).wanted for term in clause.terms]
    assert terms == symbols
