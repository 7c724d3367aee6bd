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


def publish(page, note="Why"):
    page.click("input[name=_publish]")
    page.fill("#id_note", note)
    page.click("button[name=_publish]")


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


def test_everything_that_a_button_or_a_pick_types_can_be_undone(page, topic):
    sign_in(page, topic)
    page.click("#id_body")
    page.keyboard.press("Control+End")
    page.keyboard.type("word")
    page.keyboard.press("Control+Shift+ArrowLeft")
    typed = page.input_value("#id_body")
    for name in ("Bold", "Italic", "Heading", "Link to a page", "List", "Table"):
        page.get_by_role("button", name=name, exact=True).click()
    page.get_by_role("button", name="Footnote").click()
    assert page.input_value("#id_body").endswith("[^1]: ")
    page.keyboard.type(" [[sierr")
    only_choice(page, "unamsil")
    page.keyboard.press("Enter")

    undone = []
    for _ in range(60):
        page.keyboard.press("Control+z")
        undone.append(page.input_value("#id_body"))
    assert typed in undone


@pytest.mark.parametrize("letter", list("bihlketfd1"))
def test_no_shortcut_of_a_browser_changes_the_text(page, topic, letter):
    sign_in(page, topic)
    page.click("#id_body")
    taken = page.evaluate(
        """letter => !document.querySelector('#id_body').dispatchEvent(
            new KeyboardEvent('keydown',
                {key: letter, ctrlKey: true, bubbles: true, cancelable: true}))""",
        letter,
    )

    assert not taken
    assert page.input_value("#id_body") == "First. Second.\n\nThird.\n"


def test_picker_is_a_combobox_at_the_caret(page, topic):
    sign_in(page, topic)
    page.fill("#id_body", "A line.\n" * 60 + "\nSee ")
    page.click("#id_body")
    page.keyboard.press("Control+End")
    page.keyboard.type("[[sierr")
    only_choice(page, "unamsil")

    field, choices = page.locator("#id_body"), page.locator(".editor-picker")
    assert field.get_attribute("role") == "combobox"
    assert field.get_attribute("aria-expanded") == "true"
    assert field.get_attribute("aria-controls") == choices.get_attribute("id")
    active = field.get_attribute("aria-activedescendant")
    assert page.locator(f"#{active}").get_attribute("aria-selected") == "true"
    around, shown = field.bounding_box(), choices.bounding_box()
    assert around["y"] < shown["y"] < around["y"] + around["height"] + 30
    assert around["x"] < shown["x"] < around["x"] + around["width"]
    page.keyboard.press("Escape")
    assert field.get_attribute("role") is None


def test_enter_saves_a_draft_and_publishes_nothing(page, topic):
    sign_in(page, topic)
    page.fill("#id_title", "Typed title")
    page.press("#id_title", "Enter")

    assert "readers do not see it" in page.inner_text(".messagelist")
    assert Topic.objects.get(pk=topic.pk).title == "A page"


def test_new_page_from_title_to_publication_by_keys_alone(page, topic):
    sign_in(page, topic)
    page.goto("/admin/topics/topic/add/")
    page.focus("#id_title")
    page.keyboard.type("A mission of the keys")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.focus("#id_summary")
    page.keyboard.type("What it is.")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "id_body"
    page.keyboard.type("It began in Sierra Leone [[sierr")
    only_choice(page, "unamsil")
    page.keyboard.press("Enter")
    page.focus("input[name=_publish]")
    page.keyboard.press("Enter")
    page.get_by_text("All of it will be new").wait_for()
    assert not Topic.objects.filter(slug="a-mission-of-the-keys").exists()
    page.focus("#id_note")
    page.keyboard.type("Begun")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator(".messagelist").wait_for()

    assert "is public" in page.inner_text(".messagelist")
    written = Topic.objects.get(slug="a-mission-of-the-keys")
    assert written.is_published
    assert written.newest_revision.note == "Begun"
    assert "[[unamsil]]" in written.body


def test_way_back_from_the_question_keeps_what_is_typed(page, topic):
    sign_in(page, topic)
    page.fill("#id_title", "Typed title")
    page.fill("#id_tags", "")
    page.click("input[name=_publish]")
    assert page.inner_text(".revision-diff ins").startswith("Typed")
    page.click("button[name=_restore]")

    assert page.input_value("#id_title") == "Typed title"
    assert Topic.objects.get(pk=topic.pk).revisions.count() == 1


def test_preview_beside_the_text_wears_the_styles_of_readers(page, topic):
    sign_in(page, topic)
    page.fill("#id_body", "## A heading\n\n- one\n")
    heading = page.locator(".editor-preview h2")
    heading.wait_for()

    style = heading.evaluate("h => getComputedStyle(h).fontFamily")
    marks = page.locator(".editor-preview ul").evaluate(
        "list => getComputedStyle(list).listStyleType"
    )
    assert "system-ui" in style
    assert marks == "disc"


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

    assert "nothing is saved yet" in page.inner_text(".editor-note[role=status]")
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

    page.get_by_role("button", name="Put it into the form").click()
    assert page.input_value("#id_title") == "Typed title"
    page.get_by_role("link", name="Put it into the form").click()
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
    publish(page)
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
    publish(page)
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
        ]
    context.close()

    assert problems == []
