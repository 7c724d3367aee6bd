"""What an entry of the bibliography must be.

The format is CSL-JSON: https://docs.citationstyles.org/en/stable/specification.html
"""

import re
from math import isfinite
from typing import Any

from topics.citing.dates import date_parts
from topics.citing.text import plain

KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# What stands in addresses where a key would.
RESERVED_KEYS = ("cite", "references")
# DOI Handbook, 2.2: a directory code "10." with four or more digits, then a suffix.
DOI = re.compile(r"10\.\d{4,9}/\S+")
ADDRESS = re.compile(r"https?://[^\s/]+")
# What the columns of a source hold; a title is counted without its tags.
MOST_LETTERS = {"id": 80, "title": 500, "number": 120}
DEEPEST = 10
# Controls, what is no character, and what turns round the words after it.
_NO_TEXT = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff"
    r"\ufdd0-\ufdef\ufffd-\uffff]"
)


def gettext_noop(message: str) -> str:
    """Marks a message for translators; it is translated where it is shown."""
    return message


# What CSL calls the kinds of work that occur here, and what pages call them.
TYPES = {
    "article": gettext_noop("Preprint or working paper"),
    "article-journal": gettext_noop("Journal article"),
    "article-magazine": gettext_noop("Magazine article"),
    "article-newspaper": gettext_noop("Newspaper article"),
    "book": gettext_noop("Book"),
    "chapter": gettext_noop("Chapter"),
    "dataset": gettext_noop("Data set"),
    "legal_case": gettext_noop("Judgment"),
    "legislation": gettext_noop("Resolution"),
    "motion_picture": gettext_noop("Film"),
    "report": gettext_noop("Report or document"),
    "speech": gettext_noop("Speech"),
    "thesis": gettext_noop("Thesis"),
    "treaty": gettext_noop("Treaty"),
    "webpage": gettext_noop("Web page"),
}


# The order in which people read an entry; what is not named follows, by name.
KEY_ORDER = (
    "id type title author editor family given literal container-title number issued "
    "publisher publisher-place volume issue page edition DOI ISBN URL accessed"
).split()


# The variables that the style prints, beside the date. Pages print URL and DOI, as
# links of their own.
NAME_VARIABLES = ("author", "editor", "translator", "container-author")
NAME_PARTS = (
    "family",
    "given",
    "dropping-particle",
    "non-dropping-particle",
    "suffix",
    "literal",
)
TEXT_VARIABLES = (
    *("title", "container-title", "collection-title", "collection-number", "event"),
    *("edition", "genre", "issue", "medium", "number", "number-of-volumes", "page"),
    *("publisher", "publisher-place", "volume"),
)


class InvalidEntry(ValueError):
    """A bibliography entry cannot be used.

    `reason` is a message that takes `values` by the % operator.
    """

    def __init__(self, reason: str, **values: str) -> None:
        super().__init__(reason % values)
        self.reason = reason
        self.values = values


def check_entry(entry: Any) -> None:
    """Raise InvalidEntry unless `entry` is CSL-JSON that can be cited."""
    if not isinstance(entry, dict):
        raise InvalidEntry(
            gettext_noop("An entry must be an object with id, type and title.")
        )
    key = _checked_key(entry.get("id"))
    if not isinstance(entry.get("type"), str) or entry["type"] not in TYPES:
        raise InvalidEntry(
            gettext_noop("%(key)s: the type “%(type)s” is not one of %(types)s."),
            key=key,
            type=str(entry.get("type"))[:80],
            types=", ".join(TYPES),
        )
    _check_values(key, entry)
    for variable in TEXT_VARIABLES:
        _check_text(key, variable, entry.get(variable))
    if not entry.get("title") or not plain(str(entry["title"])).strip():
        raise InvalidEntry(gettext_noop("%(key)s: a title is needed."), key=key)
    _check_lengths(key, entry)
    for variable in NAME_VARIABLES:
        _check_names(key, variable, entry.get(variable, []))
    _check_issued(key, entry)
    _check_identifiers(key, entry)


def _checked_key(key: Any) -> str:
    if not isinstance(key, str) or not KEY.fullmatch(key):
        raise InvalidEntry(
            gettext_noop(
                "The id “%(key)s” must be lower-case letters, digits and single "
                "hyphens."
            ),
            key=str(key)[:80],
        )
    if key in RESERVED_KEYS:
        raise InvalidEntry(
            gettext_noop(
                "The id “%(key)s” is a word that the portal's addresses use for "
                "themselves."
            ),
            key=key,
        )
    return key


def year_of(entry: dict) -> int | None:
    """The year in which the work was issued, the first of several."""
    try:
        return date_parts(entry.get("issued"))[0][0]
    except ValueError:
        return None


def in_key_order(value: object) -> object:
    """An entry, or a part of one, with its keys in `KEY_ORDER` at every depth.

    PostgreSQL's `jsonb` does not keep the order in which keys were written.
    """
    if isinstance(value, list):
        return [in_key_order(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {key: in_key_order(value[key]) for key in sorted(value, key=_place)}


def _place(key: str) -> tuple[int, str]:
    known = key in KEY_ORDER
    return (KEY_ORDER.index(key) if known else len(KEY_ORDER), key)


def _check_values(key: str, entry: dict) -> None:
    """Raise InvalidEntry for what a database or a JSON file cannot hold."""
    values, depth = [entry], 0
    while values:
        if (depth := depth + 1) > DEEPEST:
            raise InvalidEntry(gettext_noop("%(key)s: nested too deep."), key=key)
        values = [part for value in values for part in _parts(value)]
        for value in values:
            if isinstance(value, str) and (odd := _NO_TEXT.search(value)):
                raise InvalidEntry(
                    gettext_noop(
                        "%(key)s: in “%(value)s” is a character that is no text, or "
                        "turns the direction of writing (%(code)s); delete it."
                    ),
                    key=key,
                    value=_NO_TEXT.sub("", value)[:80],
                    code=f"U+{ord(odd[0]):04X}",
                )
            if isinstance(value, float) and not isfinite(value):
                raise InvalidEntry(
                    gettext_noop("%(key)s: “%(value)s” is not a number."),
                    key=key,
                    value=str(value),
                )


def _parts(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [*value, *value.values()]
    return value if isinstance(value, list) else []


def _check_text(key: str, variable: str, value: Any) -> None:
    if value is None or (isinstance(value, str | int) and not isinstance(value, bool)):
        return
    raise InvalidEntry(
        gettext_noop("%(key)s: `%(variable)s` must be a text."),
        key=key,
        variable=variable,
    )


def _check_lengths(key: str, entry: dict) -> None:
    for variable, most in MOST_LETTERS.items():
        if len(plain(str(entry.get(variable, "")))) > most:
            raise InvalidEntry(
                gettext_noop(
                    "%(key)s: `%(variable)s` has more than %(most)s characters."
                ),
                key=key,
                variable=variable,
                most=str(most),
            )


def _check_names(key: str, variable: str, names: Any) -> None:
    if not isinstance(names, list) or not all(map(_is_name, names)):
        raise InvalidEntry(
            gettext_noop(
                "%(key)s: `%(variable)s` must be a list of names with `family` and "
                "`given`, or with `literal`."
            ),
            key=key,
            variable=variable,
        )


def _is_name(name: Any) -> bool:
    if not isinstance(name, dict):
        return False
    parts = {part: name[part] for part in NAME_PARTS if name.get(part) is not None}
    return all(isinstance(part, str) for part in parts.values()) and bool(
        plain(parts.get("family", "") + parts.get("literal", "")).strip()
    )


def _check_issued(key: str, entry: dict) -> None:
    if "issued" in entry and year_of(entry) is None:
        raise InvalidEntry(
            gettext_noop(
                "%(key)s: `issued` must be like {'date-parts': [[1999, 10, 22]]}, or "
                "with a second date for a range, in their order."
            ),
            key=key,
        )


def _check_identifiers(key: str, entry: dict) -> None:
    for variable in ("DOI", "ISBN", "URL"):
        _check_text(key, variable, entry.get(variable))
    doi, isbn, url = (str(entry.get(name) or "") for name in ("DOI", "ISBN", "URL"))
    if doi and not DOI.fullmatch(doi):
        reason, value = (
            gettext_noop("%(key)s: “%(value)s” is not a DOI (10.1234/…)."),
            doi,
        )
    elif isbn and not is_isbn(isbn):
        reason = gettext_noop("%(key)s: “%(value)s” is not an ISBN (check digit).")
        value = isbn
    elif url and not is_address(url):
        reason, value = gettext_noop("%(key)s: “%(value)s” is not a web address."), url
    else:
        return
    raise InvalidEntry(reason, key=key, value=value)


def is_address(written: str) -> bool:
    """Whether a text can be the address of a web page."""
    return ADDRESS.match(written) is not None


def is_isbn(written: str) -> bool:
    """Whether the check digit is right (ISO 2108: ISBN-13 and the older ISBN-10)."""
    digits = re.sub(r"[\s-]", "", written).upper()
    if re.fullmatch(r"\d{13}", digits):
        return sum(int(d) * (1, 3)[i % 2] for i, d in enumerate(digits)) % 10 == 0
    if re.fullmatch(r"\d{9}[\dX]", digits):
        values = [10 if d == "X" else int(d) for d in digits]
        return sum(v * (10 - i) for i, v in enumerate(values)) % 11 == 0
    return False
