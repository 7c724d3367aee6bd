"""The full-text index on SQLite: a table of FTS5, https://www.sqlite.org/fts5.html"""

from collections.abc import Iterable, Mapping, Sequence

from django.db import connections
from django.db.models import Q
from django.db.models.expressions import RawSQL

from topics.search import language

MATCHING = "SELECT rowid FROM topics_searchindex WHERE topics_searchindex MATCH %s"
INSERT = "INSERT INTO topics_searchindex (rowid, words) VALUES (%s, %s)"
DELETE = "DELETE FROM topics_searchindex WHERE rowid = %s"
# Stands between fields, so that no phrase goes from one into the next. A character
# of private use is a word to FTS5 but to no query.
GAP = "\ue000"
# The words of a document: (weight, stems) of each name or text in it.
Streams = Sequence[tuple[str, Sequence[str]]]


def holding(clauses: Iterable[language.Clause]) -> Q:
    """A Q of the documents that satisfy every one of the clauses."""
    expression = " AND ".join(_clause(clause) for clause in clauses)
    found = RawSQL(MATCHING, [expression])  # noqa: S611 (the words are a parameter)
    return Q(pk__in=found)


def _clause(clause: language.Clause) -> str:
    return "(" + " OR ".join(_sequence(s) for s in clause.sequences) + ")"


def _sequence(sequence: language.Sequence) -> str:
    phrase = '"' + " ".join(sequence.stems) + '"'
    return phrase + " *" if sequence.is_prefix else phrase


def store(streams: Mapping[int, Streams], using: str) -> None:
    """Index the words of documents that are in the table, by primary key."""
    remove(streams, using)
    with connections[using].cursor() as cursor:
        cursor.executemany(INSERT, [(pk, _words(s)) for pk, s in streams.items()])


def remove(ids: Iterable[int], using: str) -> None:
    """Forget documents."""
    with connections[using].cursor() as cursor:
        cursor.executemany(DELETE, [(pk,) for pk in ids])


def _words(streams: Streams) -> str:
    return f" {GAP} ".join(" ".join(stems) for _weight, stems in streams)


def starting_with(field: str, beginning: str) -> Q:
    """A Q of rows whose field begins so, as a range that the field's index answers
    (SQLite cannot use an index for Django's LIKE … ESCAPE)."""
    after = beginning + "\U0010ffff"
    return Q(**{f"{field}__gte": beginning, f"{field}__lt": after})
