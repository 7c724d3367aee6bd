from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("topics", "0022_renderings_say_what_made_them")]

    operations = [
        migrations.AlterModelOptions(
            name="emptysearch",
            options={
                "ordering": ["-count", "words"],
                "verbose_name": "zero-result query",
                "verbose_name_plural": "zero-result queries",
            },
        ),
    ]
