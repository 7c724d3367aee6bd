"""Who guesses passwords is held back, and nobody else is."""

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.contrib.auth.hashers import get_hasher
from django.core.cache import cache
from django.test import override_settings

from portal.settings import PASSWORD_HASHERS
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db
STRANGER = "203.0.113.66"
OWNER = "198.51.100.7"


def sign_in(client, name="edda", password=PASSWORD, address=OWNER, **headers):
    typed = {"username": name, "password": password}
    return client.post("/admin/login/", typed, REMOTE_ADDR=address, headers=headers)


def guess(client, times, address=STRANGER):
    return [
        sign_in(client, password=f"guess-{n}", address=address) for n in range(times)
    ][-1]


def is_signed_in(client):
    return client.get("/admin/").status_code == 200


@pytest.fixture
def edda(db):
    return make_user("edda", "Editors")


def test_fifth_wrong_password_is_answered_with_a_pause(client, edda):
    assert guess(client, 4).status_code == 200

    held = guess(client, 1)

    assert held.status_code == 429
    assert held["Retry-After"] == "900"
    assert "Too many requests" in held.content.decode()


def test_right_password_opens_nothing_during_the_pause(client, edda):
    guess(client, 5)

    assert sign_in(client, address=STRANGER).status_code == 429
    assert not is_signed_in(client)


def test_stranger_cannot_keep_the_owner_out(client, edda):
    guess(client, 20)

    sign_in(client, address=OWNER)

    assert is_signed_in(client)


def test_forged_address_gives_no_more_guesses(client, edda):
    for n in range(5):
        held = sign_in(
            client,
            password=f"guess-{n}",
            address=STRANGER,
            **{"X-Forwarded-For": f"192.0.2.{n}", "User-Agent": f"browser {n}"},
        )

    assert held.status_code == 429


def test_other_names_are_open_to_the_same_office(client, edda):
    make_user("cora", "Contributors")
    guess(client, 5, address=OWNER)

    sign_in(client, "cora", address=OWNER)

    assert is_signed_in(client)


def test_pause_is_over_after_a_quarter_of_an_hour(client, edda):
    with time_machine.travel("2026-11-20T12:00:00Z", tick=False) as clock:
        guess(client, 5)
        clock.shift(600)
        assert guess(client, 1).status_code == 429
        clock.shift(301)

        sign_in(client, address=STRANGER)

        assert is_signed_in(client)


def test_password_cannot_be_guessed_where_it_is_changed(client, edda, settings):
    settings.RATE_LIMITS = {**settings.RATE_LIMITS, "sign-in": (2, 3600)}
    cache.clear()
    client.force_login(edda)
    typed = {"new_password1": "x", "new_password2": "x"}

    answers = [
        client.post("/admin/password_change/", {**typed, "old_password": f"guess-{n}"})
        for n in range(3)
    ]

    assert [answer.status_code for answer in answers] == [200, 200, 429]


def test_address_elsewhere_leads_to_the_dashboard(client, edda):
    typed = {"username": "edda", "password": PASSWORD, "next": "//evil.example/"}

    response = client.post("/admin/login/?next=//evil.example/", typed)

    assert response["Location"] == "/admin/"


@pytest.mark.parametrize("required", [False, True])
def test_code_is_asked_for_where_it_may_be_needed(client, db, settings, required):
    settings.REQUIRE_SECOND_FACTOR = required

    page = BeautifulSoup(client.get("/admin/login/").content, "html.parser")

    assert page.select_one("details #id_code")
    assert page.select_one("details").has_attr("open") is required


def test_signing_in_forgets_wrong_passwords(client, edda):
    guess(client, 4, address=OWNER)
    sign_in(client)

    assert guess(client, 1, address=OWNER).status_code == 200


@pytest.mark.parametrize("password", ["short-1!", "password1234", "123456789012345"])
def test_weak_password_is_refused(client, edda, password):
    client.force_login(edda)

    response = client.post(
        "/admin/password_change/",
        {
            "old_password": PASSWORD,
            "new_password1": password,
            "new_password2": password,
        },
    )

    assert response.context["form"].errors["new_password2"]


@override_settings(PASSWORD_HASHERS=PASSWORD_HASHERS)
def test_passwords_are_kept_by_argon2_and_old_ones_moved(client):
    old = get_hasher("pbkdf2_sha256").encode(PASSWORD, "salt" * 8, iterations=1000)
    edda = make_user("edda", "Editors")
    assert edda.password.startswith("argon2$argon2id$")
    edda.password = old
    edda.save()

    sign_in(client)

    edda.refresh_from_db()
    assert is_signed_in(client)
    assert edda.password.startswith("argon2$argon2id$")
