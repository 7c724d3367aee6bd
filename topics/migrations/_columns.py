from django.db.migrations.operations.base import Operation


class ColumnsLast(Operation):
    """Have some columns of a table stand last where a later operation makes the table
    again, as SQLite does: it reads a row up to the column that it needs, so long
    texts belong behind all that lists and filters look at."""

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

    def database_forwards(self, *args):
        """Nothing: order is not worth making a table again for."""

    database_backwards = database_forwards

    def describe(self):
        return f"Long columns of {self.model} last"
