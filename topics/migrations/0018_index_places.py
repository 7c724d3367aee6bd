from django.db import migrations, models

from topics.migrations._operations import AddIndexBesideReaders


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("topics", "0017_find_places_and_count")]

    operations = [
        AddIndexBesideReaders(
            "topic",
            models.Index(
                fields=["section", "place", "published_at"], name="topic_order"
            ),
        ),
        AddIndexBesideReaders(
            "topic",
            models.Index(fields=["place", "published_at"], name="topic_order_of_all"),
        ),
        AddIndexBesideReaders(
            "tagging",
            models.Index(
                fields=["tag", "place", "content_object"], name="tagging_order"
            ),
        ),
    ]
