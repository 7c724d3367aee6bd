"""The full-text index of sources, as the database has it: see topics/search/. It is
filled by `manage.py load_content` or `rebuild`; the version before does without."""

from django.db import migrations, models

CREATE = {
    "postgresql": [
        "ALTER TABLE topics_source "
        "ADD COLUMN vector tsvector NOT NULL DEFAULT ''::tsvector",
        "CREATE INDEX topics_source_vector ON topics_source USING gin (vector)",
    ],
    # The words come ready: the tokenizer only has to keep them as they are.
    "sqlite": [
        "CREATE VIRTUAL TABLE topics_sourceindex USING fts5("
        "names, written, others, tokenize = 'unicode61 remove_diacritics 0')"
    ],
}
DROP = {
    "postgresql": ["ALTER TABLE topics_source DROP COLUMN vector"],
    "sqlite": ["DROP TABLE topics_sourceindex"],
}


def create_index(apps, schema_editor):
    for statement in CREATE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop_index(apps, schema_editor):
    for statement in DROP[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("topics", "0034_tag_country")]

    operations = [
        migrations.AddField(
            "source",
            "indexed_with",
            models.CharField(
                db_default="", default="", editable=False, max_length=32
            ),
        ),
        migrations.AddIndex(
            "source", models.Index(fields=["indexed_with"], name="source_indexed_with")
        ),
        migrations.RunPython(create_index, drop_index),
    ]
