import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("topics", "0009_editors_upload_images"),
    ]

    operations = [
        migrations.AddField(
            model_name="tag",
            name="is_edited",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.CreateModel(
            name="TagAddress",
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
                    "slug",
                    models.SlugField(
                        max_length=100, unique=True, verbose_name="old slug"
                    ),
                ),
                (
                    "tag",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="addresses",
                        to="topics.tag",
                    ),
                ),
            ],
            options={
                "verbose_name": "old address of a tag",
                "verbose_name_plural": "old addresses of tags",
                "ordering": ["slug"],
            },
        ),
    ]
