from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("topics", "0025_entry_versions")]

    operations = [
        migrations.AddField(
            model_name="revision",
            name="failed_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
    ]
