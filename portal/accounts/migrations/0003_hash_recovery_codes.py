from django.contrib.auth.hashers import make_password
from django.db import migrations


def hash_codes(apps, schema_editor):
    """Nobody can read the codes from here on. The version before takes none of them
    until it is replaced; the apps of editors open it as ever."""
    StaticDevice = apps.get_model("otp_static", "StaticDevice")
    StaticToken = apps.get_model("otp_static", "StaticToken")
    RecoveryCodes = apps.get_model("accounts", "RecoveryCodes")
    for user in StaticDevice.objects.values_list("user", flat=True).distinct():
        codes = StaticToken.objects.filter(device__user=user)
        RecoveryCodes.objects.create(
            user_id=user,
            name="recovery",
            hashes=[make_password(code) for code in codes.values_list("token", flat=True)],
        )
    StaticDevice.objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_recovery_codes"),
        ("otp_static", "0003_add_timestamps"),
    ]

    operations = [
        # There is no way back from hashes: editors make new codes.
        migrations.RunPython(hash_codes, migrations.RunPython.noop),
    ]
