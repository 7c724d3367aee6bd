import random
import time

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


def test_accent_stays_with_its_letter():
    [row] = diff.compare("cafe\u0301 noir", "cafe noir")

    assert marked(row, REMOVED) == ["cafe\u0301"]
    assert marked(row, ADDED) == ["cafe"]


def test_vowel_sign_stays_with_its_consonant():
    [row] = diff.compare("\u0915\u093f", "\u0915\u0940")

    assert marked(row, REMOVED) == ["\u0915\u093f"]


def test_parts_of_a_joined_emoji_stay_together():
    [row] = diff.compare("a \u2764\ufe0f b", "a \u2764\ufe0e b")

    assert marked(row, ADDED) == ["\u2764\ufe0e"]


def test_paragraph_that_moved_is_removed_and_added_once():
    old = [f"Paragraph {n} of many." for n in range(40)]
    new = [*old[1:], old[0]]

    rows = diff.compare("\n\n".join(old), "\n\n".join(new))

    assert [text for row in rows for text in marked(row, REMOVED) if text] == [old[0]]


def many(words, *, apart=" ", length):
    """A text of the words at random, the same each time."""
    choose = random.Random(1).choice  # noqa: S311
    return apart.join(choose(words) for _ in range(length))


UNIQUE = [f"w{n}" for n in range(20_000)]
THIRD = [word if n % 3 else f"x{n}" for n, word in enumerate(UNIQUE)]
HOSTILE = {
    "a paragraph of other words": (" ".join(UNIQUE), many(THIRD, length=20_000)),
    "each third word another": (" ".join(UNIQUE), " ".join(THIRD)),
    "each third paragraph another": ("\n\n".join(UNIQUE), "\n\n".join(THIRD)),
    "all paragraphs others": ("\n\n".join(UNIQUE), "\n\n".join(UNIQUE[::-1])),
    "one word": ("a " * 100_000, "a " * 60_000 + "b " + "a " * 39_000),
    "two words": tuple(many("ab", length=n) for n in (99_000, 100_000)),
    "two lines": tuple(many("ab", apart="\n", length=n) for n in (99_000, 100_000)),
    "each line another": ("a\n" * 100_000, "b\n" * 100_000),
    "each second line another": ("a\nb\n" * 50_000, "a\nc\n" * 50_000),
    "blank lines": ("\n" * 200_000, "a" + "\n" * 150_000),
    "marks": (many("!?.", apart="", length=200_000), "!" * 200_000),
    "accents": ("e" + "\u0301" * 199_999, "e" + "\u0302" * 199_999),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_work_is_bounded_and_the_texts_are_whole(name):
    old, new = HOSTILE[name]

    begun = time.process_time()
    rows = [row for row in diff.compare(old, new) if not row.is_same]
    merged = diff.merge(old, old, new)
    took = time.process_time() - begun

    assert merged.text == new
    assert_readable(old, new)
    assert len(rows) <= diff.MOST_ROWS + 1
    assert sum(len(row.old) + len(row.new) for row in rows) < 4 * diff.MOST_PIECES
    assert took < 3  # a third of it on one free core


def test_two_changes_far_apart_in_lines_that_repeat_are_two():
    lines = ["yes", "no"] * 500
    new = ["first", *lines[:500], "middle", *lines[500:], "last"]

    rows = diff.compare("\n".join(lines), "\n".join(new))

    added = [text for row in rows for text in marked(row, ADDED)]
    assert added == ["first", "middle", "last"]


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_from_the_rows(old, new):
    assert_readable(old, new)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_from_coarse_rows(old, new):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(diff, "MOST_PAIRS", 2)
        patch.setattr(diff, "MOST_PIECES", 2)
        patch.setattr(diff, "MOST_ROWS", 2)

        assert_readable(old, new)


def assert_readable(old, new):
    rows = diff.compare(old, new)
    for text, side, other in ((old, "old", ADDED), (new, "new", REMOVED)):
        lines = [
            "".join(piece.text for piece in getattr(row, side))
            for row in rows
            if getattr(row, side)
        ]
        assert [line for line in "\n".join(lines).splitlines() if line] == [
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
