import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="AccountEvent",
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
                (
                    "time",
                    models.DateTimeField(
                        db_index=True,
                        default=django.utils.timezone.now,
                        verbose_name="time",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("signed-in", "Signed in"),
                            ("sign-in-failed", "Failed to sign in"),
                            ("signed-out", "Signed out"),
                            ("password", "Password changed"),
                            ("rights", "Rights changed"),
                            ("added", "Added"),
                            ("removed", "Removed"),
                            ("second-factor", "Second factor changed"),
                        ],
                        max_length=20,
                        verbose_name="event",
                    ),
                ),
                (
                    "account",
                    models.CharField(
                        blank=True, max_length=150, verbose_name="account or group"
                    ),
                ),
                ("by", models.CharField(blank=True, max_length=150, verbose_name="by")),
                (
                    "address",
                    models.CharField(blank=True, max_length=45, verbose_name="address"),
                ),
                ("detail", models.TextField(blank=True, verbose_name="detail")),
            ],
            options={
                "verbose_name": "account event",
                "ordering": ["-time", "-pk"],
            },
        ),
    ]
