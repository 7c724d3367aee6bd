"""What the readers of all formats have in common: from the words of an entry to CSL."""

import re
from dataclasses import dataclass, field
from typing import Any

from topics.citing.csl import DOI, TYPES, check_entry, year_of
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
# What catalogues take documents of the United Nations for.
MISNAMED = ("article", "article-journal", "book", "report", "webpage")
MOST_SHOWN = 40  # characters of a name
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
    could not be read. Of several values of a variable the first stays, of dates the
    most exact one, of names all."""
    entry: dict[str, Any] = {"type": record.type}
    unread = [] if record.type in TYPES else ["type"]
    if unread:
        entry["type"] = "report"
    for name, variable, written in record.fields:
        try:
            value = _value(variable, written)
        except ValueError:
            # JSON may name half of a character, which no page can show.
            unread.append(name[:MOST_SHOWN].encode(errors="replace").decode())
            continue
        if value:
            entry[variable] = _better(value, entry.get(variable))
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


def _better(value: Any, present: Any) -> Any:
    """What stays of a second value of a variable and the first."""
    if not present:
        return value
    if isinstance(value, list):
        return [*present, *(name for name in value if name not in present)]
    if isinstance(value, dict):
        return max(present, value, key=lambda date: len(date["date-parts"][0]))
    return present


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
    """Give a document of the United Nations its number and its type."""
    for variable in ("issue", "collection-number", "volume"):
        written = str(entry.get(variable, ""))
        if "number" not in entry and is_symbol(values.number(written)):
            entry["number"] = values.number(entry.pop(variable))
    number = entry.get("number", "")
    if re.fullmatch(r"S/RES/\d+", number) and (year := year_of(entry)):
        number = entry["number"] = f"{number} ({year})"
    is_misnamed = entry["type"] in MISNAMED and "container-title" not in entry
    if is_misnamed and is_symbol(number):
        entry["type"] = "legislation" if "/RES/" in number else "report"
