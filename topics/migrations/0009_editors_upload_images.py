from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

# What is said about an image stands on published pages, so contributors only add.
RIGHTS = {
    "Contributors": ["view", "add"],
    "Editors": ["view", "add", "change", "delete"],
}


def let_editors_upload(apps, schema_editor):
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
                codename__in=[f"{action}_image" for action in RIGHTS[group.name]],
            )
        )


class Migration(migrations.Migration):
    dependencies = [("topics", "0008_images")]

    # The permissions go with their model.
    operations = [migrations.RunPython(let_editors_upload, migrations.RunPython.noop)]
