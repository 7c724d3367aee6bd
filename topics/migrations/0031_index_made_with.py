from django.db import migrations, models

from topics.migrations._operations import AddIndexBesideReaders


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("topics", "0030_weigh_the_whole_text")]

    operations = [
        AddIndexBesideReaders(
            "searchdocument",
            models.Index(fields=["made_with"], name="search_document_made_with"),
        ),
    ]
