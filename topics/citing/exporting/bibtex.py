"""BibTeX, with the types and fields of BibLaTeX where BibTeX has none.

Types are those that reference managers know: Zotero drops an entry of another type
(https://github.com/zotero/translators/blob/master/BibTeX.js). What two of ours share is
told apart by BibLaTeX's `entrysubtype`.
"""

import re
from typing import Any

from bibtexparser.entrypoint import write_string
from bibtexparser.library import Library
from bibtexparser.model import Entry, Field

from topics.citing.csl import NAME_VARIABLES, year_of
from topics.citing.dates import SEASONS, date_parts, written_date
from topics.citing.exporting.latex import in_latex, verbatim

TYPES = {
    "article": ("unpublished", ""),
    "article-journal": ("article", ""),
    "article-magazine": ("article", "magazine"),
    "article-newspaper": ("article", "newspaper"),
    "book": ("book", ""),
    "chapter": ("incollection", ""),
    "dataset": ("misc", "dataset"),
    "legal_case": ("jurisdiction", ""),
    "legislation": ("legislation", ""),
    "motion_picture": ("movie", ""),
    "report": ("techreport", ""),
    "speech": ("misc", "speech"),
    "thesis": ("thesis", ""),
    "treaty": ("legislation", "treaty"),
    "webpage": ("online", ""),
}
FIELDS = {
    "title": "title",
    "container-title": "journal",
    "collection-title": "series",
    "publisher": "publisher",
    "publisher-place": "address",
    "volume": "volume",
    "edition": "edition",
    "number-of-volumes": "volumes",
    "genre": "type",
    "version": "version",
    "note": "note",
    "language": "language",
    "license": "copyright",
    "abstract": "abstract",
}
NAMES = {"container-author": "bookauthor"}
CODES = {"DOI": "doi", "ISBN": "isbn", "ISSN": "issn", "URL": "url"}
# Fields that are called otherwise in entries of these types.
FIELDS_BY_TYPE = {
    "chapter": {"container-title": "booktitle"},
    "report": {"publisher": "institution"},
    "thesis": {"publisher": "school"},
    "webpage": {"publisher": "organization"},
}
# Styles write small what stands in one pair of braces.
TITLES = ("title", "booktitle")
# BibTeX knows two of them, BibLaTeX any.
_KINDS_OF_THESIS = {
    "phdthesis": r"ph\.? ?d|doctor",
    "mastersthesis": r"\bmaster|\bM\.?(A|Sc)\b",
}
_PARTICLES = ("dropping-particle", "non-dropping-particle")
_PARTS_A_NAME = re.compile(r",|(?:^|\s)and(?:\s|$)", re.I)
# Small words after a capital one, which BibTeX would take for particles with it.
_SMALL_WITHIN = re.compile(r"^[^\W\d_a-z]\S*(?: \S+)* [a-z]")


def bibtex(entries: list[dict[str, Any]]) -> str:
    """A file with these entries, each under its `id`."""
    return write_string(Library([_entry(entry) for entry in entries]))


def _entry(entry: dict[str, Any]) -> Entry:
    kind, subtype = TYPES[entry["type"]]
    if kind == "thesis":
        kind = _thesis(str(entry.get("genre") or ""))
    fields = {
        **_names(entry),
        **_texts(entry),
        **_numbers(entry),
        **_dates(entry),
        **{
            field: verbatim(str(entry[variable]))
            for variable, field in CODES.items()
            if entry.get(variable)
        },
        "entrysubtype": subtype,
    }
    written = [Field(name, value) for name, value in fields.items() if value]
    return Entry(kind, entry["id"], written)


def _thesis(genre: str) -> str:
    kinds = (
        kind
        for kind, words in _KINDS_OF_THESIS.items()
        if re.search(words, genre, re.I)
    )
    return next(kinds, "thesis")


def _texts(entry: dict[str, Any]) -> dict[str, str]:
    names = FIELDS | FIELDS_BY_TYPE.get(entry["type"], {})
    texts = {
        names[variable]: in_latex(str(entry[variable]))
        for variable in FIELDS
        if entry.get(variable)
    }
    return texts | {name: f"{{{texts[name]}}}" for name in TITLES if name in texts}


def _numbers(entry: dict[str, Any]) -> dict[str, str]:
    """Of an article, BibTeX's `number` is its issue; of others that of the work, else
    that within its series."""
    issue, number = (in_latex(str(entry.get(v) or "")) for v in ("issue", "number"))
    in_series = in_latex(str(entry.get("collection-number") or ""))
    pages = in_latex(re.sub(r"\s*[-–—]+\s*", "–", str(entry.get("page") or "")))
    numbers = {"pages": pages.replace("–", "--")}
    if entry["type"].startswith("article") and not number:
        return numbers | {"number": issue}
    return numbers | {"issue": issue, "number": number or in_series}


def _dates(entry: dict[str, Any]) -> dict[str, str]:
    """The date for BibLaTeX; year and month, which BibTeX knows alone."""
    dates = {"urldate": written_date(entry.get("accessed"))}
    if year_of(entry) is None:
        return dates
    year, *rest = date_parts(entry["issued"])[0]
    month = rest[0] if rest and rest[0] not in SEASONS else ""
    date = written_date(entry["issued"])
    return {"date": date, "year": f"{year:04}", "month": str(month), **dates}


def _names(entry: dict[str, Any]) -> dict[str, str]:
    return {
        NAMES.get(variable, variable): " and ".join(
            map(_name, entry.get(variable) or [])
        )
        for variable in NAME_VARIABLES
    }


def _name(name: dict[str, str]) -> str:
    """“von Family, Jr, Given”; in braces what is not to be taken apart."""
    parts = {part: " ".join(str(words or "").split()) for part, words in name.items()}
    if literal := parts.get("literal"):
        return f"{{{in_latex(literal)}}}"
    particles, rest = _written(parts, *_PARTICLES), _written(parts, "suffix", "given")
    family = parts.get("family", "")
    is_alone = not (particles or rest)
    last = _whole(family)
    if is_alone or _SMALL_WITHIN.search(family):
        last = f"{{{in_latex(family)}}}"
    return ", ".join([" ".join([*particles, last]), *rest])


def _written(parts: dict[str, str], *names: str) -> list[str]:
    return [_whole(parts[name]) for name in names if parts.get(name)]


def _whole(words: str) -> str:
    """A part of a name, in braces if it would be parted."""
    written = in_latex(words)
    return f"{{{written}}}" if _PARTS_A_NAME.search(words) else written
