import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

YEARS = [
    django.core.validators.MinValueValidator(1945),
    django.core.validators.MaxValueValidator(2100),
]
NO_SEMICOLON = [
    django.core.validators.RegexValidator(
        ";", "Write it without a semicolon.", inverse_match=True
    )
]


class Migration(migrations.Migration):
    dependencies = [("topics", "0046_film_sources")]

    operations = [
        migrations.CreateModel(
            name="MissionStrength",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "year",
                    models.PositiveSmallIntegerField("year", validators=YEARS),
                ),
                ("value", models.PositiveIntegerField("number")),
                (
                    "locator",
                    models.CharField(
                        "place in the source",
                        max_length=200,
                        blank=True,
                        validators=NO_SEMICOLON,
                    ),
                ),
                (
                    "new_basis",
                    models.CharField(
                        "change of definition",
                        max_length=200,
                        blank=True,
                        validators=NO_SEMICOLON,
                    ),
                ),
                (
                    "profile",
                    models.ForeignKey(
                        to="topics.mission",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="strengths",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        to="topics.source",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mission_strengths",
                        verbose_name="source",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "strength by year",
                "ordering": ["year", "position"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=["profile", "year", "source"],
                        name="mission_strength_once",
                    )
                ],
            },
        ),
    ]
