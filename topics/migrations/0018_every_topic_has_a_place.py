from django.db import migrations, models
from django.db.models import Q

from topics.migrations._columns import ColumnsLast


class Migration(migrations.Migration):
    dependencies = [("topics", "0017_find_places_and_count")]

    operations = [
        ColumnsLast("topic", ["body", "contents", "html", "text"]),
        migrations.AddConstraint(
            model_name="topic",
            constraint=models.CheckConstraint(
                condition=~Q(place=""), name="topic_has_a_place"
            ),
        ),
    ]
