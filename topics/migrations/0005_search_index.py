"""The full-text index, as the database has it: see topics/search/."""

from django.db import migrations

CREATE = {
    "postgresql": [
        "ALTER TABLE topics_searchdocument "
        "ADD COLUMN vector tsvector NOT NULL DEFAULT ''::tsvector",
        "CREATE INDEX topics_search_vector ON topics_searchdocument USING gin (vector)",
    ],
    # The words come ready: the tokenizer only has to keep them as they are.
    "sqlite": [
        "CREATE VIRTUAL TABLE topics_searchindex USING fts5("
        "words, tokenize = 'unicode61 remove_diacritics 0')"
    ],
}
DROP = {
    "postgresql": ["ALTER TABLE topics_searchdocument DROP COLUMN vector"],
    "sqlite": ["DROP TABLE topics_searchindex"],
}


def create_index(apps, schema_editor):
    for statement in CREATE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop_index(apps, schema_editor):
    for statement in DROP[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("topics", "0004_search")]

    operations = [migrations.RunPython(create_index, drop_index)]
