from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("topics", "0047_mission_strength")]

    operations = [
        migrations.AddField(
            "indicator",
            "computed_from",
            models.CharField(
                "computed from",
                max_length=20,
                choices=[("active-missions", "dates of the missions, by year")],
                blank=True,
                default="",
                db_default="",
                help_text="What values are counted from, beside those that are written.",
            ),
        ),
    ]
