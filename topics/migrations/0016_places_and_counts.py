import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("topics", "0015_pages"),
    ]

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
        migrations.RemoveIndex(
            model_name="topic",
            name="topic_place",
        ),
        migrations.AddField(
            model_name="section",
            name="topic_count",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="source",
            name="topic_count",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="tag",
            name="topic_count",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="tagging",
            name="place",
            field=models.CharField(default="", editable=False, max_length=144),
        ),
        migrations.AddField(
            model_name="topic",
            name="place",
            field=models.CharField(default="", editable=False, max_length=144),
        ),
        migrations.AlterField(
            model_name="tagging",
            name="content_object",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="taggings",
                to="topics.topic",
            ),
        ),
        migrations.AlterField(
            model_name="tagging",
            name="tag",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="taggings",
                to="topics.tag",
            ),
        ),
        migrations.AlterField(
            model_name="topic",
            name="section",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="topics",
                to="topics.section",
                verbose_name="section",
            ),
        ),
        migrations.AddIndex(
            model_name="tagging",
            index=models.Index(
                fields=["tag", "place", "content_object"], name="tag_place"
            ),
        ),
        migrations.AddIndex(
            model_name="topic",
            index=models.Index(
                fields=["section", "place", "published_at"], name="topic_place"
            ),
        ),
        migrations.AddIndex(
            model_name="topic",
            index=models.Index(
                fields=["place", "published_at"], name="topic_place_of_all"
            ),
        ),
    ]
