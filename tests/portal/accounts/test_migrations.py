"""What migrations make of accounts that are there."""

from importlib import import_module

import pytest
from django.apps import apps
from django_otp import user_has_device
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken

from portal.accounts import second_factor
from portal.accounts.models import RecoveryCodes
from tests.factories import make_user

pytestmark = pytest.mark.django_db
hashing = import_module("portal.accounts.migrations.0003_hash_recovery_codes")


def test_recovery_codes_still_open_and_can_be_read_no_more():
    edda, cora = make_user("edda"), make_user("cora")
    for user in (edda, cora):
        device = StaticDevice.objects.create(user=user, name="recovery")
        for code in ("one", "two"):
            StaticToken.objects.create(device=device, token=f"{user.username}-{code}")

    hashing.hash_codes(apps, None)

    assert not StaticToken.objects.exists()
    assert "edda-one" not in str(RecoveryCodes.objects.values_list("hashes"))
    assert second_factor.verify(edda, "edda-two")
    assert second_factor.verify(edda, "cora-one") is None
    assert user_has_device(cora)


def test_second_factor_that_was_turned_off_stays_off():
    edda = make_user("edda")
    device = StaticDevice.objects.create(user=edda, name="recovery")
    StaticToken.objects.create(device=device, token="edda-one")
    hashing.hash_codes(apps, None)

    second_factor.turn_off(edda)

    assert not user_has_device(edda)
