"""Migrations run while the version before still serves: what would break it or hold
its tables for long is forbidden, unless there is a reason.

django-migration-linter judges the SQL of each database instead; it knows neither
`db_default` nor indexes that PostgreSQL builds beside its readers.
"""

import pytest
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import connection, migrations, models
from django.db.migrations import operations
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ModelState, ProjectState

FIRST = "0013"
# Tables that grow with the portal: an index or a constraint locks them for long.
BIG = frozenset(
    "citation completion crossreference depiction link measurement revision "
    "searchdocument tagging topic word".split()
)
# "0013_name: what was found": "why it does no harm".
REASONS = {
    "0014_measurement_bounds: constraint on big measurement": (
        "a table of a few thousand short rows, checked in milliseconds"
    ),
    "0041_measurement_categories: constraint on big measurement": (
        "the same table, and the version before keeps the stricter rule in its form"
    ),
}


def findings(migration, before):
    """What the operations of a migration would do, given the ProjectState before."""
    for problem in _problems(migration.operations, before):
        yield f"{migration.name}: {problem}"


def _problems(steps, before):
    for operation in steps:
        after = before.clone()
        operation.state_forwards("topics", after)
        if isinstance(operation, operations.SeparateDatabaseAndState):
            # Its state operations touch no table.
            yield from _problems(operation.database_operations, before)
        elif problem := _problem(operation, before, after):
            yield problem
        before = after


def _problem(operation, before, after):
    match operation:
        case (
            operations.RemoveField()
            | operations.DeleteModel()
            | operations.RenameField()
            | operations.RenameModel()
            | operations.AlterModelTable()
        ):
            return operation.describe()
        case operations.AddField(field=field):
            many = isinstance(field, models.ManyToManyField)
            if not (many or field.null or field.has_db_default()):
                return f"{operation.describe()} without null or db_default"
        case operations.AlterField():
            return _narrowing(operation, before, after)
        case operations.AddIndex() | operations.AddConstraint():
            beside_readers = isinstance(operation, AddIndexConcurrently)
            if operation.model_name_lower in BIG and not beside_readers:
                kind = "index" if hasattr(operation, "index") else "constraint"
                return f"{kind} on big {operation.model_name_lower}"
        case operations.RunPython() | operations.RunSQL():
            if not operation.reversible:
                return f"{type(operation).__name__} without reverse"
    return None


def _narrowing(operation, before, after):
    old, new = (
        state.apps.get_model("topics", operation.model_name)._meta.get_field(
            operation.name
        )
        for state in (before, after)
    )
    if old.db_type(connection) != new.db_type(connection) or (
        old.null and not new.null
    ):
        return operation.describe()
    return None


def test_migrations_break_no_running_version():
    # The single steps: a migration that replaces them runs on empty databases alone.
    loader = MigrationLoader(None, replace_migrations=False)
    found = set()
    for app, name in loader.disk_migrations:
        if app == "topics" and name >= FIRST:
            before = loader.project_state((app, name), at_end=False)
            found.update(findings(loader.disk_migrations[app, name], before))

    assert found == set(REASONS)


TITLE = models.CharField(max_length=10)
INDEX = models.Index(fields=["title"], name="some_index")
CHECK = models.CheckConstraint(condition=models.Q(title="a"), name="some_check")


@pytest.mark.parametrize(
    "operation",
    [
        migrations.RemoveField("topic", "title"),
        migrations.DeleteModel("topic"),
        migrations.RenameField("topic", "title", "name"),
        migrations.RenameModel("topic", "page"),
        migrations.AddField(
            "topic", "name", models.CharField(default="", max_length=9)
        ),
        migrations.AlterField("topic", "title", models.CharField(max_length=5)),
        migrations.AlterField("topic", "title", models.IntegerField()),
        migrations.AddIndex("topic", INDEX),
        migrations.AddConstraint("topic", CHECK),
        migrations.RunPython(print),
        migrations.RunSQL("SELECT 1"),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RemoveField("topic", "title")]
        ),
    ],
    ids=repr,
)
def test_dangerous_step_is_found(operation):
    assert list(findings(of(operation), a_topic()))


@pytest.mark.parametrize(
    "operation",
    [
        migrations.AddField("topic", "name", models.DateField(null=True)),
        migrations.AddField("topic", "name", models.IntegerField(db_default=0)),
        migrations.AlterField(
            "topic", "title", models.CharField(max_length=10, help_text="Words.")
        ),
        AddIndexConcurrently("topic", INDEX),
        migrations.RunPython(print, print),
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.RemoveField("topic", "title")]
        ),
    ],
    ids=repr,
)
def test_harmless_step_is_let_through(operation):
    assert not list(findings(of(operation), a_topic()))


def of(operation):
    migration = migrations.Migration("0099_step", "topics")
    migration.operations = [operation]
    return migration


def a_topic():
    state = ProjectState()
    fields = [("id", models.BigAutoField(primary_key=True)), ("title", TITLE.clone())]
    state.add_model(ModelState("topics", "topic", fields))
    return state
