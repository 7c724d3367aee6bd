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
    """Those of `topics` that meet what the query needs."""
    needed = engine(topics.db).holding(query.needed) if query.needed else Q()
    return topics.filter(needed)


def excluding(topics: Topics, query: Query) -> Topics:
    """Those of `topics` that meet none of the clauses that the query excludes."""
    if not query.excluded:
        return topics
    # One question for all of them: no page may have any.
    return topics.exclude(holding_any(topics, query.excluded))
