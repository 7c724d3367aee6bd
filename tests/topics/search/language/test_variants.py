import pytest

from topics.search.language import parse
from topics.search.language.variants import variants


@pytest.mark.parametrize(
    ("one", "another"),
    [
        ("organisation", "organization"),
        ("labour", "labor"),
        ("Behaviour", "behavior"),
        ("centre", "center"),
        ("defence", "defense"),
        ("programme", "program"),
        ("labelled", "labeled"),
        ("judgement", "judgment"),
        ("women", "woman"),
        ("policemen", "policeman"),
        ("crises", "crisis"),
        ("children", "child"),
        ("17,000", "17000"),
    ],
)
def test_both_ways_to_write_a_word_lead_to_each_other(one, another):
    assert another in variants(one)
    assert one.casefold() in variants(another)


@pytest.mark.parametrize(
    ("typed", "letters"),
    [("U.N.", "UN"), ("E.U", "EU"), ("D.D.R.", "DDR"), ("A.U.", "AU")],
)
def test_acronym_with_points_is_first_read_without(typed, letters):
    assert variants(typed)[0] == letters


def test_symbol_of_a_resolution_is_what_texts_call_it():
    assert variants("S/RES/1509") == ["S/RES/1509", "resolution 1509"]
    assert variants("a/res/46/182")[1] == "resolution 46/182"


@pytest.mark.parametrize(
    ("typed", "one"), [("QIPs", "QIP"), ("IEDs", "IED"), ("PoCs", "PoC")]
)
def test_several_of_an_acronym_are_read_as_one(typed, one):
    assert variants(typed) == [one]


@pytest.mark.parametrize("text", ["peace keeping", "A/55/305", "kosovo", "13.5", ""])
def test_what_has_no_other_way_stays(text):
    assert variants(text) == [text]


@pytest.mark.parametrize(
    ("typographic", "plain"),
    [
        ("“peace talks” mali", '"peace talks" mali'),
        ("«peace talks»", '"peace talks"'),
        ("kosovo −nato", "kosovo -nato"),
        ("kosovo –nato", "kosovo -nato"),
        ("C–34", "C-34"),
        ("peace\u00adkeeping", "peacekeeping"),
        ("pea\u200bce", "peace"),
        ("\ufeffmali", "mali"),
    ],
)
def test_typographic_signs_make_no_difference(typographic, plain):
    assert parse(typographic) == parse(plain)


def test_quoted_word_is_searched_for_as_it_is_written():
    [clause] = parse('"women"').wanted

    assert [sequence.stems for sequence in clause.sequences] == [("women",)]


def test_full_width_letters_make_no_difference():
    [wide], [plain] = parse("ＵＮＡＭＳＩＬ").wanted, parse("UNAMSIL").wanted

    assert wide.sequences == plain.sequences
