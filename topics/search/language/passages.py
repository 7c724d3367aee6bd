"""The passage of a text that answers a query, its words marked, and where it stands."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from topics.search.language import analysis
from topics.search.language.query import Clause
from topics.search.language.query import Sequence as Stems

# In characters; a sentence that ends in the last part of them ends the passage.
LENGTH, SHORTEST = 260, 120
# How many words are weighed, and what stands before one in a long sentence.
MOST_WEIGHED, BEFORE = 200, 60
# What words count that stand in the heading alone.
IN_HEADING = 0.5
# In a passage that shall say how many; years and days do not.
WITH_NUMBER = 0.3
_AMOUNT = re.compile(r"\b\d{1,3}(?:,\d{3})+|\b\d+(?:\.\d+)? (?:per cent|percent|%)")
_WORD = re.compile(r"[^\W_]+")
_SENTENCE_END = re.compile(r"[.?!][”’\"')]*\s+")
# Punctuation aside, which is as often as all the others and is no part of a word.
_TO_FOLD = re.compile(r"[^\x00-\x7f\u2010-\u205e]")


class Passage(NamedTuple):
    """Pieces of a text, about 260 characters in all, each with whether it matches (none
    is HTML); the number of the heading that it stands under, None before the first; and
    the weight of the clauses that it meets."""

    pieces: list[tuple[str, bool]]
    heading: int | None
    weight: float


class _Span(NamedTuple):
    start: int
    end: int
    clause: int


class _Block(NamedTuple):
    """A paragraph, item or row of a text, and the number of its heading."""

    start: int
    end: int
    heading: int | None


def best_passage(
    text: str,
    headings: Sequence[str],
    weights: Mapping[Clause, float],
    *,
    is_quantity: bool = False,
) -> Passage:
    """The passage with the heaviest of the clauses; the first of equals, and the
    beginning of the text if it has none; if a number is asked for, rather one with an
    amount.

    Each block of the text is a line of its own, and so are its `headings`, in order.
    """
    spans = _spans(text, list(weights))
    blocks, titles = _blocks(text, headings)
    above = [_within(spans, title.start, title.end) for title in titles]
    values = list(weights.values())
    best = (-1.0, blocks[0].start, blocks[0])
    for block, start in _beginnings(text, blocks, spans[:MOST_WEIGHED], above):
        end = _end(text, block, start)
        met = _within(spans, start, end)
        in_heading = set() if block.heading is None else above[block.heading] - met
        weight = sum(values[n] for n in met)
        weight += IN_HEADING * sum(values[n] for n in in_heading)
        if is_quantity and met and _AMOUNT.search(text, start, end):
            weight += WITH_NUMBER * sum(values)
        if weight > best[0]:
            best = (weight, start, block)
    weight, start, block = best
    return Passage(_pieces(text, spans, block, start), block.heading, max(weight, 0.0))


def _blocks(text: str, headings: Sequence[str]) -> tuple[list[_Block], list[_Block]]:
    """The blocks of a text but its headings (at least one), and those."""
    blocks: list[_Block] = []
    titles: list[_Block] = []
    start = 0
    for line in text.split("\n"):
        end, number = start + len(line), len(titles)
        if number < len(headings) and line == headings[number]:
            titles.append(_Block(start, end, number))
        else:
            blocks.append(_Block(start, end, number - 1 if number else None))
        start = end + 1
    return blocks or titles, titles


def _within(spans: Iterable[_Span], start: int, end: int) -> set[int]:
    return {s.clause for s in spans if start <= s.start and s.end <= end}


def _beginnings(
    text: str, blocks: list[_Block], spans: list[_Span], above: list[set[int]]
) -> Iterator[tuple[_Block, int]]:
    """Where a passage may begin: at each sentence with a match, and below headings."""
    last = None
    rest = iter([*spans, _Span(len(text) + 1, 0, 0)])
    span = next(rest)
    for block in blocks:
        if block.heading != last and above[block.heading or 0]:
            yield block, block.start
        last = block.heading
        starts = set()
        while span.start < block.end:
            # None goes on from a heading or into the next block.
            if block.start <= span.start and span.end <= block.end:
                starts.add(_beginning(text, block, span))
            span = next(rest)
        yield from ((block, start) for start in sorted(starts))


def _beginning(text: str, block: _Block, span: _Span) -> int:
    """The start of the sentence of a match, or of a word not long before it."""
    start = block.start
    for match in _SENTENCE_END.finditer(text, block.start, span.start):
        start = match.end()
    if span.end - start <= LENGTH:
        return start
    space = text.find(" ", span.start - BEFORE, span.start)
    return span.start if space < 0 else space + 1


def _pieces(
    text: str, spans: Iterable[_Span], block: _Block, start: int
) -> list[tuple[str, bool]]:
    end = _end(text, block, start)
    pieces, position = [], start
    if start > block.start:
        pieces.append(("… ", False))
    for left, right, _clause in spans:
        if left >= position and right <= end:
            pieces += [(text[position:left], False), (text[left:right], True)]
            position = right
    pieces.append((text[position:end].rstrip(), False))
    if end < block.end:
        pieces.append((" …", False))
    return [piece for piece in pieces if piece[0]]


def _end(text: str, block: _Block, start: int) -> int:
    """The end of a sentence or else of a word, LENGTH behind the start at most."""
    if block.end - start <= LENGTH:
        return block.end
    ends = _SENTENCE_END.finditer(text, start + SHORTEST, start + LENGTH)
    if sentences := [match.end() for match in ends]:
        return sentences[-1]
    space = text.rfind(" ", start, start + LENGTH + 1)
    return start + LENGTH if space <= start else space


def _spans(text: str, clauses: Iterable[Clause]) -> list[_Span]:
    """Where clauses are met, in order."""
    flat = _flat(text)
    spans = set()
    for number, clause in enumerate(clauses):
        for sequence in clause.sequences:
            first = sequence.stems[0]
            # A stem may end otherwise than its word: `polici` is the stem of “policy”.
            begin = first if len(first) <= 3 or sequence.is_prefix else first[:-1]
            for match in _words_beginning(flat, begin):
                end = _match_end(flat, match, sequence)
                if end is not None:
                    spans.add(_Span(match.start(), end, number))
    return sorted(spans)


def _flat(text: str) -> str:
    """Each character as one folded character, so that positions in the text hold."""
    if text.isascii():
        return text.lower()
    return _TO_FOLD.sub(lambda match: _flat_character(match[0]), text).lower()


@lru_cache(maxsize=10_000)
def _flat_character(character: str) -> str:
    # Not “ß” either, which is two when it is folded, nor what vanishes.
    return analysis.fold(character)[:1] or character


def _words_beginning(flat: str, begin: str) -> Iterator[re.Match]:
    # Ten times as fast as a regular expression that looks for the beginning.
    position = flat.find(begin)
    while position >= 0:
        is_within = position and flat[position - 1].isalnum()
        if not is_within and (match := _WORD.match(flat, position)):
            yield match
        position = flat.find(begin, position + 1)


def _match_end(flat: str, match: re.Match, sequence: Stems) -> int | None:
    for number, stem in enumerate(sequence.stems):
        word: re.Match | None = match
        if number:
            word = _WORD.search(flat, match.end())
            while word and word[0] in analysis.STOP_WORDS:
                word = _WORD.search(flat, word.end())
        if word is None:
            return None
        is_begin = sequence.is_prefix and number == len(sequence.stems) - 1
        if not (word[0].startswith(stem) if is_begin else _is(word[0], stem)):
            return None
        match = word
    return match.end()


def _is(word: str, stem: str) -> bool:
    return analysis.stem(word) == stem
