"""What an entry of the bibliography must be.

The format is CSL-JSON: https://docs.citationstyles.org/en/stable/specification.html
"""

import re

KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# DOI Handbook, 2.2: a directory code "10." with four or more digits, then a suffix.
DOI = re.compile(r"10\.\d{4,9}/\S+")


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


class InvalidEntry(ValueError):
    """A bibliography entry cannot be used.

    `reason` is a message that takes `values` by the % operator.
    """

    def __init__(self, reason: str, **values: str) -> None:
        super().__init__(reason % values)
        self.reason = reason
        self.values = values


def check_entry(entry: dict) -> None:
    """Raise InvalidEntry unless `entry` is CSL-JSON that can be cited."""
    if not isinstance(entry, dict):
        raise InvalidEntry(
            gettext_noop("An entry must be an object with id, type and title.")
        )
    key = entry.get("id")
    if not isinstance(key, str) or not KEY.fullmatch(key):
        raise InvalidEntry(
            gettext_noop(
                "The id “%(key)s” must be lower-case letters, digits and single "
                "hyphens."
            ),
            key=str(key),
        )
    if entry.get("type") not in TYPES:
        raise InvalidEntry(
            gettext_noop("%(key)s: the type “%(type)s” is not one of %(types)s."),
            key=key,
            type=str(entry.get("type")),
            types=", ".join(TYPES),
        )
    if not isinstance(entry.get("title"), str) or not entry["title"].strip():
        raise InvalidEntry(gettext_noop("%(key)s: a title is needed."), key=key)
    _check_names(key, entry.get("author", []))
    if "issued" in entry and year_of(entry) is None:
        raise InvalidEntry(
            gettext_noop(
                "%(key)s: `issued` must be like {'date-parts': [[1999, 10, 22]]}."
            ),
            key=key,
        )
    _check_identifiers(key, entry)


def year_of(entry: dict) -> int | None:
    """The year in which the work was issued."""
    try:
        year = int(entry["issued"]["date-parts"][0][0])
    except (KeyError, IndexError, TypeError, ValueError):
        return None
    return year if 1 <= year <= 9999 else None


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


def _check_names(key: str, names: object) -> None:
    if not isinstance(names, list) or not all(
        isinstance(name, dict) and (name.get("family") or name.get("literal"))
        for name in names
    ):
        raise InvalidEntry(
            gettext_noop(
                "%(key)s: `author` must be a list of names with `family` and `given`, "
                "or with `literal`."
            ),
            key=key,
        )


def _check_identifiers(key: str, entry: dict) -> None:
    doi, isbn, url = (str(entry.get(name, "")) for name in ("DOI", "ISBN", "URL"))
    if doi and not DOI.fullmatch(doi):
        reason, value = (
            gettext_noop("%(key)s: “%(value)s” is not a DOI (10.1234/…)."),
            doi,
        )
    elif isbn and not is_isbn(isbn):
        reason = gettext_noop("%(key)s: “%(value)s” is not an ISBN (check digit).")
        value = isbn
    elif url and not re.match(r"https?://[^\s/]+", url):
        reason, value = gettext_noop("%(key)s: “%(value)s” is not a web address."), url
    else:
        return
    raise InvalidEntry(reason, key=key, value=value)


def is_isbn(written: str) -> bool:
    """Whether the check digit is right (ISO 2108: ISBN-13 and the older ISBN-10)."""
    digits = re.sub(r"[\s-]", "", written).upper()
    if re.fullmatch(r"\d{13}", digits):
        return sum(int(d) * (1, 3)[i % 2] for i, d in enumerate(digits)) % 10 == 0
    if re.fullmatch(r"\d{9}[\dX]", digits):
        values = [10 if d == "X" else int(d) for d in digits]
        return sum(v * (10 - i) for i, v in enumerate(values)) % 11 == 0
    return False
