"""COinS: an entry as OpenURL in the title of an empty `span`, for reference managers
that look at a page.

The keys are those of http://ocoins.info and of ANSI/NISO Z39.88-2004, as Zotero reads
them (https://github.com/zotero/utilities/blob/master/openurl.js).
"""

from typing import Any
from urllib.parse import urlencode

from topics.citing.csl import year_of
from topics.citing.dates import SEASONS, date_parts
from topics.citing.text import plain

# Format, genre, the key of the title and that of the container.
KINDS = {
    "article-journal": ("journal", "article", "rft.atitle", "rft.jtitle"),
    "book": ("book", "book", "rft.btitle", ""),
    "chapter": ("book", "bookitem", "rft.atitle", "rft.btitle"),
    "report": ("book", "report", "rft.btitle", ""),
    "thesis": ("dissertation", "", "rft.title", ""),
}
# What the formats of OpenURL do not know is Dublin Core, of a type that Zotero has.
DUBLIN_CORE = {
    "article": "preprint",
    "article-magazine": "magazineArticle",
    "article-newspaper": "newspaperArticle",
    "dataset": "dataset",
    "legal_case": "case",
    "legislation": "statute",
    "motion_picture": "film",
    "speech": "presentation",
    "treaty": "statute",
    "webpage": "webpage",
}
KEYS = {
    "publisher": "rft.pub",
    "publisher-place": "rft.place",
    "volume": "rft.volume",
    "issue": "rft.issue",
    "page": "rft.pages",
    "edition": "rft.edition",
    "collection-title": "rft.series",
    "ISBN": "rft.isbn",
    "ISSN": "rft.issn",
    "language": "rft.language",
    "abstract": "rft.description",
    "license": "rft.rights",
}


def coins(entry: dict[str, Any]) -> str:
    """The OpenURL of an entry."""
    kind, genre, title, container = KINDS.get(entry["type"]) or (
        *("dc", DUBLIN_CORE[entry["type"]], "rft.title", "rft.source"),
    )
    pairs: list[tuple[str, str]] = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", f"info:ofi/fmt:kev:mtx:{kind}"),
        ("rft.genre" if kind != "dc" else "rft.type", genre),
        (title, _text(entry, "title")),
        (container, _text(entry, "container-title")),
        *_names(entry),
        ("rft.date", _date(entry)),
        *((key, _text(entry, variable)) for variable, key in KEYS.items()),
        ("rft.inst", _text(entry, "publisher") if kind == "dissertation" else ""),
        ("rft_id", f"info:doi/{entry['DOI']}" if entry.get("DOI") else ""),
        ("rft_id", str(entry.get("URL") or "")),
    ]
    return urlencode([pair for pair in pairs if all(pair)], safe=":/,")


def _names(entry: dict[str, Any]) -> list[tuple[str, str]]:
    names = entry.get("author") or []
    people = [("rft.au", _person(name)) for name in names if not name.get("literal")]
    # Zotero puts each institution before those that it has read already.
    literals = [plain(n["literal"]) for n in reversed(names) if n.get("literal")]
    return [*people, *(("rft.aucorp", literal) for literal in literals)]


def _person(name: dict[str, str]) -> str:
    parts = ("dropping-particle", "non-dropping-particle", "family")
    family = " ".join(name[part] for part in parts if name.get(part))
    given = " ".join(name[part] for part in ("given", "suffix") if name.get(part))
    return plain(f"{family}, {given}" if given else family)


def _date(entry: dict[str, Any]) -> str:
    if year_of(entry) is None:
        return ""
    year, *rest = date_parts(entry["issued"])[0]
    known = [] if rest[:1] and rest[0] in SEASONS else rest
    return "-".join([f"{year:04}", *(f"{part:02}" for part in known)])


def _text(entry: dict[str, Any], variable: str) -> str:
    return plain(str(entry.get(variable) or "")).strip()
