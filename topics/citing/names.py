"""Names of people in any script."""

import re
import unicodedata

# The family name comes first, and nothing stands between it and the given name.
_WHOLE = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO")


def in_one_word(family: str, given: str) -> bool:
    """Whether a name is written without a comma or spaces, as 王小明 is."""
    letters = [letter for letter in family + given if letter.isalpha()]
    return bool(family and letters) and all(
        unicodedata.name(letter, "").startswith(_WHOLE) for letter in letters
    )


def initials(given: str, mark: str) -> str:
    """The initials of a given name, each with `mark` (“.”) behind it. Particles in
    it stay (“A. de la P.”), abbreviations too (“Wm.”), and whole names where letters
    know no capitals."""
    words = re.sub(r"\.(?!-)", ". ", unicodedata.normalize("NFC", given)).split()
    if not _first(given):
        return " ".join(words)
    has_capitals = any(letter.isupper() for letter in given)
    text = ""
    for word in words:
        first = _first(word)
        if not first or (has_capitals and not first.isupper()):
            text = f"{text.rstrip()} {_particle(word, mark)}"
        elif len(word) > 2 and word[:-1].isalpha() and word.endswith("."):
            text += word
        else:
            text += _initials_of_word(word, mark)
    return text.strip()


def _particle(word: str, mark: str) -> str:
    """A word that begins small as it stands among initials: “al-H.” of “al-Hasan”."""
    article, hyphen, name = word.partition("-")
    if hyphen and _first(name).isupper():
        return article + hyphen + _initials_of_word(name, mark)
    return f"{word} "


def _initials_of_word(word: str, mark: str) -> str:
    """“J.-P.” of “Jean-Paul”, “K.” of “Ki-moon”."""
    first, *others = (letter for part in word.split("-") if (letter := _first(part)))
    capitals = [first, *(letter for letter in others if letter.isupper())]
    return "-".join(letter + mark.strip() for letter in capitals) + mark[1:]


def _first(word: str) -> str:
    """The first letter of a word that is a capital or a small one, or nothing."""
    return next((c for c in word if c.isupper() or c.islower()), "")
