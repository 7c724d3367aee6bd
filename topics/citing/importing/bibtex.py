"""BibTeX and BibLaTeX."""

import re
import unicodedata
from typing import Any

from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares.names import (
    parse_single_name_into_parts,
    split_multiple_persons_names,
)
from bibtexparser.model import Entry, ParsingFailedBlock

from topics.citing.csl import InvalidEntry, gettext_noop
from topics.citing.importing.latex import in_plain_text
from topics.citing.importing.people import name_of
from topics.citing.importing.record import Record

TYPES = {
    **dict.fromkeys(("article", "suppperiodical"), "article-journal"),
    **dict.fromkeys(
        ("book", "booklet", "collection", "manual", "mvbook", "mvcollection"), "book"
    ),
    **dict.fromkeys(("periodical", "proceedings", "reference"), "book"),
    **dict.fromkeys(
        ("bookinbook", "conference", "inbook", "incollection", "inproceedings"),
        "chapter",
    ),
    "inreference": "chapter",
    **dict.fromkeys(("mastersthesis", "phdthesis", "thesis"), "thesis"),
    **dict.fromkeys(("misc", "report", "techreport"), "report"),
    **dict.fromkeys(("electronic", "online", "www"), "webpage"),
    **dict.fromkeys(("movie", "video"), "motion_picture"),
    "unpublished": "article",
    "dataset": "dataset",
    "jurisdiction": "legal_case",
    **dict.fromkeys(("legal", "legislation"), "legislation"),
}
# Those that `topics.citing.exporting` writes.
SUBTYPES = {("misc", "dataset"), ("misc", "speech"), ("legislation", "treaty")}
NAMES = ("author", "editor", "translator", "bookauthor")
FIELDS = {
    "title": "title",
    "subtitle": "subtitle",
    "shorttitle": "title-short",
    **{name: name for name in NAMES},
    "bookauthor": "container-author",
    **dict.fromkeys(("booktitle", "journal", "journaltitle"), "container-title"),
    "series": "collection-title",
    **dict.fromkeys(
        ("publisher", "institution", "school", "organization"), "publisher"
    ),
    **dict.fromkeys(("address", "location", "place"), "publisher-place"),
    **dict.fromkeys(("date", "year"), "issued"),
    "urldate": "accessed",
    "origdate": "original-date",
    "volume": "volume",
    "issue": "issue",
    "pages": "page",
    "chapter": "chapter-number",
    "edition": "edition",
    "pagetotal": "number-of-pages",
    "volumes": "number-of-volumes",
    "eventtitle": "event-title",
    "type": "genre",
    "version": "version",
    "doi": "DOI",
    "isbn": "ISBN",
    "issn": "ISSN",
    **dict.fromkeys(("url", "howpublished"), "URL"),
    **dict.fromkeys(("language", "langid"), "language"),
    "copyright": "license",
    "note": "note",
}
GENRES = {
    **dict.fromkeys(("mastersthesis", "mathesis"), "Master’s thesis"),
    "phdthesis": "PhD thesis",
}
# In these “~” and “--” stand for themselves.
CODES = ("DOI", "URL", "accessed", "issued", "original-date")
_TILDE = re.compile(r"\\~ *(?:\{([A-Za-z])\}|([A-Za-z]))")
MOST_PIECES = 20
_PIECE = r'(?:"[^"{}]*"|[\w.:+-]+)'
_JOINED = re.compile(rf"{_PIECE}(?:\s*#\s*{_PIECE})*")


def read(text: str) -> Record:
    """The first entry. Raises InvalidEntry."""
    library = parse_string(text, parse_stack=[])
    entries = [found for block in library.blocks if (found := _entry_in(block))]
    if not entries:
        raise InvalidEntry(gettext_noop("There is no entry in this BibTeX."))
    entry = entries[0]
    if not isinstance(entry, Entry):
        raise InvalidEntry(
            gettext_noop(
                "The entry that begins in line %(line)s is not complete: look at its "
                "braces, quotation marks and commas."
            ),
            line=str((entry.start_line or 0) + 1),
        )
    strings = {string.key.lower(): string.value for string in library.strings}
    return _record(entry, strings, len(entries))


def _entry_in(block: Any) -> Any:
    """An entry, also one with a key or a field twice, or a block that is none."""
    if isinstance(block, ParsingFailedBlock):
        return block.ignore_error_block or block
    return block if isinstance(block, Entry) else None


def _record(entry: Entry, strings: dict[str, Any], count: int) -> Record:
    record = Record("", count)
    written: dict[str, str] = {}
    for item in entry.fields:
        name = item.key.strip().lower()
        try:
            written.setdefault(name, _value(str(item.value).strip(), strings))
        except ValueError:
            record.fields.append((name, "", "?"))
    kind = entry.entry_type.lower()
    record.type = _type(kind, written)
    genre = written.get("type", kind)
    if genre in GENRES:
        written["type"] = GENRES[genre]
    _join_date(written)
    for name, value in written.items():
        record.fields.append(_field(name, value, record.type, written))
        if name in NAMES and re.search(r"\sand\s+others\s*$", value):
            record.fields.append((f"{name}: and others", "", value))
    return record


def _type(kind: str, written: dict[str, str]) -> str:
    """Its type in CSL, or "" if it is not known."""
    subtype = written.pop("entrysubtype", "")
    if kind == "article" and subtype in ("magazine", "newspaper"):
        return f"article-{subtype}"
    if (kind, subtype) in SUBTYPES:
        return subtype
    if kind == "misc" and (
        "url" in written or "http" in written.get("howpublished", "")
    ):
        return "webpage"
    return TYPES.get(kind, "")


def _field(
    name: str, value: str, kind: str, written: dict[str, str]
) -> tuple[str, str, Any]:
    variable = _variable(name, kind, written)
    try:
        if name in NAMES:
            return name, variable, _names(value)
        is_code = variable in CODES
        return name, variable, in_plain_text(value, is_code) if variable else value
    except ValueError:
        return name, "", value


def _variable(name: str, kind: str, written: dict[str, str]) -> str:
    if name == "type" and kind not in ("report", "thesis"):
        # “Article”, says Web of Science.
        return ""
    if name != "number":
        return FIELDS.get(name, "")
    if kind.startswith("article"):
        return "number" if "issue" in written else "issue"
    return "collection-number" if "series" in written else "number"


def _join_date(written: dict[str, str]) -> None:
    """Put month and day into the year, where they are fields of their own."""
    month, day = (written.pop(name, "").strip("{}") for name in ("month", "day"))
    year = written.get("year", "").strip("{}")
    if re.fullmatch(r"\d{4}", year) and month and "date" not in written:
        if re.fullmatch(r"\d{1,2}", month):
            month = f"{year}-{int(month):02}"
            written["year"] = f"{month}-{int(day):02}" if day.isdigit() else month
        else:
            written["year"] = f"{day} {month} {year}".replace("~", " ")


def _value(raw: str, strings: dict[str, Any]) -> str:
    """A value without its braces or quotation marks; pieces that # joins, joined.
    Raises ValueError if it is neither."""
    if len(raw) > 1 and raw[0] + raw[-1] == "{}":
        return raw[1:-1].strip()
    if _JOINED.fullmatch(raw):
        pieces = re.findall(_PIECE, raw)
        if len(pieces) > MOST_PIECES:
            raise ValueError("too long")
        return "".join(_piece(piece, strings) for piece in pieces)
    if len(raw) > 1 and raw[0] + raw[-1] == '""':
        return raw[1:-1].strip()
    raise ValueError("neither in braces nor in quotation marks")


def _piece(piece: str, strings: dict[str, Any]) -> str:
    if piece.startswith('"'):
        return piece[1:-1]
    return str(strings.get(piece.lower(), piece)).strip('{}"')


def _names(written: str) -> list[dict[str, str]]:
    if len(written) > 5_000:
        raise ValueError("too long")
    # A name is split at “~”, also where that is an accent.
    written = _TILDE.sub(lambda accent: f"{accent[1] or accent[2]}\u0303", written)
    names = split_multiple_persons_names(unicodedata.normalize("NFC", written))
    if ";" in written and "{" not in written:
        names = ";".join(names).split(";")
    return [_name(name) for name in names if name.lower() != "others"]


def _name(written: str) -> dict[str, str]:
    parts = parse_single_name_into_parts(written, strict=False)
    if not (parts.first or parts.von or parts.jr) and len(parts.last) == 1:
        # One word, or several in braces.
        return {"literal": in_plain_text(parts.last[0])}
    whole = name_of(in_plain_text(written))
    if "literal" in whole:
        return whole
    von, family = parts.von, parts.last
    if von and not in_plain_text(von[0])[:1].islower():
        # “Álvarez de la” of “Álvarez de la Cruz” is no particle.
        von, family = [], [*von, *family]
    named = (
        ("family", family),
        ("given", parts.first),
        ("non-dropping-particle", von),
        ("suffix", parts.jr),
    )
    return {part: in_plain_text(" ".join(words)) for part, words in named if words}
