"""Other ways to write the same word, by which it is searched for as well."""

import re
from collections.abc import Iterator

from topics.search.language.analysis import STOP_WORDS, fold

# Endings of words as they are written in Britain and in America, or of one and of
# several. What is no word is in no text, and finds nothing.
_ENDINGS = [
    ("is", "iz", "e|ed|es|er|ers|ing|ation|ations"),
    ("our", "or", "|s|ed|ing|able|er|ers"),
    ("tre", "ter", "|s"),
    ("ence", "ense", "|s"),
    ("amme", "am", "|s"),
    ("ll", "l", "ed|ing|er|ers"),
    ("dgement", "dgment", "|s"),
    ("men", "man", ""),
    ("ses", "sis", ""),
    ("children", "child", ""),
]
_RULES = [
    (re.compile(f"{written}({rest})$"), rf"{other}\1")
    for one, another, rest in _ENDINGS
    for written, other in ((one, another), (another, one))
]
SHORTEST = 5
# QIPs, PoCs
_SEVERAL = re.compile(r"[A-Z]\w*[A-Z]s")
_ACRONYM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]\.?")
_RESOLUTION = re.compile(r"[AS]/RES/(\d+(?:/\d+)?)", re.IGNORECASE)
_GROUPED = re.compile(r"\d{1,3}(?:[,'’]\d{3})+")
_NUMBER = re.compile(r"\d{4,9}")


def variants(text: str) -> list[str]:
    """What else may be written for a text that is one word, the likeliest first, the
    text itself among it; of other texts only themselves.

    `U.N.` is `UN`, `QIPs` is `QIP`, `17,000` is `17000`, `organisation` is
    `organization`, `women` is `woman`, `S/RES/1509` is `resolution 1509`.
    """
    if _ACRONYM.fullmatch(text):
        letters = text.replace(".", "")
        # Without the stop words it would be another one.
        is_whole = STOP_WORDS.isdisjoint(fold(letters))
        return [letters, text] if is_whole else [letters]
    if _SEVERAL.fullmatch(text):
        # As a word it may have another stem: `ieds` that of “I”.
        return [text[:-1]]
    return [text, *dict.fromkeys(_others(text))]


def _others(text: str) -> Iterator[str]:
    word = fold(text)
    if resolution := _RESOLUTION.fullmatch(text):
        yield f"resolution {resolution[1]}"
    elif _GROUPED.fullmatch(text):
        yield re.sub(r"\D", "", text)
    elif _NUMBER.fullmatch(text):
        yield f"{int(text):,}"
    elif len(word) >= SHORTEST and word.isalpha():
        for rule, other in _RULES:
            if rule.search(word):
                yield rule.sub(other, word)
