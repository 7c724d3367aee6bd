import pytest
from hypothesis import given
from hypothesis import strategies as st

from topics import diff
from topics.diff import ADDED, REMOVED, SAME

TEXTS = st.text(alphabet="ab .\n", max_size=60)


def marked(row, kind):
    return [piece.text for piece in row.inline if piece.kind == kind]


def test_changed_words_are_marked_inside_a_line():
    [row] = diff.compare("The old mission left.", "The new mission left early.")

    assert marked(row, REMOVED) == ["old"]
    assert marked(row, ADDED) == ["new", " early"]


def test_added_and_removed_lines_stand_alone():
    rows = diff.compare("one\ntwo\n", "one\nthree\nfour\n")

    assert [row.is_same for row in rows] == [True, False, False]
    assert rows[2].old == ()
    assert rows[2].new[0].text == "four"


def test_very_long_line_is_shown_whole():
    [row] = diff.compare("a " * 3000, "b " * 3000)

    assert [piece.kind for piece in row.inline] == [REMOVED, ADDED]


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_from_the_rows(old, new):
    rows = diff.compare(old, new)
    for text, side, other in ((old, "old", ADDED), (new, "new", REMOVED)):
        lines = [
            "".join(piece.text for piece in getattr(row, side))
            for row in rows
            if getattr(row, side)
        ]
        assert [line for line in lines if line] == [
            line for line in text.splitlines() if line
        ]
        for row in rows:
            assert all(piece.kind != other for piece in getattr(row, side))


@pytest.mark.parametrize(
    ("mine", "theirs", "merged", "has_conflicts"),
    [
        ("One, mine. Two.\n\nThree.\n", None, "One, mine. Two.\n\nThree.\n", False),
        (None, "One. Two.\n\nTheirs.\n", "One. Two.\n\nTheirs.\n", False),
        (
            "Mine. Two.\n\nThree.\n",
            "One. Theirs.\n\nThree.\n",
            "Mine. Theirs.\n\nThree.\n",
            False,
        ),
        (
            "Mine. Two.\n\nThree.\n",
            "Theirs. Two.\n\nThree.\n",
            "Mine. Two.\n\nThree.\n",
            True,
        ),
        (
            "Same. Two.\n\nThree.\n",
            "Same. Two.\n\nThree.\n",
            "Same. Two.\n\nThree.\n",
            False,
        ),
        ("One.\n\nThree.\n", "One. Two.\n\nThree!\n", "One.\n\nThree!\n", False),
    ],
)
def test_changes_of_two_are_merged_by_sentence(mine, theirs, merged, has_conflicts):
    base = "One. Two.\n\nThree.\n"

    found = diff.merge(base, mine or base, theirs or base)

    assert (found.text, found.has_conflicts) == (merged, has_conflicts)


@given(TEXTS, TEXTS)
def test_merging_with_an_unchanged_text_gives_the_other(base, text):
    assert diff.merge(base, text, base) == diff.Merge(text, has_conflicts=False)
    assert diff.merge(base, base, text) == diff.Merge(text, has_conflicts=False)


def test_same_words_are_one_kind():
    row = diff.words("a", "a")

    assert [piece.kind for piece in row.new] == [SAME]
