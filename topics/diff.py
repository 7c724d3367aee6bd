"""Two texts to marked words, and three texts to one. Pure: knows no Django.

Texts are compared line by line first and then word by word inside lines that changed,
so that a long text costs little (difflib's matching is quadratic in the worst case).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from merge3 import Merge3

SAME, REMOVED, ADDED = "same", "removed", "added"
_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
# Sentences, and the space between them, which keeps two changes apart.
_SENTENCES = re.compile(r"\s+|\S[^\n]*?(?:[.!?:](?=\s|$)|(?=\n)|$)")
# Beyond this many words a changed line is shown as removed and added whole.
LONGEST_LINE = 2_000


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


def compare(old: str, new: str) -> list[Row]:
    """The lines of two texts side by side."""
    before, after = old.splitlines(), new.splitlines()
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    rows: list[Row] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            rows += [_same(line) for line in before[i1:i2]]
        else:
            rows += _changed(before[i1:i2], after[j1:j2])
    return rows


def _same(line: str) -> Row:
    pieces = (Piece(SAME, line),)
    return Row(pieces, pieces, is_same=True)


def _changed(before: list[str], after: list[str]) -> Iterator[Row]:
    for number in range(max(len(before), len(after))):
        old = before[number] if number < len(before) else None
        new = after[number] if number < len(after) else None
        if old is None or new is None:
            yield Row(
                () if old is None else (Piece(REMOVED, old),),
                () if new is None else (Piece(ADDED, new),),
            )
        else:
            yield words(old, new)


def words(old: str, new: str) -> Row:
    """Two lines with the words that differ marked."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    if max(len(before), len(after)) > LONGEST_LINE:
        return Row((Piece(REMOVED, old),), (Piece(ADDED, new),))
    left: list[Piece] = []
    right: list[Piece] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
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
        _SENTENCES.findall(base), _SENTENCES.findall(mine), _SENTENCES.findall(theirs)
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
