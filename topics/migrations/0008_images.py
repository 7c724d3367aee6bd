import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("topics", "0007_workflow"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Image",
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
                        help_text="Texts show the image by it: ![](image:slug).",
                        max_length=80,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9]+(?:-[a-z0-9]+)*\\Z",
                                "Use lower-case letters, digits and single hyphens, as in `unef-i`.",
                            )
                        ],
                        verbose_name="slug",
                    ),
                ),
                (
                    "alt",
                    models.CharField(
                        help_text="What the image shows, for readers who cannot see it: “Blue-helmeted soldiers open a road block”, not “photograph”.",
                        max_length=300,
                        verbose_name="alternative text",
                    ),
                ),
                (
                    "caption",
                    models.CharField(
                        blank=True,
                        help_text="Stands below the image: what, where, when.",
                        max_length=300,
                        verbose_name="caption",
                    ),
                ),
                (
                    "credit",
                    models.CharField(
                        help_text="Who made it: “UN Photo/Sylvain Liechti”.",
                        max_length=200,
                        verbose_name="credit",
                    ),
                ),
                (
                    "licence",
                    models.CharField(
                        choices=[
                            ("cc-by-4.0", "CC BY 4.0"),
                            ("cc-by-sa-4.0", "CC BY-SA 4.0"),
                            ("cc-by-3.0", "CC BY 3.0"),
                            ("cc-by-sa-3.0", "CC BY-SA 3.0"),
                            ("cc-by-2.0", "CC BY 2.0"),
                            ("cc-by-sa-2.0", "CC BY-SA 2.0"),
                            ("cc-by-3.0-igo", "CC BY 3.0 IGO"),
                            ("cc0-1.0", "CC0 1.0"),
                            ("pdm-1.0", "Public domain"),
                            ("permission", "By permission of the owner"),
                        ],
                        max_length=20,
                        verbose_name="licence",
                    ),
                ),
                (
                    "origin",
                    models.URLField(
                        blank=True,
                        help_text="The page on which the image and its licence can be checked.",
                        verbose_name="found at",
                    ),
                ),
                (
                    "width",
                    models.PositiveIntegerField(editable=False, verbose_name="width"),
                ),
                (
                    "height",
                    models.PositiveIntegerField(editable=False, verbose_name="height"),
                ),
                (
                    "digest",
                    models.CharField(editable=False, max_length=64, unique=True),
                ),
                (
                    "uploaded_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now,
                        editable=False,
                        verbose_name="uploaded",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="uploaded by",
                    ),
                ),
            ],
            options={
                "verbose_name": "image",
                "verbose_name_plural": "images",
                "ordering": ["slug"],
            },
        ),
        migrations.CreateModel(
            name="Depiction",
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
                ("slug", models.CharField(max_length=200)),
                (
                    "topic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="depictions",
                        to="topics.topic",
                    ),
                ),
                (
                    "image",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="depictions",
                        to="topics.image",
                    ),
                ),
            ],
            options={
                "ordering": ["slug"],
            },
        ),
        migrations.AddConstraint(
            model_name="image",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("alt", ""), _negated=True),
                    models.Q(("credit", ""), _negated=True),
                ),
                name="image_has_alternative_text_and_credit",
            ),
        ),
        migrations.AddConstraint(
            model_name="depiction",
            constraint=models.UniqueConstraint(
                fields=("topic", "slug"), name="depiction_once"
            ),
        ),
    ]
