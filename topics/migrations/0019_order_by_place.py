import django.db.models.deletion
from django.db import migrations, models

from topics.migrations._operations import ColumnsLast


class Migration(migrations.Migration):
    dependencies = [("topics", "0018_index_places")]

    operations = [
        migrations.AlterModelOptions(
            name="topic",
            options={
                "ordering": ["place"],
                "permissions": [("publish_topic", "Can publish topics")],
                "verbose_name": "topic",
                "verbose_name_plural": "topics",
            },
        ),
        migrations.RemoveIndex("topic", "topic_place"),
        # Other indexes begin with the same columns.
        migrations.AlterField(
            "tagging",
            "content_object",
            models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="taggings",
                to="topics.topic",
            ),
        ),
        migrations.AlterField(
            "tagging",
            "tag",
            models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="taggings",
                to="topics.tag",
            ),
        ),
        migrations.AlterField(
            "topic",
            "section",
            models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="topics",
                to="topics.section",
                verbose_name="section",
            ),
        ),
        ColumnsLast("topic", ["body", "contents", "html", "text"]),
    ]
