"""The database's own full-text index: which topics match a query."""

from types import ModuleType

from django.db import connections
from django.db.models import QuerySet

from topics.search import postgresql, sqlite
from topics.search.language import Query

_ENGINES = {"postgresql": postgresql, "sqlite": sqlite}


def engine(using: str) -> ModuleType:
    """The module that keeps and asks the index of a database; both offer the same
    functions."""
    return _ENGINES[connections[using].vendor]


def matching(topics: QuerySet, query: Query) -> QuerySet:
    """Those of `topics` in which all required clauses hold and no excluded one."""
    holding = engine(topics.db).holding
    if query.required:
        topics = topics.filter(holding(query.required))
    for clause in query.excluded:
        topics = topics.exclude(holding([clause]))
    return topics
