import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from topics.search.language import closest
from topics.search.language.analysis import analyse, fold, stem, stream


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
        ("peace\u00adkeep\u200bing", ["peacekeep"]),
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


def test_threads_get_the_stems_of_their_own_words():
    ends = (
        "ization izations ational iveness fulness ousness alism ibility ement".split()
    )
    words = [f"{begin}{end}" for begin in ("organ", "nation", "commun") for end in ends]
    stems = [stem.__wrapped__(word) for word in words]
    interval = sys.getswitchinterval()

    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as threads:
            answers = list(threads.map(stem.__wrapped__, words * 40))
    finally:
        sys.setswitchinterval(interval)

    assert answers == stems * 40
