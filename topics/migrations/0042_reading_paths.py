from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("topics", "0041_measurement_categories")]

    operations = [
        migrations.AlterField(
            "crossreference",
            "kind",
            models.CharField(
                "kind",
                max_length=20,
                choices=[
                    ("explains", "Explains"),
                    ("illustrates", "Illustrates"),
                    ("governs", "Governs"),
                    ("evaluates", "Evaluates"),
                    ("responds-to", "Responds to"),
                    ("precedes", "Precedes"),
                    ("part-of", "Is part of"),
                    ("step", "Leads through"),
                    ("see-also", "See also"),
                ],
            ),
        )
    ]
