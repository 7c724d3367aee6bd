import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("topics", "0012_loaded_entries")]

    operations = [
        migrations.CreateModel(
            name="Constellation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("clusters", models.JSONField()),
                ("dots", models.JSONField()),
                ("bands", models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name="Neighbourhood",
            fields=[
                ("topic", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name="neighbourhood", serialize=False, to="topics.topic")),
                ("spots", models.JSONField()),
                ("lines", models.JSONField()),
            ],
        ),
    ]  # fmt: skip
