"""RIS, https://en.wikipedia.org/wiki/RIS_(file_format), with the types and tags as
Zotero reads them (https://github.com/zotero/translators/blob/master/RIS.js)."""

import re
from collections.abc import Iterator
from typing import Any

from topics.citing.csl import year_of
from topics.citing.dates import SEASONS, date_parts
from topics.citing.text import balanced

TYPES = {
    "article": "MANSCPT",
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "book": "BOOK",
    "chapter": "CHAP",
    "dataset": "DATA",
    "legal_case": "CASE",
    "legislation": "STAT",
    "motion_picture": "MPCT",
    "report": "RPRT",
    "speech": "SLIDE",
    "thesis": "THES",
    "treaty": "STAT",
    "webpage": "ELEC",
}
NAMES = {"author": "AU", "editor": "ED", "translator": "A4"}
TAGS = {
    "title": "TI",
    "abstract": "AB",
    "container-title": "T2",
    "collection-title": "T3",
    "publisher": "PB",
    "publisher-place": "CY",
    "volume": "VL",
    "issue": "IS",
    "edition": "ET",
    "number-of-volumes": "NV",
    "genre": "M3",
    "language": "LA",
    "note": "N1",
    "DOI": "DO",
    "URL": "UR",
}
# Of what has no container, the series stands where that would.
WITHOUT_CONTAINER = ("book", "report")
# The number of a document, where it is not M1, which is a day of access for some.
NUMBERS = {"report": "SN", "webpage": "AN"}
_SEASONS = dict(zip(SEASONS, ("Spring", "Summer", "Autumn", "Winter"), strict=True))
_PAGES = re.compile(r"\s*([^\s–—-]+)\s*[-–—]+\s*([^\s–—-]+)\s*")


def ris(entries: list[dict[str, Any]]) -> str:
    """A file with these entries."""
    lines = [f"{tag}  - {value}" for entry in entries for tag, value in _lines(entry)]
    # The standard's end of a line.
    return "".join(f"{line}\r\n" for line in lines)


def _lines(entry: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield "TY", TYPES[entry["type"]]
    for variable, tag in NAMES.items():
        for name in entry.get(variable) or []:
            yield tag, _name(name)
    tags = dict(TAGS)
    if entry["type"] in WITHOUT_CONTAINER and not entry.get("container-title"):
        tags["collection-title"] = "T2"
    yield from _texts(entry, tags)
    yield from _numbers(entry)
    yield from _dates(entry)
    yield "ER", ""


def _texts(entry: dict[str, Any], tags: dict[str, str]) -> Iterator[tuple[str, str]]:
    for variable, tag in tags.items():
        if value := _text(entry.get(variable)):
            yield tag, value
    if version := _text(entry.get("version")):
        yield "N1", f"Version {version}"
    if licence := _text(entry.get("license")):
        yield "N1", f"Licence: {licence}"


def _numbers(entry: dict[str, Any]) -> Iterator[tuple[str, str]]:
    number, pages = _text(entry.get("number")), _text(entry.get("page"))
    if number:
        yield NUMBERS.get(entry["type"], "M1"), number
    for variable in ("ISBN", "ISSN"):
        if value := _text(entry.get(variable)):
            yield "SN", value
    if ends := _PAGES.fullmatch(pages):
        yield "SP", ends[1]
        yield "EP", ends[2]
    elif pages:
        yield "SP", pages


def _dates(entry: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if year_of(entry) is not None:
        day = date_parts(entry["issued"])[0]
        yield "PY", f"{day[0]:04}"
        yield "DA", _date(day)
    try:
        yield "Y2", _date(date_parts(entry.get("accessed"))[0])
    except ValueError:
        return


def _date(day: list[int]) -> str:
    """“2004/03/05/”, as far as it is known, and a season after the third slash."""
    year, month, date = [*day, 0, 0][:3]
    season = _SEASONS.get(month, "")
    numbers = ["" if season or not part else f"{part:02}" for part in (month, date)]
    return "/".join([f"{year:04}", *numbers, season])


def _name(name: dict[str, str]) -> str:
    """“Family, Given, Suffix”. An institution ends with a comma, as EndNote has it: so
    it is not turned into a person."""
    if literal := _text(name.get("literal")):
        return f"{literal},"
    parts = ("dropping-particle", "non-dropping-particle", "family")
    family = " ".join(filter(None, (_text(name.get(part)) for part in parts)))
    return ", ".join(
        filter(None, [family, *(_text(name.get(part)) for part in ("given", "suffix"))])
    )


def _text(value: Any) -> str:
    """A text in one line; its tags are kept, as reference managers know them."""
    words = " ".join(str(value or "").splitlines())
    return balanced(words).replace("&gt;", ">").replace("&amp;", "&").strip()
