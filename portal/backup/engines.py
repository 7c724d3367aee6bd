"""What each database does by itself: both have `dump` and `restore`, which take a
connection and the path of a file."""

from portal.backup import postgresql, sqlite


def of(connection):
    """The module for the engine of a connection."""
    return {"sqlite": sqlite, "postgresql": postgresql}[connection.vendor]
