"""A database that cannot hold all text is refused before a table is made in it."""

from django.core.checks import Error, Tags, register
from django.db import connections


@register(Tags.database)
def databases_hold_all_text(app_configs, databases, **kwargs) -> list[Error]:
    """An error for each PostgreSQL database that is not encoded in UTF-8."""
    errors = []
    for alias in databases or ():
        encoding = _encoding(connections[alias])
        if encoding != "UTF8":
            message = f"The encoding of the database “{alias}” is {encoding}, not UTF8."
            hint = "Make another: createdb --encoding=UTF8 --template=template0 portal"
            errors.append(Error(message, hint, id="portal.E001"))
    return errors


def _encoding(connection):
    # Text in SQLite is Unicode in any case.
    if connection.vendor != "postgresql":
        return "UTF8"
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_encoding")
        return cursor.fetchone()[0]
