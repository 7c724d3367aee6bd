from django.db import migrations, models

from topics.migrations._operations import AddIndexBesideReaders


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("topics", "0019_order_by_place")]

    operations = [
        AddIndexBesideReaders(
            "topic",
            models.Index(
                fields=["title", "id", "published_at"], name="topic_order_by_title"
            ),
        ),
        AddIndexBesideReaders(
            "topic",
            models.Index(
                fields=["-revised_at", "id", "published_at"],
                name="topic_order_by_revision",
            ),
        ),
        AddIndexBesideReaders(
            "topic",
            models.Index(
                models.Func(
                    "date",
                    template="(%(expressions)s = '')",
                    output_field=models.BooleanField(),
                ),
                "date",
                "id",
                "published_at",
                name="topic_order_by_date",
            ),
        ),
    ]
