"""A second factor, from setting it up to losing the telephone."""

import re
import time
from base64 import b32decode

import pytest
import time_machine
from axes.models import AccessAttempt
from bs4 import BeautifulSoup
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from portal.accounts.models import AccountEvent, RecoveryCodes
from tests.factories import PASSWORD, make_topic, make_user

pytestmark = pytest.mark.django_db
PAGE = "/admin/second-factor/"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel("2026-11-20T12:00:00Z", tick=False) as travel:
        yield travel


@pytest.fixture
def edda(db):
    return make_user("edda", "Editors")


class App:
    """The editor's telephone: it knows the key that the page shows."""

    def __init__(self, key):
        self.key = b32decode(key.replace(" ", ""))

    @property
    def code(self):
        codes = TOTP(self.key)
        codes.time = time.time()
        return f"{codes.token():06d}"


def parsed(response):
    return BeautifulSoup(response.content, "html.parser")


def read_key(client, address=PAGE):
    return App(parsed(client.get(address)).select("p code")[0].text)


def set_up(client, address=PAGE):
    """Do what the page says: the app and the recovery codes."""
    app = read_key(client, address)
    done = client.post(address, {"code": app.code, "password": PASSWORD})
    return app, [code.text for code in parsed(done).select("li code")]


def sign_in(code="", name="edda", password=PASSWORD):
    client = Client()
    typed = {"username": name, "password": password, "code": code}
    client.response = client.post("/admin/login/", typed)
    return client


def is_open(client):
    return client.get("/admin/").status_code == 200


@pytest.fixture
def equipped(edda, clock):
    """The app and the recovery codes of an editor who has set them up."""
    client = sign_in()
    equipment = set_up(client)
    clock.shift(60)
    return equipment


def test_without_one_the_password_is_enough(edda):
    assert is_open(sign_in())


def test_password_alone_opens_nothing_once_it_is_set_up(equipped):
    client = sign_in()

    assert not is_open(client)


def answer(client):
    """What the sign-in page says to somebody who was refused."""
    return [note.text for note in parsed(client.response).select(".errornote")]


@pytest.mark.parametrize("code", ["", "000000", "no-such-code"])
def test_right_password_is_not_told_apart_from_a_wrong_one(equipped, code):
    guessed, wrong = sign_in(code), sign_in(code, password="wrong")

    assert answer(guessed) == answer(wrong) != []


@pytest.mark.parametrize("code", ["", "000000", "no-such-code"])
def test_wrong_codes_are_counted_like_wrong_passwords(equipped, code, clock):
    for _ in range(5):
        refused = sign_in(code)
        clock.shift(60)

    assert refused.response.status_code == 429
    assert sign_in(equipped[0].code).response.status_code == 429


def test_right_password_of_somebody_without_rights_is_not_told_apart(db):
    make_user("rea")

    answers = [sign_in(name="rea") for _ in range(5)]

    assert answer(answers[0]) == answer(sign_in(name="nobody"))
    assert answers[-1].response.status_code == 429


def test_code_that_was_typed_is_written_down_nowhere(equipped):
    _app, codes = equipped
    sign_in(codes[0], password="wrong")

    [attempt] = AccessAttempt.objects.all()
    assert codes[0] not in attempt.post_data


def test_wrong_code_is_recorded_for_administrators(equipped):
    sign_in("000000")

    assert AccountEvent.objects.first().detail == "wrong code"


def test_code_of_the_app_signs_in(equipped):
    app, _codes = equipped

    assert is_open(sign_in(f"{app.code[:3]} {app.code[3:]}"))


def test_code_is_good_for_one_sign_in(equipped):
    app, _codes = equipped
    sign_in(app.code)

    assert not is_open(sign_in(app.code))


def test_wrong_code_is_refused_and_slows_down_guessing(equipped, clock):
    app, _codes = equipped
    wrong = f"{(int(app.code) + 500_000) % 1_000_000:06d}"

    refused = sign_in(wrong)
    at_once = sign_in(app.code)
    clock.shift(30)
    later = sign_in(app.code)

    assert [is_open(client) for client in (refused, at_once, later)] == [
        False,
        False,
        True,
    ]


def test_recovery_code_signs_in_once(equipped):
    _app, codes = equipped

    assert len(set(codes)) == 10
    assert is_open(sign_in(codes[0].upper()))
    assert not is_open(sign_in(codes[0]))


def test_recovery_codes_can_be_read_nowhere(equipped):
    _app, codes = equipped

    stored = RecoveryCodes.objects.get()

    assert len(stored.hashes) == 10
    assert not any(code.replace(" ", "") in str(vars(stored)) for code in codes)


def test_recovery_code_is_too_long_to_be_found_from_its_hash(equipped):
    _app, codes = equipped

    assert all(re.fullmatch("([a-z2-7]{4} ?){6}", code) for code in codes)


@pytest.mark.parametrize("code", ["no-such-code", "no such code of twenty-four"])
def test_wrong_recovery_code_does_not_tell_by_its_time_that_the_password_is_right(
    equipped, monkeypatch, code
):
    """No slow hash but that of the password itself."""
    checked = []
    monkeypatch.setattr("portal.accounts.models.check_password", checked.append)

    sign_in(code)

    assert checked == []


def test_wrong_recovery_codes_make_the_right_one_wait(equipped, clock):
    _app, codes = equipped
    sign_in("no-such-code")

    assert not is_open(sign_in(codes[0]))
    clock.shift(2)
    assert is_open(sign_in(codes[0]))


def test_forgotten_code_makes_nothing_wait(equipped):
    app, codes = equipped
    sign_in("")

    assert is_open(sign_in(app.code))
    assert is_open(sign_in(codes[0]))


def test_wrong_recovery_code_does_not_slow_down_the_app(equipped):
    app, _codes = equipped
    sign_in("no-such-code")

    assert is_open(sign_in(app.code))


def test_code_of_somebody_else_is_refused(equipped):
    make_user("cora", "Contributors")
    cora = sign_in(name="cora")
    _app, codes = set_up(cora)

    assert not is_open(sign_in(codes[0]))


def test_it_is_on_only_after_a_right_code(edda):
    client = sign_in()
    app = read_key(client)
    wrong = f"{(int(app.code) + 500_000) % 1_000_000:06d}"
    client.post(PAGE, {"code": wrong, "password": PASSWORD})

    assert not TOTPDevice.objects.filter(confirmed=True)
    assert is_open(sign_in())


@pytest.mark.parametrize("password", ["", "wrong"])
def test_open_session_is_not_enough_to_set_it_up(edda, password):
    client = sign_in()
    app = read_key(client)
    client.post(PAGE, {"code": app.code, "password": password})
    assert not TOTPDevice.objects.filter(confirmed=True)

    # The code was not used up.
    client.post(PAGE, {"code": app.code, "password": PASSWORD})

    assert TOTPDevice.objects.filter(confirmed=True)


def test_password_cannot_be_guessed_while_setting_it_up(edda):
    client = sign_in()
    app = read_key(client)
    for n in range(5):
        held = client.post(PAGE, {"code": app.code, "password": f"guess-{n}"})

    assert held.status_code == 429
    right = {"code": app.code, "password": PASSWORD}
    assert client.post(PAGE, right).status_code == 429


def test_picture_for_the_camera_is_drawn_here(edda):
    client = sign_in()
    read_key(client)

    response = client.get(f"{PAGE}qr.svg")

    assert response["Content-Type"] == "image/svg+xml"
    assert response["Cache-Control"].startswith("max-age=0, no-cache, no-store")
    picture = response.content.decode()
    assert "<path" in picture
    assert "style" not in picture
    assert "script" not in picture


def test_key_is_not_shown_again_once_it_is_on(equipped):
    app, _codes = equipped
    client = sign_in(app.code)

    page = client.get(PAGE)

    assert not parsed(page).select("p code, img")


def test_new_recovery_codes_replace_the_old(equipped, clock):
    app, old = equipped
    client = sign_in(old[0])
    new = [c.text for c in parsed(client.post(PAGE, {"code": app.code})).select("li")]
    clock.shift(60)

    assert len(new) == 10
    assert not is_open(sign_in(old[1]))
    clock.shift(60)
    assert is_open(sign_in(new[0]))


def test_turning_it_off_takes_a_code(equipped, clock):
    app, _codes = equipped
    client = sign_in(app.code)
    client.post(PAGE, {"code": "123", "_turn_off": "1"})
    assert not is_open(sign_in())
    clock.shift(60)

    client.post(PAGE, {"code": app.code, "_turn_off": "1"})

    assert is_open(sign_in())
    assert not RecoveryCodes.objects.exists()


def test_reader_has_no_second_factor_page(client):
    client.force_login(make_user("rea"))

    for address in (PAGE, f"{PAGE}qr.svg"):
        assert client.get(address)["Location"].startswith("/admin/login/")
    assert not TOTPDevice.objects.exists()


def test_administrator_turns_off_what_was_lost(equipped, client, edda):
    client.force_login(make_user("ada", is_staff=True, is_superuser=True))
    chosen = {"action": "turn_off_second_factor", "_selected_action": edda.pk}

    client.post("/admin/auth/user/", chosen)

    assert is_open(sign_in())


def test_secrets_are_nowhere_in_the_admin(equipped, client):
    client.force_login(make_user("ada", is_staff=True, is_superuser=True))

    for address in ("otp_totp/totpdevice", "otp_static/staticdevice"):
        assert client.get(f"/admin/{address}/").status_code == 404


class TestRequired:
    @pytest.fixture(autouse=True)
    def required(self, settings):
        settings.REQUIRE_SECOND_FACTOR = True

    def test_password_alone_leads_to_setting_it_up_and_on(self, edda):
        topic = make_topic("page")
        wanted = f"/admin/topics/topic/{topic.pk}/change/"
        client = sign_in()

        response = client.get(wanted, follow=True)
        address = response.redirect_chain[-1][0]
        assert (
            address == f"{PAGE}?next=%2Fadmin%2Ftopics%2Ftopic%2F{topic.pk}%2Fchange%2F"
        )
        app = App(parsed(response).select("p code")[0].text)
        done = client.post(address, {"code": app.code, "password": PASSWORD})

        onward = parsed(done).select_one("#content a")["href"]
        assert onward == wanted
        assert client.get(onward).status_code == 200

    def test_nothing_else_opens_before(self, edda):
        client = sign_in()

        for address in ("/admin/", "/admin/reports/", "/admin/topics/topic/"):
            assert client.get(address)["Location"].startswith("/admin/login/")

    def test_it_leads_to_no_other_site(self, edda):
        client = sign_in()
        address = f"{PAGE}?next=https://evil.example/"

        code = read_key(client, address).code
        done = client.post(address, {"code": code, "password": PASSWORD})

        assert parsed(done).select_one("#content a")["href"] == "/admin/"

    def test_session_without_code_is_asked_for_one(self, equipped, edda):
        client = Client()
        client.force_login(edda)

        response = client.get("/admin/", follow=True)

        assert parsed(response).select_one("input[name=code]")
        assert not is_open(client)

    def test_words_posted_without_the_code_are_kept(self, edda):
        topic = make_topic("page", title="Page")
        client = sign_in()
        address = f"/admin/topics/topic/{topic.pk}/change/"
        client.post(address, {"title": "Typed title"})
        set_up(client)

        page = client.get(address)

        assert page.context["state"]["kept"].values["title"] == ["Typed title"]
