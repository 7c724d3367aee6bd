"""The full-text index on SQLite: a table of FTS5, https://www.sqlite.org/fts5.html"""

from django.db import connections, models
from django.db.models.expressions import RawSQL

MATCHING = "SELECT rowid FROM topics_searchindex WHERE topics_searchindex MATCH %s"
INSERT = "INSERT INTO topics_searchindex (rowid, words) VALUES (%s, %s)"
DELETE = "DELETE FROM topics_searchindex WHERE rowid = %s"
# Stands between fields, so that no phrase goes from one into the next. A character
# of private use is a word to FTS5 but to no query.
GAP = "\ue000"


def holding(clauses):
    """A Q of the documents that satisfy every one of the clauses."""
    expression = " AND ".join(_clause(clause) for clause in clauses)
    found = RawSQL(MATCHING, [expression])  # noqa: S611 (the words are a parameter)
    return models.Q(pk__in=found)


def _clause(clause):
    return "(" + " OR ".join(_sequence(s) for s in clause.sequences) + ")"


def _sequence(sequence):
    phrase = '"' + " ".join(sequence.stems) + '"'
    return phrase + " *" if sequence.is_prefix else phrase


def store(documents, using):
    """Index documents that are in the table; `weighted_streams` gives their words."""
    remove([document.pk for document in documents], using)
    with connections[using].cursor() as cursor:
        cursor.executemany(
            INSERT, [(d.pk, _words(d.weighted_streams)) for d in documents]
        )


def remove(ids, using):
    """Forget documents."""
    with connections[using].cursor() as cursor:
        cursor.executemany(DELETE, [(pk,) for pk in ids])


def _words(weighted_streams):
    return f" {GAP} ".join(" ".join(stems) for _weight, stems in weighted_streams)


def starting_with(field, beginning):
    """A Q of rows whose field begins so, as a range that the field's index answers
    (SQLite cannot use an index for Django's LIKE … ESCAPE)."""
    after = beginning + "\U0010ffff"
    return models.Q(**{f"{field}__gte": beginning, f"{field}__lt": after})
