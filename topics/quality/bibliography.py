"""Rules of what entries of the bibliography must say."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from topics import citing
from topics.models import Source, Topic
from topics.quality.rows import CHUNK
from topics.quality.rule import Level, Row, Rule

# Sites that hold what others published: of each, its address and those below it.
_COPYING = (
    *("123dok.com", "1library.net", "9dok.net", "9pdf.net", "discmaster.textfiles.com"),
    *("docest.com", "docplayer.net", "docsbay.net", "docslib.org", "doczz.net"),
    *("dokumen.pub", "erenow.org", "fdocuments.in", "fdocuments.net", "fdocuments.us"),
    *("humanrightsvoices.org", "indexarticles.com", "miragenews.com", "paperzz.com"),
    *("pdfslide.net", "pdfslide.us", "pressreader.com", "pubt.io", "readkong.com"),
    *("scribd.com", "slideserve.com", "slideshare.net", "studylib.net", "vdoc.pub"),
    *("vlex.com", "yumpu.com"),
)
_ENCYCLOPEDIAS = (
    *("britannica.com", "dbpedia.org", "encyclopedia.com", "infoplease.com"),
    *("wikipedia.org", "wikiwand.com"),
)
# What leads to an article in its journal.
_PLACES = ("DOI", "volume", "issue")
# Whose addresses are made of the symbol of a document.
_DOCUMENTS = re.compile(r"https?://(?:www\.)?(?:docs\.un|undocs)\.org/\w")
COPY = "Copy at"  # in the note of an entry


def incomplete_articles() -> Iterator[Row]:
    """Articles that cannot be found in a library: without the name of the journal, or
    with neither DOI nor volume nor issue."""
    for entry in _entries(type="article-journal"):
        if not (entry.get("container-title") and any(map(entry.get, _PLACES))):
            yield _row(entry)


def books_without_publisher() -> Iterator[Row]:
    return (_row(e) for e in _entries(type="book") if not e.get("publisher"))


def works_with_two_keys() -> Iterator[Row]:
    """Entries that have the address or DOI of an earlier one, with its key."""
    keys: dict[tuple[str, str], list[str]] = defaultdict(list)
    for entry in _entries():
        for variable, value in citing.identifiers(entry):
            if variable in {"DOI", "URL"}:
                keys[variable, value].append(entry["id"])
    for (variable, _value), (first, *others) in sorted(keys.items()):
        for key in others:
            yield {"subject": key, "other": first, "variable": variable}


def documents_without_symbol() -> Iterator[Row]:
    for entry in _entries():
        if _DOCUMENTS.match(entry.get("URL") or "") and not entry.get("number"):
            yield _row(entry)


def unsaid_copies() -> Iterator[Row]:
    """Entries that lead to a copy, and do not say so in their note. One with a DOI
    leads there."""
    for entry in _entries():
        is_said = COPY in str(entry.get("note") or "") or entry.get("DOI")
        if not is_said and _is_at(_COPYING, entry):
            yield _row(entry)


def encyclopedias() -> Iterator[Row]:
    return (_row(entry) for entry in _entries() if _is_at(_ENCYCLOPEDIAS, entry))


def _entries(**wanted: str) -> Iterator[dict[str, Any]]:
    """The entries that readers' pages cite, in the order of their keys. Others are in
    the report of unused sources, or on pages that were withdrawn."""
    cited: QuerySet[Source] = Source.objects.cited_by(Topic.objects.published())
    sources = cited.filter(**wanted).order_by("key")
    yield from sources.values_list("csl", flat=True).iterator(chunk_size=CHUNK)


def _row(entry: dict[str, Any]) -> Row:
    return {"subject": entry["id"], "host": _host(entry)}


def _is_at(sites: tuple[str, ...], entry: dict[str, Any]) -> bool:
    return f".{_host(entry)}".endswith(tuple(f".{site}" for site in sites))


def _host(entry: dict[str, Any]) -> str:
    try:
        return urlsplit(entry.get("URL") or "").hostname or ""
    except ValueError:  # an address with half of the brackets of IPv6
        return ""


INCOMPLETE_ARTICLE = Rule(
    "incomplete-article",
    Level.WARNING,
    _("The article lacks its journal, or DOI, volume and issue; add what is known."),
    incomplete_articles,
)
BOOK_WITHOUT_PUBLISHER = Rule(
    "book-without-publisher",
    Level.WARNING,
    _("The book names no publisher; add it."),
    books_without_publisher,
)
TWO_KEYS = Rule(
    "two-keys",
    Level.ERROR,
    _("“%(other)s” has the same %(variable)s; cite that one and delete this."),
    works_with_two_keys,
)
DOCUMENT_WITHOUT_SYMBOL = Rule(
    "document-without-symbol",
    Level.ERROR,
    _("The address is that of a document at %(host)s; add its symbol as its number."),
    documents_without_symbol,
)
UNSAID_COPY = Rule(
    "unsaid-copy",
    Level.WARNING,
    _(
        "%(host)s has copies; give the address of the work itself, or say “Copy at "
        "%(host)s” in the note."
    ),
    unsaid_copies,
)
ENCYCLOPEDIA = Rule(
    "encyclopedia",
    Level.WARNING,
    _("%(host)s is an encyclopedia; cite the document or study that it rests on."),
    encyclopedias,
)
