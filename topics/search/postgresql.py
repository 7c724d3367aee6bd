"""The full-text index on PostgreSQL: a `tsvector` column with a GIN index."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.db import connections
from django.db.models import Q
from django.db.models.expressions import RawSQL

from topics.search import language
from topics.search.full_text import TOPICS, FullText

MATCHING = "SELECT {key} FROM {table} WHERE vector @@ %s::tsquery"
UPDATE = """
    UPDATE {table} SET vector = indexed.vector::tsvector
    FROM (VALUES {values}) AS indexed (document, vector)
    WHERE {table}.{key} = indexed.document
"""
# Limits of tsvector, https://www.postgresql.org/docs/current/textsearch-limitations.html
LAST_POSITION, POSITIONS_A_WORD = 16_383, 255
# The words of a document: (weight, stems) of each name or text in it.
Streams = Sequence[tuple[str, Sequence[str]]]


def holding(
    clauses: Iterable[language.Clause], index: FullText = TOPICS, weight: str = ""
) -> Q:
    """A Q of the documents that satisfy every one of the clauses, with words of the
    `weight` if one is named."""
    expression = " & ".join(_clause(clause, weight) for clause in clauses)
    sql = MATCHING.format(key=index.key, table=index.table)
    found = RawSQL(sql, [expression])  # noqa: S611 (the words are a parameter)
    return Q(pk__in=found)


def _clause(clause: language.Clause, weight: str) -> str:
    return "(" + " | ".join(_sequence(s, weight) for s in clause.sequences) + ")"


def _sequence(sequence: language.Sequence, weight: str) -> str:
    words = [f"'{word}':{weight}" for word in sequence.stems]
    if sequence.is_prefix:
        words[-1] += "*"
    return "(" + " <-> ".join(word.removesuffix(":") for word in words) + ")"


def store(streams: Mapping[int, Streams], using: str, index: FullText = TOPICS) -> None:
    """Index the words of documents that are in the table, by primary key."""
    parameters = [value for pk, s in streams.items() for value in (pk, _vector(s))]
    if parameters:
        rows = ", ".join(["(%s, %s)"] * len(streams))
        sql = UPDATE.format(key=index.key, table=index.table, values=rows)
        with connections[using].cursor() as cursor:
            cursor.execute(sql, parameters)


def remove(ids: Iterable[int], using: str, index: FullText = TOPICS) -> None:
    """Nothing is left of a document once its row is deleted."""


def _vector(streams: Streams) -> str:
    """A tsvector's text: each word with its positions and weights (A to D)."""
    positions: dict[str, list[str]] = defaultdict(list)
    position = 1
    for weight, stems in streams:
        for stem in stems:
            if len(positions[stem]) < POSITIONS_A_WORD:
                positions[stem].append(f"{min(position, LAST_POSITION)}{weight}")
            position += 1
        position += 1  # no phrase goes from one field into the next
    return " ".join(f"'{stem}':{','.join(at)}" for stem, at in positions.items())


def starting_with(field: str, beginning: str) -> Q:
    """A Q of rows whose field begins so, answered by the field's pattern index."""
    return Q(**{f"{field}__startswith": beginning})
