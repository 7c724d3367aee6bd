"""Codes from an app on the editor's telephone (TOTP), and recovery codes on paper."""

from django.db import transaction
from django_otp import verify_token
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from portal.accounts.models import AccountEvent
from portal.accounts.recording import record

CODE_LENGTH = 6
RECOVERY_CODES = 10


def app_of(user):
    """The user's app that makes codes, or None."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).first()


def verify(user, code):
    """The device of `user` that takes `code`, or None. The length tells which one is
    meant, so that no device is slowed down by codes for the other."""
    kind = TOTPDevice if len(code) == CODE_LENGTH else StaticDevice
    device = kind.objects.filter(user=user, confirmed=True).first()
    return device and verify_token(user, device.persistent_id, code)


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
    """Ten new codes, each good for one use, in place of those before."""
    device, _created = StaticDevice.objects.get_or_create(
        user=user, defaults={"name": "recovery"}
    )
    device.token_set.all().delete()
    codes = [StaticToken.random_token() for _number in range(RECOVERY_CODES)]
    device.token_set.bulk_create(StaticToken(device=device, token=c) for c in codes)
    _record(user, "new recovery codes")
    return codes


@transaction.atomic
def turn_off(user):
    """Ask `user` for no codes any more; False if none were asked for."""
    had_one = app_of(user) is not None
    for kind in (TOTPDevice, StaticDevice):
        kind.objects.filter(user=user).delete()
    if had_one:
        _record(user, "off")
    return had_one


def record_wrong_code(user, request):
    record(AccountEvent.Kind.SIGN_IN_FAILED, user.get_username(), "wrong code", request)


def _record(user, detail):
    record(AccountEvent.Kind.SECOND_FACTOR, user.get_username(), detail)
