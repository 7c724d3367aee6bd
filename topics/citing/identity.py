"""What an entry is called, and what it is known by."""

import re
import unicodedata
from typing import Any

from topics.citing.csl import year_of
from topics.citing.symbols import is_symbol, names_of
from topics.citing.text import plain

LONGEST_KEY = 60
_PLAIN_LETTERS = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss"}
    | {"ı": "i"}
)

_BEFORE_IDENTIFIER = re.compile(
    r"^(?:(?:https?://)?(?:(?:dx\.|www\.)?doi\.org/|(?:www\.)?undocs\.org/|docs\.un\.org/)"
    r"(?:(?:en|fr|es|ar|ru|zh)/)?|doi\b[:\s]*|isbn(?:-?1[03])?\b[:\s]*|"
    r"(?:un )?doc(?:ument|\.)? )",
    re.I,
)


def proposed_key(entry: dict[str, Any]) -> str:
    """A key for an entry: the symbol of a document of the United Nations, else author
    and year, as far as they are known."""
    if is_symbol(number := _text(entry, "number")):
        return _slug(number)
    names = [*(entry.get("author") or []), *(entry.get("editor") or [])][:1]
    words = [
        *map(_word_of, names),
        _short(_text(entry, "container-title")),
        _short(_text(entry, "publisher")),
        " ".join(plain(_text(entry, "title")).split()[:3]),
    ]
    word = next(filter(None, map(_slug, words)), "source")
    year = year_of(entry)
    return f"{word}-{year}" if year else word


def identifiers(entry: dict[str, Any]) -> set[tuple[str, str]]:
    """(variable, value) by each of which an entry can be known again, however it was
    written. Two entries that share one are probably of the same work."""
    title = _letters(plain(_text(entry, "title")))
    url = _bare_address(_text(entry, "URL"))
    of_a_doi = url.partition("doi.org/")[2]
    known = {
        "DOI": (_text(entry, "DOI") or of_a_doi).lower(),
        "ISBN": _isbn13(_text(entry, "ISBN")),
        "number": _words(_text(entry, "number")),
        "URL": "" if of_a_doi else url,
        "title": title and f"{title} {year_of(entry) or ''}",
    }
    if entry.get("type") == "chapter":
        # Chapters share that of their book.
        del known["ISBN"]
    return {(variable, value) for variable, value in known.items() if value}


def written_identifiers(entry: dict[str, Any]) -> list[str]:
    """The DOI, the ISBNs and the number of an entry, in each way that people write
    them without what `bare_identifier` leaves out."""
    number, isbn = _text(entry, "number"), _isbn13(_text(entry, "ISBN"))
    of_a_doi = _text(entry, "URL").partition("doi.org/")[2]
    written = [_text(entry, "DOI") or of_a_doi, isbn, *_isbn10(isbn)]
    return [text for text in [*written, *names_of(number)] if text]


def bare_identifier(typed: str) -> str:
    """What somebody typed or pasted without the words before a DOI, an ISBN or a
    symbol, and without the addresses of which they are part."""
    return _BEFORE_IDENTIFIER.sub("", typed.strip(), count=1)


def _text(entry: dict[str, Any], variable: str) -> str:
    value = entry.get(variable)
    return "" if value is None else str(value)


def _word_of(name: dict[str, Any]) -> str:
    parts = (name.get("non-dropping-particle"), name.get("family"))
    return " ".join(filter(None, parts)) or _short(name.get("literal") or "")


def _short(name: str) -> str:
    """An organization in a word: “unhcr” of its five words."""
    words = re.findall(r"[^\W_]+", name.removeprefix("The "))
    if len(words) <= 3:
        return " ".join(words)
    return "".join(word[0] for word in words if word[0].isupper()) or " ".join(
        words[:3]
    )


def _slug(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.lower().translate(_PLAIN_LETTERS))
    letters = "".join(x for x in decomposed if not unicodedata.combining(x))
    slug = re.sub(r"[^a-z0-9]+", "-", re.sub("['’]", "", letters))
    return slug[:LONGEST_KEY].strip("-")


def _words(text: str) -> str:
    words = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[\W_]+", " ", words).strip()


def _letters(text: str) -> str:
    return _words(text).replace(" ", "")


def _isbn13(written: str) -> str:
    digits = re.sub(r"[\s-]", "", written).upper()
    if not re.fullmatch(r"\d{9}[\dX]", digits):
        return digits
    body = f"978{digits[:9]}"
    total = sum(int(digit) * (1, 3)[place % 2] for place, digit in enumerate(body))
    return f"{body}{-total % 10}"


def _isbn10(isbn13: str) -> list[str]:
    """The older form of an ISBN, if it has one."""
    if not re.fullmatch(r"978\d{10}", isbn13):
        return []
    body = isbn13[3:12]
    check = -sum(int(digit) * (10 - i) for i, digit in enumerate(body)) % 11
    return [f"{body}{'X' if check == 10 else check}"]


def _bare_address(url: str) -> str:
    words = url.partition("://")[2].partition("#")[0]
    host, slash, path = words.partition("/")
    return (host.lower().removeprefix("www.") + slash + path).rstrip("/")
