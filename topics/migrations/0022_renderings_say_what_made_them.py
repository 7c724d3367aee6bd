from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("topics", "0021_name_derived_models")]

    operations = [
        migrations.AddField(
            "renderedtopic",
            "made_with",
            models.CharField(db_default="", default="", max_length=64),
        ),
        migrations.AddField("renderedtopic", "valid_on", models.DateField(null=True)),
    ]
