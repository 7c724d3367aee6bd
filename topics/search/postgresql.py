"""The full-text index on PostgreSQL: a `tsvector` column with a GIN index."""

from collections import defaultdict

from django.db import connections, models
from django.db.models.expressions import RawSQL

MATCHING = "SELECT topic_id FROM topics_searchdocument WHERE vector @@ %s::tsquery"
UPDATE = """
    UPDATE topics_searchdocument SET vector = indexed.vector::tsvector
    FROM (VALUES %s) AS indexed (topic_id, vector)
    WHERE topics_searchdocument.topic_id = indexed.topic_id
"""
# Limits of tsvector, https://www.postgresql.org/docs/current/textsearch-limitations.html
LAST_POSITION, POSITIONS_A_WORD = 16_383, 255


def holding(clauses):
    """A Q of the documents that satisfy every one of the clauses."""
    expression = " & ".join(_clause(clause) for clause in clauses)
    found = RawSQL(MATCHING, [expression])  # noqa: S611 (the words are a parameter)
    return models.Q(pk__in=found)


def _clause(clause):
    return "(" + " | ".join(_sequence(s) for s in clause.sequences) + ")"


def _sequence(sequence):
    words = [f"'{word}'" for word in sequence.stems]
    if sequence.is_prefix:
        words[-1] += ":*"
    return "(" + " <-> ".join(words) + ")"


def store(documents, using):
    """Index documents that are in the table; `weighted_streams` gives their words."""
    values = [value for d in documents for value in (d.pk, _vector(d.weighted_streams))]
    if values:
        with connections[using].cursor() as cursor:
            cursor.execute(UPDATE % ", ".join(["(%s, %s)"] * len(documents)), values)


def remove(ids, using):
    """Nothing is left of a document once its row is deleted."""


def _vector(weighted_streams):
    """A tsvector's text: each word with its positions and weights (A to D)."""
    positions, place = defaultdict(list), 1
    for weight, stems in weighted_streams:
        for stem in stems:
            if len(positions[stem]) < POSITIONS_A_WORD:
                positions[stem].append(f"{min(place, LAST_POSITION)}{weight}")
            place += 1
        place += 1  # no phrase goes from one field into the next
    return " ".join(f"'{stem}':{','.join(at)}" for stem, at in positions.items())


def starting_with(field, beginning):
    """A Q of rows whose field begins so, answered by the field's pattern index."""
    return models.Q(**{f"{field}__startswith": beginning})
