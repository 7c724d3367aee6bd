"""Primary keys of the first of many topics, and of many in one query."""

import json
from dataclasses import dataclass

from django.db import connections
from django.db.models.expressions import RawSQL

VALUES = {
    "postgresql": "SELECT value::bigint FROM json_array_elements_text(%s::json)",
    "sqlite": "SELECT value FROM json_each(%s)",
}


def among(keys, using):
    """What stands after `__in` for a list of primary keys in the database `using`:
    one parameter instead of one for each."""
    sql = VALUES[connections[using].vendor]
    return RawSQL(sql, [json.dumps(list(keys))])  # noqa: S611 (a constant)


@dataclass(frozen=True)
class Shortlist:
    """The primary keys of the first of a queryset, in its order; `is_cut` says that
    there are more."""

    keys: list
    is_cut: bool = False

    @property
    def sample(self):
        """Keys that tell what is common among those of the list: every fourth, where
        they are not all."""
        return self.keys[::4] if self.is_cut else self.keys

    @classmethod
    def of(cls, queryset, most):
        """Those of the first `most`."""
        keys = list(queryset.values_list("pk", flat=True)[: most + 1])
        return cls(keys[:most], len(keys) > most)
