"""The full-text index on SQLite: a table of FTS5, https://www.sqlite.org/fts5.html"""

from collections.abc import Iterable, Mapping, Sequence

from django.db import connections
from django.db.models import Q
from django.db.models.expressions import RawSQL

from topics.search import language
from topics.search.full_text import TOPICS, FullText

MATCHING = "SELECT rowid FROM {fts} WHERE {fts} MATCH %s"
INSERT = "INSERT INTO {fts} (rowid, {columns}) VALUES (%s, {values})"
DELETE = "DELETE FROM {fts} WHERE rowid = %s"
# Stands between fields, so that no phrase goes from one into the next. A character
# of private use is a word to FTS5 but to no query.
GAP = "\ue000"
# The words of a document: (weight, stems) of each name or text in it.
Streams = Sequence[tuple[str, Sequence[str]]]


def holding(
    clauses: Iterable[language.Clause], index: FullText = TOPICS, weight: str = ""
) -> Q:
    """A Q of the documents that satisfy every one of the clauses, with words of the
    `weight` if one is named."""
    expression = " AND ".join(_clause(clause) for clause in clauses)
    if weight:
        names = [name for name, held in index.columns.items() if held == weight]
        expression = f"{{{' '.join(names)}}} : ({expression})"
    sql = MATCHING.format(fts=index.fts)
    found = RawSQL(sql, [expression])  # noqa: S611 (the words are a parameter)
    return Q(pk__in=found)


def _clause(clause: language.Clause) -> str:
    return "(" + " OR ".join(_sequence(s) for s in clause.sequences) + ")"


def _sequence(sequence: language.Sequence) -> str:
    phrase = '"' + " ".join(sequence.stems) + '"'
    return phrase + " *" if sequence.is_prefix else phrase


def store(streams: Mapping[int, Streams], using: str, index: FullText = TOPICS) -> None:
    """Index the words of documents that are in the table, by primary key."""
    remove(streams, using, index)
    sql = INSERT.format(
        fts=index.fts,
        columns=", ".join(index.columns),
        values=", ".join(["%s"] * len(index.columns)),
    )
    rows: list[list[int | str]] = [
        [pk, *(_words(s, weights) for weights in index.columns.values())]
        for pk, s in streams.items()
    ]
    with connections[using].cursor() as cursor:
        cursor.executemany(sql, rows)


def remove(ids: Iterable[int], using: str, index: FullText = TOPICS) -> None:
    """Forget documents."""
    with connections[using].cursor() as cursor:
        cursor.executemany(DELETE.format(fts=index.fts), [(pk,) for pk in ids])


def _words(streams: Streams, weights: str) -> str:
    held = [" ".join(stems) for weight, stems in streams if weight in weights]
    return f" {GAP} ".join(held)


def starting_with(field: str, beginning: str) -> Q:
    """A Q of rows whose field begins so, as a range that the field's index answers
    (SQLite cannot use an index for Django's LIKE … ESCAPE)."""
    after = beginning + "\U0010ffff"
    return Q(**{f"{field}__gte": beginning, f"{field}__lt": after})
