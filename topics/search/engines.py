"""The database's own full-text index: which topics match a query."""

from types import ModuleType
from typing import TypeVar

from django.db import connections
from django.db.models import QuerySet

from topics.search import postgresql, sqlite
from topics.search.language import Clause, Query

Topics = TypeVar("Topics", bound=QuerySet)

_ENGINES = {"postgresql": postgresql, "sqlite": sqlite}


def engine(using: str) -> ModuleType:
    """The module that keeps and asks the index of a database; both offer the same
    functions."""
    return _ENGINES[connections[using].vendor]


def matching(topics: Topics, query: Query) -> Topics:
    """Those of `topics` in which all required clauses hold and no excluded one."""
    holding = engine(topics.db).holding
    if query.required:
        topics = topics.filter(holding(query.required))
    if query.excluded:
        # One question for all of them: no page may have any.
        terms = tuple(term for clause in query.excluded for term in clause.terms)
        topics = topics.exclude(holding([Clause(terms)]))
    return topics
