from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("topics", "0043_reviewer")]

    operations = [
        migrations.AddField(
            "renderedtopic",
            "head",
            models.TextField(default="", db_default=""),
        ),
    ]
