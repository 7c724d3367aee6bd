"""Other names in the code for tables and columns that keep theirs: the version before
still serves while this one is installed."""

from django.db import migrations, models

NEW_NAMES = [
    ("Page", "RenderedTopic", "topics_page"),
    ("Shown", "ShownTopic", "topics_shown"),
    ("Neighbourhood", "EgoGraph", "topics_neighbourhood"),
    ("Constellation", "SectionGraph", "topics_constellation"),
]
NEW_COLUMNS = [
    ("egograph", "spots", "nodes"),
    ("egograph", "lines", "edges"),
    ("sectiongraph", "dots", "nodes"),
    ("sectiongraph", "bands", "edges"),
]


def sort_key():
    return models.CharField(
        db_column="place", db_default="", default="", editable=False, max_length=144
    )


class Migration(migrations.Migration):
    dependencies = [("topics", "0020_index_orders")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                operation
                for old, new, table in NEW_NAMES
                for operation in (
                    migrations.RenameModel(old, new),
                    migrations.AlterModelTable(new, table),
                )
            ]
            + [
                operation
                for model, old, new in NEW_COLUMNS
                for operation in (
                    migrations.RenameField(model, old, new),
                    migrations.AlterField(model, new, models.JSONField(db_column=old)),
                )
            ]
            + [
                migrations.AlterField(
                    model,
                    "topic",
                    models.OneToOneField(
                        on_delete=models.CASCADE,
                        primary_key=True,
                        related_name=related_name,
                        serialize=False,
                        to="topics.topic",
                    ),
                )
                for model, related_name in (
                    ("egograph", "ego_graph"),
                    ("renderedtopic", "rendered"),
                )
            ]
            + [
                migrations.RenameField("topic", "place", "sort_key"),
                migrations.AlterField("topic", "sort_key", sort_key()),
                migrations.AlterModelOptions(
                    "topic",
                    {
                        "ordering": ["sort_key"],
                        "permissions": [("publish_topic", "Can publish topics")],
                        "verbose_name": "topic",
                        "verbose_name_plural": "topics",
                    },
                ),
                migrations.RemoveIndex("topic", "topic_order"),
                migrations.AddIndex(
                    "topic",
                    models.Index(
                        fields=["section", "sort_key", "published_at"],
                        name="topic_order",
                    ),
                ),
                migrations.RemoveIndex("topic", "topic_order_of_all"),
                migrations.AddIndex(
                    "topic",
                    models.Index(
                        fields=["sort_key", "published_at"], name="topic_order_of_all"
                    ),
                ),
                migrations.RenameField("tagging", "place", "sort_key"),
                migrations.AlterField("tagging", "sort_key", sort_key()),
                migrations.RemoveIndex("tagging", "tagging_order"),
                migrations.AddIndex(
                    "tagging",
                    models.Index(
                        fields=["tag", "sort_key", "content_object"],
                        name="tagging_order",
                    ),
                ),
            ]
        ),
    ]
