"""What an entry of the bibliography must be.

The format is CSL-JSON: https://docs.citationstyles.org/en/stable/specification.html
"""

import re

KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
TYPES = {
    "article": "Preprint or working paper",
    "article-journal": "Journal article",
    "article-magazine": "Magazine article",
    "article-newspaper": "Newspaper article",
    "book": "Book",
    "chapter": "Chapter",
    "dataset": "Data set",
    "legal_case": "Judgment",
    "legislation": "Resolution",
    "report": "Report or document",
    "speech": "Speech",
    "thesis": "Thesis",
    "treaty": "Treaty",
    "webpage": "Web page",
}
# DOI Handbook, 2.2: a directory code "10." with four or more digits, then a suffix.
DOI = re.compile(r"10\.\d{4,9}/\S+")


class InvalidEntry(ValueError):
    """A bibliography entry cannot be used; says which field and why."""


def check_entry(entry: dict) -> None:
    """Raise InvalidEntry unless `entry` is CSL-JSON that can be cited."""
    if not isinstance(entry, dict):
        raise InvalidEntry("An entry must be an object with id, type and title.")
    key = entry.get("id")
    if not isinstance(key, str) or not KEY.fullmatch(key):
        raise InvalidEntry(
            f"The id {key!r} must be lower-case letters, digits and single hyphens."
        )
    if entry.get("type") not in TYPES:
        raise InvalidEntry(
            f"{key}: the type {entry.get('type')!r} is not one of {', '.join(TYPES)}."
        )
    if not isinstance(entry.get("title"), str) or not entry["title"].strip():
        raise InvalidEntry(f"{key}: a title is needed.")
    _check_names(key, entry.get("author", []))
    if "issued" in entry and year_of(entry) is None:
        raise InvalidEntry(
            f"{key}: `issued` must be like {{'date-parts': [[1999, 10, 22]]}}."
        )
    _check_identifiers(key, entry)


def year_of(entry: dict) -> int | None:
    """The year in which the work was issued."""
    try:
        year = int(entry["issued"]["date-parts"][0][0])
    except (KeyError, IndexError, TypeError, ValueError):
        return None
    return year if 1 <= year <= 9999 else None


def _check_names(key: str, names: object) -> None:
    if not isinstance(names, list) or not all(
        isinstance(name, dict) and (name.get("family") or name.get("literal"))
        for name in names
    ):
        raise InvalidEntry(
            f"{key}: `author` must be a list of names with `family` and `given`, "
            "or with `literal`."
        )


def _check_identifiers(key: str, entry: dict) -> None:
    if "DOI" in entry and not DOI.fullmatch(str(entry["DOI"])):
        raise InvalidEntry(f"{key}: {entry['DOI']!r} is not a DOI (10.1234/…).")
    if "ISBN" in entry and not is_isbn(str(entry["ISBN"])):
        raise InvalidEntry(f"{key}: {entry['ISBN']!r} is not an ISBN (check digit).")
    if "URL" in entry and not re.match(r"https?://[^\s/]+", str(entry["URL"])):
        raise InvalidEntry(f"{key}: {entry['URL']!r} is not a web address.")


def is_isbn(written: str) -> bool:
    """Whether the check digit is right (ISO 2108: ISBN-13 and the older ISBN-10)."""
    digits = re.sub(r"[\s-]", "", written).upper()
    if re.fullmatch(r"\d{13}", digits):
        return sum(int(d) * (1, 3)[i % 2] for i, d in enumerate(digits)) % 10 == 0
    if re.fullmatch(r"\d{9}[\dX]", digits):
        values = [10 if d == "X" else int(d) for d in digits]
        return sum(v * (10 - i) for i, v in enumerate(values)) % 11 == 0
    return False
