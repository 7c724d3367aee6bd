"""Full-text search: the query language, the words of a text, and the index.

The index is the database's own: `engine(using)` is `postgresql` or `sqlite`, which
offer the same functions. Texts are analysed here, the same for both, so both find the
same topics. Knows no models.
"""

from django.db import connections

from topics.search import postgresql, sqlite
from topics.search.language.analysis import folded_word, folded_words
from topics.search.language.corrections import closest
from topics.search.language.excerpts import excerpt
from topics.search.language.query import Clause, Query, Sequence, Term, parse, read_term
from topics.search.ranking import Columns, Relevance

__all__ = [
    "Clause",
    "Columns",
    "Query",
    "Relevance",
    "Sequence",
    "Term",
    "closest",
    "engine",
    "excerpt",
    "folded_word",
    "folded_words",
    "parse",
    "read_term",
]

_ENGINES = {"postgresql": postgresql, "sqlite": sqlite}


def engine(using):
    """The module that keeps and asks the index of a database."""
    return _ENGINES[connections[using].vendor]
