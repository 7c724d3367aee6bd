from django.db import migrations, models

from topics.migrations._operations import ColumnsLast


class Migration(migrations.Migration):
    dependencies = [("topics", "0042_reading_paths")]

    operations = [
        migrations.AddField(
            "topic",
            "reviewer",
            models.CharField(
                blank=True, db_default="", default="", editable=False, max_length=160
            ),
        ),
        ColumnsLast("topic", ["body", "contents", "html", "text"]),
    ]
