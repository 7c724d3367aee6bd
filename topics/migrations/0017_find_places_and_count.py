"""Places and counts of what is there already. What the version before publishes
meanwhile gets them when it is published again, or by `manage.py rebuild`."""

from django.db import migrations
from django.db.models import Count, OuterRef, Q, Subquery

from topics.lists.sort_key import sort_key

BATCH = 500
FACTS = ("section__position", "position", "date", "title", "slug")
COUNTED = {
    "Section": "topics",
    "Source": "citations__topic",
    "Tag": "taggings__content_object",
}


def find_places(apps, schema_editor):
    Topic = apps.get_model("topics", "Topic")
    Tagging = apps.get_model("topics", "Tagging")
    rows = Topic.objects.order_by("pk").values_list("pk", *FACTS)
    found = [Topic(pk=pk, place=sort_key(*facts)) for pk, *facts in rows.iterator()]
    Topic.objects.bulk_update(found, ["place"], batch_size=BATCH)
    places = Topic.objects.filter(pk=OuterRef("content_object")).values("place")
    Tagging.objects.update(place=Subquery(places))


def count(apps, schema_editor):
    for name, path in COUNTED.items():
        model = apps.get_model("topics", name)
        published = Q(**{f"{path}__published_at__isnull": False})
        rows = model.objects.filter(pk=OuterRef("pk")).order_by().values("pk")
        counted = rows.annotate(number=Count(path, filter=published))
        model.objects.update(topic_count=Subquery(counted.values("number")))


class Migration(migrations.Migration):
    dependencies = [("topics", "0016_places_and_counts")]

    operations = [
        migrations.RunPython(find_places, migrations.RunPython.noop),
        migrations.RunPython(count, migrations.RunPython.noop),
    ]
