"""Codes from an app on the editor's telephone (TOTP), and recovery codes on paper."""

import secrets
from base64 import b32encode
from textwrap import wrap

from django.db import transaction
from django_otp import verify_token
from django_otp.plugins.otp_totp.models import TOTPDevice

from portal.accounts.models import AccountEvent, RecoveryCodes, digest
from portal.accounts.recording import record

CODE_LENGTH = 6
RECOVERY_CODES = 10
CODE_BYTES = 15


def app_of(user):
    """The user's app that makes codes, or None."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).first()


def verify(user, code):
    """The device of `user` that takes `code`, or None. The length tells which one is
    meant, so that no device is slowed down by codes for the other."""
    if len(code) == CODE_LENGTH:
        app = app_of(user)
        return app and verify_token(user, app.persistent_id, code)
    codes = RecoveryCodes.objects.filter(user=user).first()
    return codes if codes and codes.verify_token(code) else None


def pending_app(user):
    """An app that is not set up yet: its secret stays the same until it is."""
    app, _created = TOTPDevice.objects.get_or_create(
        user=user, confirmed=False, defaults={"name": "app"}
    )
    return app


@transaction.atomic
def confirm(app):
    """Ask for codes of this app from now on; the recovery codes of its owner."""
    app.confirmed = True
    app.save()
    _record(app.user, "on")
    return renew_recovery_codes(app.user)


@transaction.atomic
def renew_recovery_codes(user):
    """Ten new codes, each good for one use, in place of those before; in groups of
    letters, as they may have to be typed."""
    codes = [
        b32encode(secrets.token_bytes(CODE_BYTES)).decode().lower()
        for _number in range(RECOVERY_CODES)
    ]
    RecoveryCodes.objects.update_or_create(
        user=user,
        defaults={
            "name": "recovery",
            "hashes": [digest(code) for code in codes],
            "throttling_failure_timestamp": None,
            "throttling_failure_count": 0,
        },
    )
    _record(user, "new recovery codes")
    return [in_groups(code) for code in codes]


def in_groups(letters):
    """The letters with a space after each four."""
    return " ".join(wrap(letters, 4))


@transaction.atomic
def turn_off(user):
    """Ask `user` for no codes any more; False if none were asked for."""
    had_one = app_of(user) is not None
    for kind in (TOTPDevice, RecoveryCodes):
        kind.objects.filter(user=user).delete()
    if had_one:
        _record(user, "off")
    return had_one


def _record(user, detail):
    record(AccountEvent.Kind.SECOND_FACTOR, user.get_username(), detail)
