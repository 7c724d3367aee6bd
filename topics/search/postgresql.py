"""The full-text index on PostgreSQL: a `tsvector` column with a GIN index."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.db import connections
from django.db.models import Q
from django.db.models.expressions import RawSQL

from topics.search import language

MATCHING = "SELECT topic_id FROM topics_searchdocument WHERE vector @@ %s::tsquery"
UPDATE = """
    UPDATE topics_searchdocument SET vector = indexed.vector::tsvector
    FROM (VALUES %s) AS indexed (topic_id, vector)
    WHERE topics_searchdocument.topic_id = indexed.topic_id
"""
# Limits of tsvector, https://www.postgresql.org/docs/current/textsearch-limitations.html
LAST_POSITION, POSITIONS_A_WORD = 16_383, 255
# The words of a document: (weight, stems) of each name or text in it.
Streams = Sequence[tuple[str, Sequence[str]]]


def holding(clauses: Iterable[language.Clause]) -> Q:
    """A Q of the documents that satisfy every one of the clauses."""
    expression = " & ".join(_clause(clause) for clause in clauses)
    found = RawSQL(MATCHING, [expression])  # noqa: S611 (the words are a parameter)
    return Q(pk__in=found)


def _clause(clause: language.Clause) -> str:
    return "(" + " | ".join(_sequence(s) for s in clause.sequences) + ")"


def _sequence(sequence: language.Sequence) -> str:
    words = [f"'{word}'" for word in sequence.stems]
    if sequence.is_prefix:
        words[-1] += ":*"
    return "(" + " <-> ".join(words) + ")"


def store(streams: Mapping[int, Streams], using: str) -> None:
    """Index the words of documents that are in the table, by primary key."""
    values = [value for pk, s in streams.items() for value in (pk, _vector(s))]
    if values:
        with connections[using].cursor() as cursor:
            cursor.execute(UPDATE % ", ".join(["(%s, %s)"] * len(streams)), values)


def remove(ids: Iterable[int], using: str) -> None:
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
