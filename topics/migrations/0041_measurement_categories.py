from django.core.validators import RegexValidator
from django.db import migrations, models

TEXT = {
    "blank": True,
    "default": "",
    "db_default": "",
    "validators": [
        RegexValidator(";", "Write it without a semicolon.", inverse_match=True)
    ],
}


class Migration(migrations.Migration):
    dependencies = [("topics", "0040_mission_led_by_sadc_eac_osce")]

    operations = [
        migrations.AddField(
            "measurement",
            "category",
            models.CharField("category", max_length=60, **TEXT),
        ),
        migrations.AddField(
            "measurement",
            "new_basis",
            models.CharField("change of definition", max_length=200, **TEXT),
        ),
        migrations.RemoveConstraint("measurement", "measurement_once"),
        migrations.AddConstraint(
            "measurement",
            models.UniqueConstraint(
                fields=["profile", "year", "category", "source"],
                name="measurement_once",
            ),
        ),
    ]
