"""How PostgreSQL finds the rows of each public page: `EXPLAIN` of all its queries."""

import re
from http import HTTPStatus

from django.db import connection
from django.test import Client

# A table with fewer rows is read as a whole for good reason.
MANY = 10_000
SEQUENTIAL = re.compile(r"Seq Scan on (topics_\w+)")


def sequential_scans(addresses):
    """{address: the large tables that its queries read as a whole, each with the
    query}, of those addresses that have some."""
    large, client = _large_tables(), Client(SERVER_NAME="localhost")
    found = {}
    for address in addresses:
        queries = []
        with connection.execute_wrapper(_noting(queries)):
            status = client.get(address).status_code
        if status != HTTPStatus.OK:
            raise RuntimeError(f"{address} answered {status}.")
        scans = [
            f"{table}: {sql}"
            for sql, parameters in queries
            for table in _scanned(sql, parameters)
            if table in large
        ]
        if scans:
            found[address] = scans
    return found


def _noting(queries):
    def note(execute, sql, parameters, many, context):
        if sql.startswith("SELECT"):
            queries.append((sql, parameters))
        return execute(sql, parameters, many, context)

    return note


def _large_tables():
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND reltuples > %s",
            [MANY],
        )
        return {name for (name,) in cursor.fetchall()}


def _scanned(sql, parameters):
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {sql}", parameters)
        lines = "\n".join(line for (line,) in cursor.fetchall())
    return SEQUENTIAL.findall(lines)
