from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations


def let_editors_see(apps, schema_editor):
    # Permissions are made after all migrations have run; the groups need them now.
    create_permissions(
        installed.get_app_config("topics"),
        verbosity=0,
        using=schema_editor.connection.alias,
    )
    permission = apps.get_model("auth", "Permission").objects.get(
        content_type__app_label="topics", codename="view_emptysearch"
    )
    for group in apps.get_model("auth", "Group").objects.filter(
        name__in=["Contributors", "Editors"]
    ):
        group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [("topics", "0005_search_index")]

    # The permission goes with its model.
    operations = [migrations.RunPython(let_editors_see, migrations.RunPython.noop)]
