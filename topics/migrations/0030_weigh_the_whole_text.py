"""What a search weighs: how often a text uses each word, and symbols of documents. Rows
of the version before are stale until `manage.py rebuild`; it can still read these."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("topics", "0029_list_undated_topics_last")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RenameField("searchdocument", "themes", "frequencies"),
                migrations.AlterField(
                    "searchdocument", "frequencies", models.TextField(db_column="themes")
                ),
            ]
        ),
        migrations.AddField(
            "searchdocument", "symbols", models.TextField(db_default="", default="")
        ),
        migrations.AddField(
            "searchdocument",
            "made_with",
            models.CharField(db_default="", default="", max_length=32),
        ),
    ]
