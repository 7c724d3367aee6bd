"""What Django's operations leave to do, for each database."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db.migrations.operations import AddIndex
from django.db.migrations.operations.base import Operation


class AddIndexBesideReaders(AddIndexConcurrently):
    """An index that PostgreSQL builds while its table is read and written; SQLite has
    one writer anyway. The migration must not be atomic."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor == "postgresql":
            super().database_forwards(app_label, schema_editor, from_state, to_state)
        else:
            AddIndex.database_forwards(
                self, app_label, schema_editor, from_state, to_state
            )

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor == "postgresql":
            super().database_backwards(app_label, schema_editor, from_state, to_state)
        else:
            AddIndex.database_backwards(
                self, app_label, schema_editor, from_state, to_state
            )


class ColumnsLast(Operation):
    """Have some columns of a table stand last on SQLite, which reads a row up to the
    column that it needs: long texts belong behind what lists and filters look at."""

    reduces_to_sql = False

    def __init__(self, model, columns):
        self.model, self.columns = model, columns

    def deconstruct(self):
        return (type(self).__name__, [self.model, self.columns], {})

    def state_forwards(self, app_label, state):
        key = app_label, self.model.lower()
        fields = state.models[key].fields
        for name in self.columns:
            fields[name] = fields.pop(name)
        state.reload_model(*key)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor == "sqlite":
            # It makes the table again for most changes; there is no public name for it.
            schema_editor._remake_table(to_state.apps.get_model(app_label, self.model))

    def database_backwards(self, *args):
        """Nothing: no code depends on the order."""

    def describe(self):
        return f"Long columns of {self.model} last"
