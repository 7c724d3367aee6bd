from django.db import migrations, models
from django.db.models import Value

from topics.migrations._operations import ColumnsLast


class Migration(migrations.Migration):
    dependencies = [("topics", "0031_index_made_with")]

    operations = [
        migrations.AddField(
            "topic",
            "search_terms",
            models.JSONField(
                blank=True,
                db_default=Value([], models.JSONField()),
                default=list,
                editable=False,
            ),
        ),
        migrations.AddField(
            "searchdocument",
            "search_terms",
            models.TextField(db_default="", default=""),
        ),
        ColumnsLast("topic", ["body", "contents", "html", "text"]),
    ]
