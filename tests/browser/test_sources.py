"""The form of a new source in a real browser."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.apps import apps
from django.db import connection

from tests.chromium import AXE
from tests.factories import make_source, make_user
from topics.models import Source

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RIS = "TY  - BOOK\nTI  - Does Peacekeeping Work?\nAU  - Fortna, Virginia\nPY  - 2008"


@pytest.fixture
def form(page):
    import_module("topics.migrations.0002_editor_groups").create_groups(
        apps, SimpleNamespace(connection=connection)
    )
    make_user("edda", "Editors")
    make_source("first-1", title="War")
    page.goto("/admin/topics/source/add/")
    page.fill("#id_username", "edda")
    page.fill("#id_password", "a-password-for-tests")
    page.click("input[type=submit]")
    page.wait_for_selector("#id_pasted")
    return page


def test_source_is_pasted_read_and_saved_by_enter(form):
    form.fill("#id_pasted", RIS)
    form.click("button[name=_read]")
    form.wait_for_selector(".editor-note")
    assert form.input_value("#id_key") == "fortna-2008"
    assert form.locator(".editor-note").count() == 1

    form.press("#id_publisher", "Enter")
    form.wait_for_selector(".messagelist .success")

    assert Source.objects.get(key="fortna-2008").title == "Does Peacekeeping Work?"


def test_forms_that_fill_and_that_warn_are_accessible(form):
    form.fill("#id_pasted", RIS)
    form.click("button[name=_read]")
    form.wait_for_selector(".editor-note")
    filled = Axe().run(form, options=AXE).response["violations"]
    form.fill("#id_work_title", "War")
    form.press("#id_publisher", "Enter")
    form.wait_for_selector("button[name=_another]")
    warned = Axe().run(form, options=AXE).response["violations"]

    assert [violation["id"] for violation in filled + warned] == []
