import django.utils.timezone
from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

RIGHTS = {"Contributors": ["view"], "Editors": ["view", "change", "delete"]}


def let_editors_answer(apps, schema_editor):
    # Permissions are made after all migrations have run; the groups need them now.
    create_permissions(
        installed.get_app_config("topics"),
        verbosity=0,
        using=schema_editor.connection.alias,
    )
    permissions = apps.get_model("auth", "Permission").objects
    for group in apps.get_model("auth", "Group").objects.filter(name__in=RIGHTS):
        group.permissions.add(
            *permissions.filter(
                content_type__app_label="topics",
                codename__in=[f"{r}_problemreport" for r in RIGHTS[group.name]],
            )
        )


class Migration(migrations.Migration):
    dependencies = [("topics", "0032_search_terms")]

    operations = [
        migrations.CreateModel(
            "ProblemReport",
            [
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
                    "words",
                    models.TextField(
                        max_length=4000, verbose_name="what is wrong or missing"
                    ),
                ),
                (
                    "page",
                    models.CharField(
                        blank=True,
                        help_text="Its address in the portal, if it is about one page.",
                        max_length=300,
                        verbose_name="page",
                    ),
                ),
                (
                    "version",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="version"
                    ),
                ),
                (
                    "email",
                    models.EmailField(
                        blank=True,
                        help_text="Only if you want an answer; it is deleted after "
                        "that.",
                        max_length=254,
                        verbose_name="your e-mail address",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("new", "New"),
                            ("in-hand", "In hand"),
                            ("settled", "Settled"),
                        ],
                        db_index=True,
                        default="new",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "answer",
                    models.TextField(
                        blank=True, max_length=4000, verbose_name="answer"
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_index=True,
                        default=django.utils.timezone.now,
                        verbose_name="sent",
                    ),
                ),
            ],
            options={
                "verbose_name": "report of a problem",
                "verbose_name_plural": "reports of problems",
                "ordering": ["-created_at"],
            },
        ),
        # The permission goes with its model.
        migrations.RunPython(let_editors_answer, migrations.RunPython.noop),
    ]
