"""When a session ends, and when its key changes."""

from datetime import datetime

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client

from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db
HOUR = 3600


@pytest.fixture
def clock():
    start = datetime.fromisoformat("2026-11-20T12:00:00+00:00")
    with time_machine.travel(start, tick=False) as travel:
        yield travel


@pytest.fixture
def signed_in(clock):
    """A browser in which an editor has signed in by the form."""
    make_user("edda", "Editors")
    return sign_in(Client())


def sign_in(client):
    client.post("/admin/login/", {"username": "edda", "password": PASSWORD})
    return client


def is_open(client):
    return client.get("/admin/").status_code == 200


def test_session_ends_after_twelve_idle_hours(signed_in, clock):
    assert is_open(signed_in)
    clock.shift(12 * HOUR + 1)

    assert not is_open(signed_in)


def test_work_keeps_the_session_open(signed_in, clock):
    for _ in range(4):
        clock.shift(11 * HOUR)
        assert is_open(signed_in)


def test_session_ends_after_fourteen_days_of_work(signed_in, clock):
    for _ in range(14 * 24 // 8 - 1):
        clock.shift(8 * HOUR)
        assert is_open(signed_in)
    clock.shift(8 * HOUR)

    assert not is_open(signed_in)


def test_signing_in_again_starts_anew(signed_in, clock):
    clock.shift(13 * 24 * HOUR)
    assert not is_open(signed_in)
    sign_in(signed_in)
    clock.shift(11 * HOUR)
    assert is_open(signed_in)
    clock.shift(11 * HOUR)
    assert is_open(signed_in)
    clock.shift(11 * HOUR)

    assert is_open(signed_in)


def test_hours_are_the_operators(clock, settings):
    settings.SESSION_COOKIE_AGE = 1 * HOUR
    make_user("edda", "Editors")
    client = sign_in(Client())
    assert is_open(client)
    clock.shift(HOUR + 1)

    assert not is_open(client)


def test_signing_in_changes_the_key_of_the_session(client, editor):
    session = client.session
    session["known"] = "to an attacker"
    session.save()
    before = session.session_key

    sign_in(client)

    assert client.session.session_key != before


def test_new_password_ends_the_sessions_elsewhere(signed_in):
    elsewhere = sign_in(Client())
    key = signed_in.session.session_key
    new = "another-password-for-tests"
    typed = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}

    signed_in.post("/admin/password_change/", typed)

    assert is_open(signed_in)
    assert signed_in.session.session_key != key
    assert not is_open(elsewhere)


def test_sessions_that_have_ended_are_deleted_when_somebody_signs_in(
    signed_in, clock, monkeypatch
):
    monkeypatch.setattr("portal.accounts.receivers.SESSIONS_AT_ONCE", 2)
    for _ in range(3):
        sign_in(Client())
    clock.shift(13 * HOUR)

    left = []
    for _ in range(3):
        sign_in(Client())
        left.append(Session.objects.count())

    # Four had ended; each time one begins and two go.
    assert left == [3, 2, 3]


def test_page_for_readers_sends_no_cookie_to_an_editor_either(signed_in, clock):
    clock.shift(HOUR)

    assert not signed_in.get("/").cookies
