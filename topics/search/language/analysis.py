"""Texts as the words that are indexed and searched for. The same on every database.

A text becomes a stream of words: accents folded, lower case, stop words left out, each
word reduced to its stem (Porter's second English stemmer, https://snowballstem.org).
A compound such as “peace-keeping” gives its parts and, after them, the whole without
its hyphen, so that “peacekeeping” finds it too.
"""

import re
import unicodedata
from functools import lru_cache
from threading import Lock

import snowballstemmer

# An underscore joins words in no language.
_WORD = re.compile(r"[^\W_]+(?:[-‐‑'’][^\W_]+)*")
_PLAIN_WORD = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"['’]s$")
_JOINERS = re.compile(r"[-‐‑'’]")
# Letters that Unicode does not decompose.
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae"})
_LETTERS |= str.maketrans({"œ": "oe", "ı": "i"})
# Signs that only say where a line may break.
_LETTERS |= dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"), "")
STOP_WORDS = frozenset(
    # Question words too: people ask the box as they would ask a person.
    "a about actually an and are as at basically be been but by can could did do does "
    "during ever for from generally had happen happened has have how in into is it its "
    "many much of on or really should than "
    "that the their them there these they this those to was were what when where which "
    "while who whom whose why will with would".split()
)
LONGEST_WORD = 60
_stemmer = snowballstemmer.stemmer("english")
# It works on one word at a time: of two threads each would get a part of the other's.
_stemming = Lock()


def fold(text: str) -> str:
    """Lower case without accents: “Côte” and “COTE” are both “cote”."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text)
    kept = "".join(c for c in decomposed if not unicodedata.combining(c))
    return kept.casefold().translate(_LETTERS)


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of a folded word; numbers, acronyms and short words stay whole."""
    if len(word) <= 3 or not word.isascii() or not word.isalpha():
        return word
    with _stemming:
        return str(_stemmer.stemWord(word))


def compounds(text: str) -> list[list[str]]:
    """The folded words of a text in order, each with the parts that it has."""
    found = []
    for word in _WORD.findall(fold(text)):
        if word.isalnum():  # as nearly all are
            found.append([word[:LONGEST_WORD]])
        else:
            parts = _JOINERS.split(_POSSESSIVE.sub("", word))
            found.append([part[:LONGEST_WORD] for part in parts])
    return found


def stream(text: str) -> list[str]:
    """The stems of a text in order, without stop words."""
    return _stems(compounds(text))


def analyse(text: str) -> tuple[list[str], set[str]]:
    """The stream of a text, and its distinct folded words that somebody might look
    for."""
    found = compounds(text)
    words = {word for parts in found for word in parts}
    words |= {"".join(parts)[:LONGEST_WORD] for parts in found if len(parts) > 1}
    return _stems(found), {word for word in words - STOP_WORDS if len(word) > 1}


def _stems(found: list[list[str]]) -> list[str]:
    stems = []
    for parts in found:
        stems += [stem(part) for part in parts if part not in STOP_WORDS]
        if len(parts) > 1:
            stems.append(stem("".join(parts)[:LONGEST_WORD]))
    return stems


def folded_word(text: str) -> str:
    """The folded word that a text consists of, compounds whole; else ""."""
    found = compounds(text)
    return "".join(found[0]) if len(found) == 1 else ""


def folded_words(text: str) -> str:
    """A text as its folded words with single spaces between them."""
    return " ".join("".join(parts) for parts in compounds(text))


def split_words(text: str) -> list[str]:
    """The folded words of a text, the parts of compounds apart, stop words too; of
    long ones as much as is indexed."""
    return [word[:LONGEST_WORD] for word in _PLAIN_WORD.findall(fold(text))]
