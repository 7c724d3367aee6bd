from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("topics", "0024_label_profiles")]

    operations = [
        migrations.AddField(
            model_name="revision",
            name="failed_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
    ]
