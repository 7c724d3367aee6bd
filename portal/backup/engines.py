"""Which module backs up which database. Both have `dump` and `restore`, which take a
connection and the path of a file, and raise Refused."""

from types import ModuleType

from django.db.backends.base.base import BaseDatabaseWrapper

from portal.backup import postgresql, sqlite


def of(connection: BaseDatabaseWrapper) -> ModuleType:
    """The module for the database of a connection."""
    return {"sqlite": sqlite, "postgresql": postgresql}[connection.vendor]
