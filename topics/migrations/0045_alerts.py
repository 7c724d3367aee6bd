import django.db.models.deletion
import django.utils.timezone
from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

import topics.models.subscriber

RIGHTS = ["view_alert", "delete_alert"]


def let_editors_stop_alerts(apps, schema_editor):
    # Permissions are made after all migrations have run; the group needs them now.
    create_permissions(
        installed.get_app_config("topics"),
        verbosity=0,
        using=schema_editor.connection.alias,
    )
    permissions = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="topics", codename__in=RIGHTS
    )
    for group in apps.get_model("auth", "Group").objects.filter(name="Editors"):
        group.permissions.add(*permissions)


class Migration(migrations.Migration):

    dependencies = [
        ('topics', '0044_head_of_renderings'),
    ]

    operations = [
        migrations.CreateModel(
            name='Subscriber',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('encrypted_address', models.TextField(editable=False)),
                ('fingerprint', models.CharField(editable=False, max_length=64, unique=True)),
                ('token', models.CharField(default=topics.models.subscriber.new_token, editable=False, max_length=43, unique=True)),
                ('told_until', models.DateTimeField(blank=True, editable=False, null=True)),
                ('refusals', models.PositiveSmallIntegerField(default=0, editable=False)),
            ],
            options={
                'verbose_name': 'subscriber',
                'verbose_name_plural': 'subscribers',
            },
        ),
        migrations.CreateModel(
            name='Alert',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('page', models.CharField(max_length=1500, verbose_name='page')),
                ('token', models.CharField(default=topics.models.subscriber.new_token, editable=False, max_length=43, unique=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='asked for')),
                ('mailed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='confirmed')),
                ('subscriber', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='alerts', to='topics.subscriber', verbose_name='subscriber')),
            ],
            options={
                'verbose_name': 'alert',
                'verbose_name_plural': 'alerts',
                'ordering': ['-created_at'],
                'constraints': [models.UniqueConstraint(fields=('subscriber', 'page'), name='alert_once_for_each_page')],
            },
        ),
        # The permission goes with its model.
        migrations.RunPython(let_editors_stop_alerts, migrations.RunPython.noop),
    ]
