import pytest

from topics.search.language import closest
from topics.search.language.analysis import analyse, fold, stream


@pytest.mark.parametrize(
    ("written", "folded"),
    [("Côte", "cote"), ("NAÏVE", "naive"), ("Søren", "soren"), ("Straße", "strasse")],
)
def test_accents_and_case_do_not_matter(written, folded):
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("text", "stems"),
    [
        ("The Council's resolutions", ["council", "resolut"]),
        ("peace-keeping", ["peac", "keep", "peacekeep"]),
        ("Côte d’Ivoire", ["cote", "d", "ivoir", "divoir"]),
        ("S/RES/1325 (2000)", ["s", "res", "1325", "2000"]),
        ("UNEF I", ["unef", "i"]),
        ("under_score", ["under", "score"]),
        ("", []),
    ],
)
def test_text_becomes_a_stream_of_stems(text, stems):
    assert stream(text) == stems


def test_vocabulary_has_words_as_written_but_folded():
    _, words = analyse("The Côte, peace-keeping")

    assert words == {"cote", "peace", "keeping", "peacekeeping"}


def test_closest_word_is_the_likeliest_and_commonest():
    assert closest("unamisl", {"unamsil": 3, "unomsil": 9, "minustah": 50}) == "unamsil"
    assert closest("troups", {"troupe": 1, "troops": 40}) == "troops"
    assert closest("xyzzy", {"unamsil": 3}) is None
