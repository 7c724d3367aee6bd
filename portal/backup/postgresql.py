"""PostgreSQL's own tools: pg_dump, pg_restore and psql."""

import os
import re
import shutil
import subprocess

from psycopg2.extensions import make_dsn

from portal.backup import transient
from portal.backup.archive import Refused

# What names a server to libpq; the other parameters are Django's own.
NAMING = frozenset(
    "host port user dbname service options sslmode sslrootcert sslcert sslkey".split()
)


def dump(connection, path):
    """A consistent copy in PostgreSQL's custom format."""
    arguments = ["--format=custom", "--no-owner", "--no-privileges", f"--file={path}"]
    empty = [f"--exclude-table-data={table}" for table in transient.TABLES]
    _run(connection, "pg_dump", *arguments, *empty, f"--dbname={_dsn(connection)}")


def restore(connection, path):
    """Replace all tables in one transaction. `pg_restore --clean` would leave those
    that the archive does not know, and the next migration would stumble over them."""
    script = path.with_suffix(".sql")
    ownerless = ["--no-owner", "--no-privileges"]
    _run(connection, "pg_restore", *ownerless, f"--file={script}", str(path))
    tables = connection.introspection.table_names()
    names = ", ".join(connection.ops.quote_name(table) for table in tables)
    connection.close()
    _run(
        connection,
        "psql",
        *("--no-psqlrc", "--quiet", "--output", os.devnull),
        *("--single-transaction", "--set", "ON_ERROR_STOP=1"),
        *(["--command", f"DROP TABLE {names} CASCADE"] if names else []),
        *("--file", str(script)),
        f"--dbname={_dsn(connection)}",
    )


def _dsn(connection):
    given = connection.get_connection_params()
    return make_dsn(**{key: given[key] for key in NAMING & set(given)})


def _run(connection, name, *arguments):
    password = connection.settings_dict["PASSWORD"]
    environment = {**os.environ, **({"PGPASSWORD": password} if password else {})}
    result = subprocess.run(  # noqa: S603 (no shell; the arguments are our own)
        [_tool(connection, name), *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode:
        raise Refused(f"{name} failed; nothing was changed. {result.stderr.strip()}")


def _tool(connection, name):
    """The path of a tool that is as new as the server."""
    connection.ensure_connection()
    needed = connection.pg_version // 10_000
    path = shutil.which(name)
    remedy = (
        f"Install the client tools of PostgreSQL {needed} and put them on the PATH."
    )
    if path is None:
        raise Refused(f"{name} is missing. {remedy}")
    said = subprocess.run(  # noqa: S603
        [path, "--version"], capture_output=True, text=True, check=True
    ).stdout
    if int(re.search(r"(\d+)", said)[1]) < needed:
        raise Refused(
            f"{said.strip()} is older than the server's PostgreSQL {needed}. {remedy}"
        )
    return path
