"""What the readers of all formats have in common: from the words of an entry to CSL."""

import re
from dataclasses import dataclass, field
from typing import Any

from topics.citing.csl import DOI, TYPES, check_entry
from topics.citing.importing import values
from topics.citing.symbols import is_symbol

# What each variable is read by; the others are texts.
READERS = {
    **dict.fromkeys(
        (
            *("author", "editor", "translator", "collection-editor", "director"),
            *("container-author", "original-author", "recipient", "interviewer"),
            *("composer", "illustrator", "reviewed-author"),
        ),
        values.names,
    ),
    **dict.fromkeys(
        ("issued", "accessed", "original-date", "event-date", "submitted"), values.date
    ),
    "title": values.title,
    "publisher": values.imprint,
    "publisher-place": values.imprint,
    "page": values.pages,
    "number": values.number,
    "DOI": values.doi,
    "ISBN": values.isbn,
    "ISSN": values.issn,
    "URL": values.address,
}
_LEAST = {"id": "x", "type": "book", "title": "x"}
_OF_A_DOI = re.compile(rf"https?://(?:dx\.)?doi\.org/({DOI.pattern})")
_NUMBER_OF_PAGES = re.compile(r"(?:[ivxlc]+, *)?(\d+) *(?:p|pp|pages)\b[. :;]*")


@dataclass
class Record:
    """The type and the `fields` of an entry, each with its name in the pasted text,
    its variable of CSL ("" if there is none) and its value; `count` of entries there
    are."""

    type: str
    count: int
    fields: list[tuple[str, str, Any]] = field(default_factory=list)


def entry_of(record: Record) -> tuple[dict[str, Any], list[str]]:
    """The entry of CSL-JSON, without `id`, that a record means, and the names of what
    could not be read. Of several values of a variable the first stays, and the most
    exact of dates."""
    entry: dict[str, Any] = {"type": record.type}
    unread = [] if record.type in TYPES else ["type"]
    if unread:
        entry["type"] = "report"
    for name, variable, written in record.fields:
        try:
            value = _value(variable, written)
        except ValueError:
            unread.append(name)
            continue
        if value and _is_better(value, entry.get(variable)):
            entry[variable] = value
    return _complete(entry), list(dict.fromkeys(unread))


def _value(variable: str, written: Any) -> Any:
    """Raises ValueError for what no entry may have."""
    if written in ("", None, [], {}):
        return None
    if not variable:
        raise ValueError("no variable of CSL")
    value = READERS.get(variable, values.text)(written)
    check_entry({**_LEAST, variable: value})
    return value


def _is_better(value: Any, present: Any) -> bool:
    if present is None:
        return True
    if not isinstance(value, dict) or not isinstance(present, dict):
        return False
    return len(value["date-parts"][0]) > len(present["date-parts"][0])


def _complete(entry: dict[str, Any]) -> dict[str, Any]:
    """The entry with what one variable says of another."""
    if subtitle := entry.pop("subtitle", ""):
        title = entry.get("title", "")
        mark = "" if title.endswith((":", "?", "!", "–")) else ":"
        entry["title"] = f"{title}{mark} {subtitle}".strip()
    if count := _NUMBER_OF_PAGES.fullmatch(str(entry.get("page", ""))):
        del entry["page"]
        entry["number-of-pages"] = count[1]
    _tell_document(entry)
    doi = _OF_A_DOI.match(entry.get("URL", ""))
    if doi:
        entry.setdefault("DOI", doi[1])
    if doi and entry["DOI"].lower() == doi[1].lower():
        del entry["URL"]
    return entry


def _tell_document(entry: dict[str, Any]) -> None:
    """Catalogues take documents of the United Nations for books and articles."""
    for variable in ("issue", "collection-number", "volume"):
        written = str(entry.get(variable, ""))
        if "number" not in entry and is_symbol(values.number(written)):
            entry["number"] = values.number(entry.pop(variable))
    number = entry.get("number", "")
    if is_symbol(number) and not entry.get("container-title"):
        entry["type"] = "legislation" if "/RES/" in number else "report"
