"""What editors post whose sign-in has expired is kept for them, and of nobody else."""

import os
from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from portal.accounts.models import KeptForm
from tests.factories import PASSWORD, make_topic, make_user

pytestmark = pytest.mark.django_db
STRANGER = "203.0.113.66"


def change(number):
    return f"/admin/topics/topic/{number}/change/"


def sign_in(client, name="edda"):
    client.post("/admin/login/", {"username": name, "password": PASSWORD})
    return client


@pytest.fixture
def expired(client, editor):
    """The browser of an editor whose session is over."""
    sign_in(client)
    Session.objects.all().delete()
    return client


def kept():
    return list(KeptForm.objects.values_list("user__username", "path", "values"))


def test_form_is_kept_under_its_editor_and_address(expired):
    expired.post(change(1), {"title": "Typed", "_draft": "1"})

    assert kept() == [("edda", change(1), {"title": ["Typed"]})]
    assert not Session.objects.exists()


def test_stranger_leaves_nothing_in_the_database(client, db):
    words = os.urandom(100_000).hex()
    for address in (change(1), change("no-such-thing"), "/admin/topics/tag/add/", "/"):
        client.post(address, {"body": words}, REMOTE_ADDR=STRANGER)

    assert not KeptForm.objects.exists()
    assert not Session.objects.exists()


def test_cookie_cannot_be_made_up(expired, client):
    cookie = expired.cookies["editor"]
    for value in ("", "1", "nonsense:x:y", cookie.value[:-1], f"x{cookie.value}"):
        client.cookies["editor"] = value
        client.post(change(1), {"title": "Typed"})

    assert not KeptForm.objects.exists()


@pytest.mark.parametrize("loss", ["password", "active", "staff", "deleted"])
def test_cookie_ends_with_what_the_account_was(expired, editor, loss):
    if loss == "password":
        editor.set_password("another-password-for-tests")
    editor.is_active = loss != "active"
    editor.is_staff = loss != "staff"
    editor.save()
    if loss == "deleted":
        editor.delete()

    expired.post(change(1), {"title": "Typed"})

    assert not KeptForm.objects.exists()


def test_cookie_lasts_as_long_as_the_longest_session(expired):
    with time_machine.travel(timezone.now() + timedelta(days=15)):
        expired.post(change(1), {"title": "Typed"})

    assert not KeptForm.objects.exists()


def test_somebody_else_who_signs_in_is_offered_nothing(expired):
    topic = make_topic()
    expired.post(change(topic.pk), {"title": "Typed"})
    make_user("otto", "Editors")
    sign_in(expired, "otto")

    page = expired.get(change(topic.pk))

    assert page.context["state"]["kept"] is None
    assert kept() == [("edda", change(topic.pk), {"title": ["Typed"]})]


def test_editor_keeps_ten_forms(expired):
    for number in range(12):
        expired.post(change(number), {"title": f"Typed {number}"})

    assert {path for _name, path, _values in kept()} == {
        change(number) for number in range(2, 12)
    }


def test_form_posted_again_takes_the_place_of_the_first(expired):
    for title in ("One", "Two"):
        expired.post(change(1), {"title": title})

    assert kept() == [("edda", change(1), {"title": ["Two"]})]


def test_forms_are_forgotten_after_fourteen_days(expired, editor):
    KeptForm.objects.create(
        user=editor,
        path=change(7),
        values={},
        saved_at=timezone.now() - timedelta(days=14),
    )

    expired.post(change(1), {"title": "Typed"})

    assert [path for _name, path, _values in kept()] == [change(1)]


def test_one_address_keeps_few_forms(expired, settings):
    settings.RATE_LIMITS = {**settings.RATE_LIMITS, "kept-form": (2, 3600)}
    cache.clear()

    for number in range(3):
        expired.post(change(number), {"title": "Typed"})

    assert [path for _name, path, _values in kept()] == [change(0), change(1)]


@pytest.mark.parametrize(
    ("path", "words"), [(change("x" * 300), "Typed"), (change(1), "x" * 1_100_000)]
)
def test_form_that_is_too_large_is_not_kept(expired, path, words):
    expired.post(path, {"title": words})

    assert not KeptForm.objects.exists()


def test_signing_out_leaves_the_browser_to_others(client, editor):
    sign_in(client)

    client.post("/admin/logout/")

    assert not client.cookies["editor"].value
    client.post(change(1), {"title": "Typed"})
    assert not KeptForm.objects.exists()


def test_cookie_is_for_no_script_and_no_other_site(editor):
    cookie = sign_in(Client()).cookies["editor"]

    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
