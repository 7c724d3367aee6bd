"""The form of a topic in a real browser, under the strict Content-Security-Policy."""

from datetime import timedelta
from importlib import import_module
from types import SimpleNamespace

import pytest
import time_machine
from axe_playwright_python.sync_playwright import Axe
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from tests.chromium import AXE
from tests.factories import make_source, make_topic, make_user, revise
from topics import publishing
from topics.models import Autosave, Topic

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def topic(db):
    import_module("topics.migrations.0002_editor_groups").create_groups(
        apps, SimpleNamespace(connection=connection)
    )
    make_user("edda", "Editors")
    make_source("fortna-2008")
    make_topic("unamsil", title="Mission in Sierra Leone")
    return make_topic("a-page", title="A page", body="First. Second.\n\nThird.\n")


def sign_in(page, topic, name="edda"):
    page.goto(f"/admin/topics/topic/{topic.pk}/change/")
    page.fill("#id_username", name)
    page.fill("#id_password", "a-password-for-tests")
    page.click("input[type=submit]")
    page.wait_for_selector("#id_body")


def only_choice(page, name):
    """Wait until the picker offers nothing but what begins with `name`."""
    page.wait_for_function(
        "name => { const items = document.querySelectorAll('.editor-picker li');"
        " return items.length === 1 && items[0].textContent.startsWith(name) }",
        arg=name,
    )


def test_pickers_complete_links_and_citations(page, topic):
    sign_in(page, topic)
    page.click("#id_body")
    page.keyboard.press("Control+End")
    page.keyboard.type("See [[sierr")
    only_choice(page, "unamsil")
    page.keyboard.press("Enter")
    page.keyboard.type(" and [@fort")
    only_choice(page, "fortna-2008")
    page.keyboard.press("Tab")

    assert page.input_value("#id_body").endswith("See [[unamsil]] and [@fortna-2008]")
    page.locator(".editor-preview a >> text=Mission in Sierra Leone").wait_for()


def test_toolbar_and_keys_mark_words(page, topic):
    sign_in(page, topic)
    page.fill("#id_body", "words")
    page.evaluate("document.querySelector('#id_body').setSelectionRange(0, 5)")
    page.get_by_role("button", name="Bold").click()
    page.keyboard.press("Control+i")

    assert page.input_value("#id_body") == "***words***"


def test_preview_shows_the_unsaved_page(page, topic):
    sign_in(page, topic)
    page.fill("#id_title", "Typed title")
    page.click("input[name=_preview]")

    assert page.inner_text("h1") == "Typed title"
    assert "readers do not see" in page.inner_text(".notice")
    assert Topic.objects.get(pk=topic.pk).title == "A page"


def test_two_editors_lose_nothing(page, topic):
    sign_in(page, topic)
    page.fill("#id_title", "My title")
    page.fill("#id_body", "First, mine. Second.\n\nThird.\n")
    revise(topic, body="First. Second.\n\nThird, theirs.\n")
    page.click("input[value='Save draft']")

    assert "nothing is saved yet" in page.inner_text(".errornote + ul, .errorlist")
    merged = "First, mine. Second.\n\nThird, theirs.\n"
    assert page.input_value("#id_body") == merged
    page.click("input[value='Save draft']")
    content = Topic.objects.get(pk=topic.pk).newest_revision.content
    assert (content["title"], content["body"]) == ("My title", merged)


def test_what_was_typed_survives_an_expired_login(page, topic):
    sign_in(page, topic)
    page.fill("#id_title", "Typed title")
    page.wait_for_timeout(1500)  # the browser keeps what is typed after a second
    Session.objects.all().delete()
    page.click("input[value='Save draft']")
    page.fill("#id_username", "edda")
    page.fill("#id_password", "a-password-for-tests")
    page.click("input[type=submit]")
    page.goto(f"/admin/topics/topic/{topic.pk}/change/")

    page.get_by_role("button", name="Restore what was typed on this device").click()
    assert page.input_value("#id_title") == "Typed title"
    page.click("text=Put it into the form")
    assert page.input_value("#id_title") == "Typed title"
    page.click("input[value='Save draft']")
    assert Topic.objects.get(pk=topic.pk).newest_revision.title == "Typed title"
    assert not Autosave.objects.exists()


def test_words_in_the_browser_are_their_typists_and_go_by_signing_out(page, topic):
    make_user("otto", "Editors")
    sign_in(page, topic)
    page.fill("#id_title", "Typed title")
    page.wait_for_function("() => localStorage.length === 1")
    Session.objects.all().delete()

    sign_in(page, topic, "otto")
    assert page.get_by_text("On this device something was typed").count() == 0

    page.fill("#id_title", "Otto's title")
    page.wait_for_function("() => localStorage.length === 2")
    page.on("dialog", lambda dialog: dialog.accept())
    page.click("#logout-form button")
    page.wait_for_function("() => localStorage.length === 0")


def test_contributor_submits_and_an_editor_sends_back_and_publishes(page, topic):
    make_user("cora", "Contributors")
    sign_in(page, topic, "cora")
    assert page.locator("input[name=_publish]").count() == 0
    page.fill("#id_title", "Proposed title")
    page.click("input[name=_submit]")
    page.click("#logout-form button")
    sign_in(page, topic)
    page.click("text=Send back")
    page.fill("#id_remark", "Say when it began.")
    page.click("input[type=submit]")
    assert "Say when it began." in page.inner_text(".editor-note")
    page.goto("/role/a-page/")
    assert page.inner_text("h1") == "A page"
    page.goto(f"/admin/topics/topic/{topic.pk}/change/")
    page.click("input[name=_publish]")
    page.goto("/role/a-page/")

    assert page.inner_text("h1") == "Proposed title"


def test_draft_over_a_published_page_is_nowhere(page, topic):
    sign_in(page, topic)
    page.fill("#id_title", "Zanzibar")
    page.click("input[value='Save draft']")

    for address in ("/", "/role/", "/role/a-page/", "/changes/", "/tags/"):
        page.goto(address)
        assert "Zanzibar" not in page.inner_text("body")
    page.goto("/search/?q=zanzibar")
    assert "0 pages" in page.inner_text("main")


def test_scheduled_version_shows_from_its_moment_on(page, topic):
    publishing.save_revision(
        topic, {**topic.newest_revision.content, "title": "Scheduled"}, note="x"
    )
    time = timezone.now() + timedelta(hours=1)
    sign_in(page, topic)
    page.click("text=Schedule")
    page.fill("#id_time", f"{time:%Y-%m-%dT%H:%M}")
    page.click("input[type=submit]")
    page.goto("/role/a-page/")
    assert page.inner_text("h1") == "A page"

    with time_machine.travel(time + timedelta(minutes=1)):
        page.goto("/role/a-page/")
        assert page.inner_text("h1") == "Scheduled"


def test_old_version_is_restored_and_a_renamed_page_redirects(page, topic):
    revise(topic, title="Second title")
    sign_in(page, topic)
    page.click("text=History")
    page.click("text=Restore >> nth=1")
    page.click("input[type=submit]")
    assert page.input_value("#id_title") == "A page"
    page.fill("#id_slug", "renamed")
    page.click("input[name=_publish]")
    page.goto("/role/a-page/")

    assert page.url.endswith("/role/renamed/")
    assert page.inner_text("h1") == "A page"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_of_the_admin_are_accessible(browser, live_server, topic, scheme):
    revise(topic, title="Another title", body="Other words.\n")
    context = browser.new_context(base_url=live_server.url, color_scheme=scheme)
    page, problems = context.new_page(), []
    sign_in(page, topic)
    for name in ("change/", "history/", "compare/?a=1&b=2", "schedule/", "merge/"):
        page.goto(f"/admin/topics/topic/{topic.pk}/{name}")
        found = Axe().run(page, "#content", options=AXE).response["violations"]
        problems += [
            (name, violation["id"], target)
            for violation in found
            for node in violation["nodes"]
            for target in node["target"]
            # Django's own: its widget for choices among many, its tables of rows.
            if "select2" not in str(target) and ".original" not in str(target)
        ]
    context.close()

    assert problems == []
