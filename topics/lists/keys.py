"""Primary keys of the first of many rows, and of many in one query."""

import json
from collections.abc import Collection
from dataclasses import dataclass

from django.db import connections
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

VALUES = {
    "postgresql": "SELECT value::bigint FROM json_array_elements_text(%s::json)",
    "sqlite": "SELECT value FROM json_each(%s)",
}


def pk_in(keys: Collection[int], using: str) -> RawSQL:
    """The value of a `__in` lookup for many primary keys in the database `using`: one
    parameter instead of one for each."""
    sql = VALUES[connections[using].vendor]
    return RawSQL(sql, [json.dumps(list(keys))])  # noqa: S611 (a constant)


@dataclass(frozen=True)
class KeyPage:
    """The primary keys of the first rows of a list, in its order; `is_cut` says that
    there are more."""

    keys: list[int]
    is_cut: bool = False

    @property
    def sample(self) -> list[int]:
        """Keys from which what is common in the list can be counted: every fourth,
        where they are not all."""
        return self.keys[::4] if self.is_cut else self.keys

    @classmethod
    def first(cls, queryset: QuerySet, most: int) -> "KeyPage":
        """Of the first `most` rows of a queryset."""
        keys = list(queryset.values_list("pk", flat=True)[: most + 1])
        return cls(keys[:most], len(keys) > most)
