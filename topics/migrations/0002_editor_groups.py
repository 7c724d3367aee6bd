from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

CONTRIBUTORS = {
    "topic": ["view", "add", "change"],
    "revision": ["view"],
    "section": ["view"],
    "source": ["view", "add", "change"],
    "tag": ["view"],
}
EDITORS = {
    "topic": ["view", "add", "change", "delete", "publish"],
    "revision": ["view"],
    "section": ["view", "change"],
    "source": ["view", "add", "change", "delete"],
    "tag": ["view", "add", "change", "delete"],
    "tagalias": ["view", "add", "change", "delete"],
}


def create_groups(apps, schema_editor):
    # Permissions are made after all migrations have run; the groups need them now.
    create_permissions(
        installed.get_app_config("topics"),
        verbosity=0,
        using=schema_editor.connection.alias,
    )
    group_model = apps.get_model("auth", "Group")
    permission_model = apps.get_model("auth", "Permission")
    for name, rights in [("Contributors", CONTRIBUTORS), ("Editors", EDITORS)]:
        group, _ = group_model.objects.get_or_create(name=name)
        codenames = [
            f"{action}_{model}"
            for model, actions in rights.items()
            for action in actions
        ]
        group.permissions.set(
            permission_model.objects.filter(
                content_type__app_label="topics", codename__in=codenames
            )
        )


def delete_groups(apps, schema_editor):
    groups = apps.get_model("auth", "Group").objects
    groups.filter(name__in=["Contributors", "Editors"]).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("topics", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(create_groups, delete_groups)]
