"""A forgotten password, from the sign-in page to a new one."""

import re
import threading

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.core.cache import cache

from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db
PAGE = "/admin/password-reset/"
NEW = "another-password-for-tests"


@pytest.fixture(autouse=True)
def sends_mail(settings):
    settings.SENDS_MAIL = True
    settings.SITE_URL = "https://portal.example"
    settings.HTTPS = True


@pytest.fixture
def edda(db):
    return make_user("edda", "Editors", email="edda@portal.example")


def ask(client, email="edda@portal.example", **headers):
    response = client.post(PAGE, {"email": email}, **headers)
    for thread in threading.enumerate():
        if thread.name == "mail":
            thread.join()
    return response


def link():
    return re.search(r"https://portal\.example(/\S+)", mail.outbox[-1].body)[1]


def set_password(client, address):
    form = client.get(address, follow=True)
    typed = {"new_password1": NEW, "new_password2": NEW}
    return client.post(form.redirect_chain[-1][0], typed, follow=True)


def test_sign_in_page_leads_there(client, db):
    page = BeautifulSoup(client.get("/admin/login/").content, "html.parser")

    assert page.select_one(f'a[href="{PAGE}"]')


def test_page_is_the_portals(client, db):
    page = BeautifulSoup(client.get(PAGE).content, "html.parser")

    assert "Peacekeeping Portal" in page.select_one("#site-name").text


def test_link_sets_a_new_password_once(client, edda):
    ask(client)
    address = link()

    set_password(client, address)

    edda.refresh_from_db()
    assert edda.check_password(NEW)
    assert client.get("/admin/").status_code == 302, "it signs nobody in"
    assert not client.get(address).context["validlink"]


def test_link_leads_to_the_site_whatever_host_is_asked(client, edda, settings):
    settings.ALLOWED_HOSTS = ["*"]

    ask(client, headers={"host": "evil.example"})

    assert "evil" not in mail.outbox[0].body
    assert link()


def test_answer_does_not_tell_who_has_an_account(client, edda):
    known, unknown = ask(client), ask(client, "nobody@portal.example")

    assert known["Location"] == unknown["Location"]
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("fields", [{"is_active": False}, {"email": ""}])
def test_link_is_sent_to_nobody_else(client, db, fields):
    make_user("otto", "Editors", **{"email": "otto@portal.example", **fields})

    ask(client, "otto@portal.example")

    assert mail.outbox == []


def test_one_address_asks_for_few_links(client, edda, settings):
    settings.RATE_LIMITS = {**settings.RATE_LIMITS, "password-reset": (2, 3600)}
    cache.clear()

    answers = [ask(client).status_code for _ in range(3)]

    assert answers == [302, 302, 429]


def test_old_link_is_refused(client, edda):
    ask(client)
    address = link()
    client.post("/admin/login/", {"username": "edda", "password": PASSWORD})
    client.post("/admin/logout/")

    assert not client.get(address).context["validlink"]


def test_without_mail_the_page_says_whom_to_ask(client, settings, db):
    settings.SENDS_MAIL = False

    page = BeautifulSoup(client.get("/admin/login/").content, "html.parser")

    assert "Ask an administrator" in page.text
    assert not page.select(f'a[href^="{PAGE}"]')
    assert client.get(PAGE).status_code == 404
    assert client.get(f"{PAGE}MQ/abc-def/").status_code == 404
