"""An empty database gets the same tables and rights from the migration that replaces
others as from those, one after the other."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from urllib.parse import urlsplit

import pytest

from tests.databases import (
    ROOT,
    environment,
    migrated_file,
    migrated_template,
    postgres,
    session,
)

pytestmark = [pytest.mark.slow, pytest.mark.one_database]
STEP_BY_STEP = """
import django
django.setup()
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
executor = MigrationExecutor(connection)
executor.loader = loader = MigrationLoader(connection, replace_migrations=False)
executor.migrate([
    migration.replaces[-1]
    for migration in loader.disk_migrations.values()
    if migration.replaces
])
# Those that came later follow on the migration that replaces the steps.
call_command("migrate", verbosity=0)
"""
RIGHTS = """
    SELECT auth_group.name, codename
    FROM auth_group_permissions
    JOIN auth_group ON auth_group.id = group_id
    JOIN auth_permission ON auth_permission.id = permission_id
"""
# PostgreSQL adds a column at the end; the order has no effect there.
POSTGRES_SCHEMA = {
    "columns": """
        SELECT table_name, column_name, data_type, character_maximum_length,
            numeric_precision, numeric_scale, is_nullable, column_default, is_identity
        FROM information_schema.columns WHERE table_schema = 'public'
    """,
    "indexes": "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "constraints": """
        SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    """,
    "rights": RIGHTS,
}


def migrate_step_by_step(url):
    command = [sys.executable, "-c", STEP_BY_STEP]
    subprocess.run(command, cwd=ROOT, env=environment(url), check=True)


def test_sqlite_schema_is_that_of_the_single_steps(tmp_path):
    path = tmp_path / "db.sqlite3"

    migrate_step_by_step(f"sqlite:///{path}")

    assert of_sqlite(path) == of_sqlite(migrated_file())


def of_sqlite(path):
    schema = "SELECT name, tbl_name, sql FROM sqlite_master"
    with closing(sqlite3.connect(path)) as database:
        return {query: set(database.execute(query)) for query in (schema, RIGHTS)}


@pytest.mark.servers
def test_postgresql_schema_is_that_of_the_single_steps():
    with postgres() as server:
        with session(server) as cursor:
            cursor.execute("CREATE DATABASE steps")
        squashed, steps = (
            urlsplit(server)._replace(path=f"/{name}").geturl()
            for name in (migrated_template(server), "steps")
        )

        migrate_step_by_step(steps)

        assert of_postgres(steps) == of_postgres(squashed)


def of_postgres(url):
    found = {}
    with session(url) as cursor:
        for name, query in POSTGRES_SCHEMA.items():
            cursor.execute(query)
            found[name] = set(cursor.fetchall())
    return found
