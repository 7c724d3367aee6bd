"""The database's own full-text index: which topics match a query."""

from collections.abc import Iterable
from types import ModuleType
from typing import TypeVar

from django.db import connections
from django.db.models import Q, QuerySet

from topics.search import postgresql, sqlite
from topics.search.language import Clause, Query

Topics = TypeVar("Topics", bound=QuerySet)

_ENGINES = {"postgresql": postgresql, "sqlite": sqlite}


def engine(using: str) -> ModuleType:
    """The module that keeps and asks the index of a database; both offer the same
    functions."""
    return _ENGINES[connections[using].vendor]


def holding_any(topics: QuerySet, clauses: Iterable[Clause]) -> Q:
    """A Q of those of `topics` that satisfy one of the clauses."""
    terms = tuple(term for clause in clauses for term in clause.terms)
    condition: Q = engine(topics.db).holding([Clause(terms)])
    return condition


def matching(topics: Topics, query: Query) -> Topics:
    """Those of `topics` that meet what the query needs and no excluded clause."""
    holding = engine(topics.db).holding
    if query.needed:
        topics = topics.filter(holding(query.needed))
    if query.excluded:
        # One question for all of them: no page may have any.
        topics = topics.exclude(holding_any(topics, query.excluded))
    return topics
