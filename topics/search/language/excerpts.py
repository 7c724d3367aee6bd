"""The passage of a text that answers a query, its words marked."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from topics.search.language import analysis
from topics.search.language.query import Sequence

LENGTH = 260
_WORD = re.compile(r"[^\W_]+")
# Punctuation aside, which is as often as all the others and is no part of a word.
_TO_FOLD = re.compile(r"[^\x00-\x7f\u2010-\u205e]")


def _flat(text: str) -> str:
    """Each character as one folded character, so that positions in the text hold."""
    return _TO_FOLD.sub(lambda match: _flat_character(match[0]), text).lower()


@lru_cache(maxsize=10_000)
def _flat_character(character: str) -> str:
    # Not “ß” either, which is two when it is folded, nor what vanishes.
    return analysis.fold(character)[:1] or character


def excerpt(text: str, sequences: Iterable[Sequence]) -> list[tuple[str, bool]]:
    """Pieces of `text`, about 260 characters in all, each with whether it matches.

    The beginning of the text if nothing matches. No piece is HTML.
    """
    spans = _spans(text, list(sequences))
    start, end = _window(text, spans)
    pieces, position = [], start
    for left, right, _kind in spans:
        if left < position or right > end:
            continue
        pieces += [(text[position:left], False), (text[left:right], True)]
        position = right
    pieces.append((text[position:end], False))
    if start > 0:
        pieces.insert(0, ("… ", False))
    if end < len(text):
        pieces.append((" …", False))
    return [piece for piece in pieces if piece[0]]


def _spans(text: str, sequences: list[Sequence]) -> list[tuple[int, int, int]]:
    """Where sequences occur: (start, end, which), in order."""
    flat = _flat(text)
    spans = []
    for kind, sequence in enumerate(sequences):
        first = sequence.stems[0]
        # A stem may end otherwise than its word: `polici` is the stem of “policy”.
        begin = first if len(first) <= 3 or sequence.is_prefix else first[:-1]
        for match in _words_beginning(flat, begin):
            end = _match_end(flat, match, sequence)
            if end is not None:
                spans.append((match.start(), end, kind))
    return sorted(spans)


def _words_beginning(flat: str, begin: str) -> Iterator[re.Match]:
    # Ten times as fast as a regular expression that looks for the beginning.
    position = flat.find(begin)
    while position >= 0:
        is_within = position and flat[position - 1].isalnum()
        if not is_within and (match := _WORD.match(flat, position)):
            yield match
        position = flat.find(begin, position + 1)


def _match_end(flat: str, match: re.Match, sequence: Sequence) -> int | None:
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


def _window(text: str, spans: list[tuple[int, int, int]]) -> tuple[int, int]:
    """The part of the text with the most different matches, at word boundaries."""
    if not spans:
        return 0, _word_end(text, LENGTH)
    best, start = 0, spans[0][0]
    for left, _right, _kind in spans[:200]:
        inside = [s for s in spans if left <= s[0] and s[1] <= left + LENGTH - 60]
        worth = 100 * len({kind for *_span, kind in inside}) + len(inside)
        if worth > best:
            best, start = worth, left
    start = _sentence_start(text, start)
    return start, _word_end(text, start + LENGTH)


def _sentence_start(text: str, position: int) -> int:
    """The start of the sentence at a position, or of a word at most 60 before it."""
    from_here = max(position - 60, 0)
    stop = max(
        text.rfind(mark, from_here, position) for mark in (". ", "\n", "? ", ": ")
    )
    if stop >= 0:
        return stop + (1 if text[stop] == "\n" else 2)
    if from_here == 0:
        return 0
    space = text.find(" ", from_here, position)
    return position if space < 0 else space + 1


def _word_end(text: str, position: int) -> int:
    if position >= len(text):
        return len(text)
    space = text.rfind(" ", 0, position)
    return position if space <= 0 else space
