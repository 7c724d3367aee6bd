from django.db import migrations, models

NUMBER = {"max_digits": 16, "decimal_places": 4, "null": True, "blank": True}


class Migration(migrations.Migration):
    dependencies = [("topics", "0013_pictures_of_the_graph")]

    operations = [
        migrations.AlterModelOptions("measurement", {"ordering": ["year", "position"]}),
        migrations.AddField(
            "measurement", "low", models.DecimalField("lower bound", **NUMBER)
        ),
        migrations.AddField(
            "measurement", "high", models.DecimalField("upper bound", **NUMBER)
        ),
        migrations.AddConstraint(
            "measurement",
            models.CheckConstraint(
                condition=models.Q(low=None, high=None)
                | models.Q(low__isnull=False, low__lte=models.F("value"))
                & models.Q(high__isnull=False, high__gte=models.F("value")),
                name="measurement_within_bounds",
                violation_error_message="The value lies outside its bounds.",
            ),
        ),
    ]
