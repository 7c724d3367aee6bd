"""The words of sources in the database's full-text index. Nothing else writes them."""

from collections.abc import Collection
from hashlib import blake2b
from pathlib import Path
from typing import Any

from django.db import router, transaction

from topics import citing
from topics.citing import identity, symbols
from topics.citing.csl import NAME_VARIABLES
from topics.models import Source
from topics.search import language
from topics.search.documents import Streams
from topics.search.engines import engine
from topics.search.full_text import SOURCES
from topics.search.language import analysis

# Of the code that decides what is kept of a source (see documents.MADE_WITH).
INDEXED_WITH = blake2b(
    b"".join(
        Path(file).read_bytes()
        for file in (__file__, analysis.__file__, identity.__file__, symbols.__file__)
    ),
    digest_size=16,
).hexdigest()
SOURCES_AT_ONCE = 200
# Before what is an identifier as a whole. A character of private use is part of a word
# to the index, but in none of a query.
WHOLE = "\ue001"
LONGEST_IDENTIFIER = 200
# The parts of a name, as one says them.
IN_ORDER = (
    *("given", "dropping-particle", "non-dropping-particle", "family", "suffix"),
    "literal",
)
OTHER_VARIABLES = (
    *("container-title", "collection-title", "event", "genre", "publisher"),
    *("publisher-place", "DOI"),
)


@transaction.atomic(savepoint=False)
def index_sources(keys: Collection[int]) -> None:
    """Index the sources with these primary keys as they are now, instead of what was
    indexed of them before; forget those that are gone."""
    using = router.db_for_write(Source)
    ids = sorted(keys)
    for start in range(0, len(ids), SOURCES_AT_ONCE):
        some = ids[start : start + SOURCES_AT_ONCE]
        rows = Source.objects.using(using).filter(pk__in=some)
        entries = dict(rows.order_by().values_list("pk", "csl"))
        streams = {pk: _streams(entry) for pk, entry in entries.items()}
        engine(using).remove(some, using, SOURCES)
        engine(using).store(streams, using, SOURCES)
        rows.update(indexed_with=INDEXED_WITH)


def whole_identifier(typed: str) -> str:
    """The word of the index for an identifier, however it is written."""
    bare = language.folded_words(citing.bare_identifier(typed)).replace(" ", "")
    return WHOLE + bare[:LONGEST_IDENTIFIER]


def _streams(entry: dict[str, Any]) -> Streams:
    """(weight, words) of the texts of an entry, by their weights in SOURCES."""
    identifiers = citing.written_identifiers(entry)
    title, year = citing.plain(str(entry["title"])), str(citing.year_of(entry) or "")
    head = [*_names(entry), title, year, *identifiers]
    others = [citing.plain(str(entry.get(each) or "")) for each in OTHER_VARIABLES]
    streams = [
        *(("A", language.analyse(text)[0]) for text in head),
        ("A", sorted({whole_identifier(text) for text in identifiers})),
        *(("B", language.split_words(text)) for text in head),
        *(("C", language.analyse(text)[0]) for text in others),
    ]
    return [(weight, words) for weight, words in streams if words]


def _names(entry: dict[str, Any]) -> list[str]:
    names = [name for each in NAME_VARIABLES for name in entry.get(each) or []]
    return [
        citing.plain(" ".join(str(name[part]) for part in IN_ORDER if name.get(part)))
        for name in names
    ]
