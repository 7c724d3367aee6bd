from django.db import migrations, models

COUNT = models.PositiveIntegerField(db_default=0, default=0, editable=False)
PLACE = models.CharField(db_default="", default="", editable=False, max_length=144)


class Migration(migrations.Migration):
    dependencies = [("topics", "0015_pages")]

    operations = [
        migrations.AddField("section", "topic_count", COUNT),
        migrations.AddField("source", "topic_count", COUNT),
        migrations.AddField("tag", "topic_count", COUNT),
        migrations.AddField("tagging", "place", PLACE),
        migrations.AddField("topic", "place", PLACE),
    ]
