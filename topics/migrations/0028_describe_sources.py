from django.db import migrations

from topics import citing


def describe(apps, schema_editor):
    """References as this version writes them, plain titles, and sort keys."""
    Source = apps.get_model("topics", "Source")
    sources = list(Source.objects.order_by("pk"))
    lines = citing.references([source.csl for source in sources])
    for source, line in zip(sources, lines, strict=True):
        source.reference, source.sort_key = line, citing.sort_key(line)
        source.title = citing.plain(str(source.csl["title"]))
    Source.objects.bulk_update(
        sources, ["reference", "title", "sort_key"], batch_size=500
    )


class Migration(migrations.Migration):
    dependencies = [
        ("topics", "0027_source_sort_key"),
    ]

    operations = [
        # The version before shows these references as they are.
        migrations.RunPython(describe, migrations.RunPython.noop),
    ]
