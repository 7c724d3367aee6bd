"""Signing in with a second factor in a real browser, under the strict policy."""

import time
from base64 import b32decode

import pytest
from axe_playwright_python.sync_playwright import Axe
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.chromium import AXE
from tests.factories import PASSWORD, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def sign_in(page, code=""):
    page.goto("/admin/")
    page.fill("#id_username", "ada")
    page.fill("#id_password", PASSWORD)
    if code:
        page.click("summary")
        page.fill("#id_code", code)
    page.click("input[type=submit]")


def test_second_factor_from_the_page_that_sets_it_up_to_a_recovery_code(page):
    make_user("ada", is_staff=True, is_superuser=True)
    sign_in(page)
    page.click("text=Second factor")
    picture = page.locator("main img")
    # decode() waits until it has been loaded.
    assert picture.evaluate(
        "async image => { await image.decode(); return image.naturalWidth > 100 }"
    )
    codes = TOTP(b32decode(page.inner_text("p code").replace(" ", "")))
    codes.time = time.time()
    page.fill("#id_code", f"{codes.token():06d}")
    page.fill("#id_password", PASSWORD)
    page.click("text=Turn it on")
    recovery = page.inner_text("li code >> nth=0")
    page.click("text=I have kept them")
    assert page.url.endswith("/admin/")
    page.click("#logout-form button")

    sign_in(page)
    assert "needs a new code each time" in page.inner_text(".errornote")
    page.fill("#id_password", PASSWORD)
    page.fill("#id_code", recovery)
    page.click("input[type=submit]")

    assert page.locator("#logout-form").is_visible()
    assert TOTPDevice.objects.get().confirmed


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_about_accounts_are_accessible(browser, live_server, db, scheme):
    make_user("ada", is_staff=True, is_superuser=True)
    context = browser.new_context(base_url=live_server.url, color_scheme=scheme)
    page = context.new_page()
    page.goto("/admin/login/")
    found = Axe().run(page, options=AXE).response["violations"]
    sign_in(page)
    page.goto("/admin/second-factor/")
    found += Axe().run(page, "#content", options=AXE).response["violations"]
    context.close()

    assert [(violation["id"], violation["nodes"]) for violation in found] == []
