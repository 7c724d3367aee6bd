"""Pages without a date stand behind those that have one. What the version before
publishes meanwhile gets there when it is published again, or by `manage.py rebuild`."""

from functools import partial

from django.db import migrations
from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Concat, Substr

# In a sort key, after the positions of section and topic.
FIRST, LENGTH = 13, 10


def write(date, apps, schema_editor):
    Topic = apps.get_model("topics", "Topic")
    Tagging = apps.get_model("topics", "Tagging")
    Topic.objects.filter(date="").exclude(sort_key="").update(
        sort_key=Concat(
            Substr("sort_key", 1, FIRST - 1),
            Value(f"{date:{LENGTH}}"),
            Substr("sort_key", FIRST + LENGTH),
        )
    )
    topics = Topic.objects.filter(pk=OuterRef("content_object"))
    Tagging.objects.filter(content_object__date="").update(
        sort_key=Subquery(topics.values("sort_key"))
    )


class Migration(migrations.Migration):
    dependencies = [
        ("topics", "0028_describe_sources"),
    ]

    operations = [
        migrations.RunPython(partial(write, "9999-99-99"), partial(write, "")),
    ]
