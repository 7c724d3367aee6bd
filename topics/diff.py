"""Two texts to marked words, and three texts to one. Pure: knows no Django.

Texts are compared line by line first and then word by word inside lines that changed.
Work is bounded, not length: where there is too much of it, the result is coarser.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from itertools import zip_longest

from merge3 import Merge3
from patiencediff import PatienceSequenceMatcher
from rapidfuzz.distance import Indel

SAME, REMOVED, ADDED = "same", "removed", "added"
# Characters that belong to the one before: accents, vowel signs, joiners, variants.
_MARKS = "".join(
    char
    for char in map(chr, (*range(0x20000), *range(0xE0000, 0xE0200)))
    if unicodedata.category(char) in {"Mn", "Mc", "Me", "Cf"}
)
# The look-ahead spares most characters the search through all marks.
_MARK = rf"(?![\0-\u02ff])[{_MARKS}]"
_WORDS = re.compile(rf"\s+|(?:\w+|{_MARK})+|[^\w\s](?:{_MARK})*")
# Sentences, and the space between them, which keeps two changes apart.
_SENTENCES = re.compile(r"\s+|\S[^\n]*?(?:[.!?:](?=\s|$)|(?=\n)|$)")
# The longest common subsequence of parts that share no unique word needs a bit for each
# pair of words: 16 MB.
MOST_PAIRS = 2**27
# Marked words that a page can show soon; beyond, changed lines are shown whole.
MOST_PIECES = 30_000
# Changed lines that it can; beyond, all that follows is one row.
MOST_ROWS = 5_000


@dataclass(frozen=True)
class Piece:
    """Words of a text: `same`, `removed` or `added`."""

    kind: str
    text: str


@dataclass(frozen=True)
class Row:
    """A line of the old text beside the line of the new one that it became; either
    may be empty. `is_same` if nothing changed."""

    old: tuple[Piece, ...]
    new: tuple[Piece, ...]
    is_same: bool = False

    @property
    def inline(self) -> tuple[Piece, ...]:
        """Both in one: what was removed comes before what was added."""
        if self.is_same:
            return self.new
        return tuple(_woven(self.old, self.new))


@dataclass(frozen=True)
class Merge:
    """Three texts in one; `conflicts` if some sentences were changed in both."""

    text: str
    has_conflicts: bool


class _Matcher(SequenceMatcher):
    """What two sequences have in common: what is unique in both first, which no
    accidental match can outweigh, then the most that there is between."""

    a: Sequence[str]
    b: Sequence[str]

    def get_matching_blocks(self) -> list[Match]:
        """In their order, an empty one last."""
        blocks: list[Match] = []
        i = j = 0
        patience = PatienceSequenceMatcher(None, self.a, self.b)
        for x, y, size in patience.get_matching_blocks():
            between = _in_common(self.a[i:x], self.b[j:y])
            blocks += [Match(i + m.a, j + m.b, m.size) for m in between]
            blocks.append(Match(x, y, size))
            i, j = x + size, y + size
        return blocks


def _in_common(a: Sequence[str], b: Sequence[str]) -> list[Match]:
    if not a or not b or len(a) * len(b) > MOST_PAIRS:
        return []
    # Numbers, as words are compared by their hashes, which can be the same.
    numbers = {word: number for number, word in enumerate({*a, *b})}
    sides = [[numbers[word] for word in side] for side in (a, b)]
    blocks = Indel.opcodes(*sides).as_matching_blocks()
    return [Match(*block) for block in blocks if block.size]


def compare(old: str, new: str) -> list[Row]:
    """The lines of two texts side by side."""
    before, after = old.splitlines(), new.splitlines()
    rows: list[Row] = []
    changed = pieces = 0
    for tag, i1, i2, j1, j2 in _Matcher(None, before, after).get_opcodes():
        if tag == "equal":
            rows += [_same(line) for line in before[i1:i2]]
            continue
        changed += max(i2 - i1, j2 - j1)
        if changed > MOST_ROWS:
            return [*rows, _whole("\n".join(before[i1:]), "\n".join(after[j1:]))]
        for lines in zip_longest(before[i1:i2], after[j1:j2], fillvalue=""):
            row = words(*lines) if pieces < MOST_PIECES else _whole(*lines)
            pieces += len(row.old) + len(row.new)
            rows.append(row)
    return rows


def _same(line: str) -> Row:
    pieces = (Piece(SAME, line),)
    return Row(pieces, pieces, is_same=True)


def _whole(old: str, new: str) -> Row:
    return Row(
        (Piece(REMOVED, old),) if old else (), (Piece(ADDED, new),) if new else ()
    )


def words(old: str, new: str) -> Row:
    """Two lines with the words that differ marked."""
    if old == new:
        return _same(new)
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    opcodes = _Matcher(None, before, after).get_opcodes()
    if len(opcodes) > MOST_PIECES:
        return _whole(old, new)
    left: list[Piece] = []
    right: list[Piece] = []
    for tag, i1, i2, j1, j2 in opcodes:
        if i2 > i1:
            kind = SAME if tag == "equal" else REMOVED
            left.append(Piece(kind, "".join(before[i1:i2])))
        if j2 > j1:
            kind = SAME if tag == "equal" else ADDED
            right.append(Piece(kind, "".join(after[j1:j2])))
    return Row(tuple(left), tuple(right))


def _woven(old: tuple[Piece, ...], new: tuple[Piece, ...]) -> Iterator[Piece]:
    coming = iter(new)
    for piece in old:
        if piece.kind == REMOVED:
            yield piece
            continue
        for other in coming:
            yield other
            if other.kind == SAME:
                break
    yield from coming


def merge(base: str, mine: str, theirs: str) -> Merge:
    """The changes of two texts to the same `base` in one text. Where both changed the
    same sentence, mine is kept and `has_conflicts` says so."""
    three: Merge3[str] = Merge3(
        *(
            _SENTENCES.findall(base),
            _SENTENCES.findall(mine),
            _SENTENCES.findall(theirs),
        ),
        sequence_matcher=_Matcher,  # type: ignore[arg-type]
    )
    merged: list[str] = []
    has_conflicts = False
    for kind, *place in three.merge_regions():
        if kind == "conflict":
            # Of merge3's six numbers the last four are ranges in mine and theirs.
            merged += three.a[place[2] : place[3]]
            has_conflicts = True
        elif kind == "unchanged":
            merged += three.base[place[0] : place[1]]
        else:
            source = three.b if kind == "b" else three.a
            merged += source[place[0] : place[1]]
    return Merge("".join(merged), has_conflicts)
