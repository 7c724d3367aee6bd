"""The admin in a real browser, with and without JavaScript."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.test_reading import content  # noqa: F401 (a fixture)
from tests.chromium import AXE
from tests.factories import make_draft, make_picture, make_tag, make_topic, make_user
from topics.models import Tag, Topic

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("content"),
]

PICTURE = {"name": "photo.jpg", "mimeType": "image/jpeg"}
PAGES = {
    "dashboard": "/admin/",
    "reports": "/admin/reports/",
    "report": "/admin/reports/missing-targets/",
    "images": "/admin/topics/image/",
    "new image": "/admin/topics/image/add/",
    "topics": "/admin/topics/topic/",
    "upload": "/admin/topics/topic/upload/",
}


def sign_in(page):
    make_user("edda", "Editors")
    page.goto("/admin/")
    page.fill("#id_username", "edda")
    page.fill("#id_password", "a-password-for-tests")
    page.click("input[type=submit]")


@pytest.fixture
def plain_page(browser, live_server):
    """A browser page without JavaScript."""
    context = browser.new_context(java_script_enabled=False, base_url=live_server.url)
    yield context.new_page()
    context.close()


def test_editor_uploads_an_image_and_readers_see_it(page):
    sign_in(page)
    page.goto("/admin/topics/image/add/")
    page.set_input_files("#id_file", {**PICTURE, "buffer": make_picture()})
    page.fill("#id_slug", "convoy")
    page.fill("#id_alt", "White lorries")
    page.fill("#id_credit", "UN Photo")
    page.select_option("#id_licence", "cc-by-4.0")
    page.click("text=Save and continue editing")
    markdown = page.inner_text(".field-markdown code")
    make_topic("with-image", "law", body=f"Words.\n\n{markdown}\n")

    page.goto("/law/with-image/")
    figure = page.locator("figure")
    figure.scroll_into_view_if_needed()
    shown = page.get_by_role("img", name="White lorries")
    page.wait_for_function("document.querySelector('figure img').naturalWidth > 0")

    assert "UN Photo · CC BY 4.0" in figure.inner_text()
    assert shown.get_attribute("loading") == "lazy"
    assert Axe().run(page, options=AXE).response["violations"] == []


def test_tags_are_moved_without_javascript(plain_page):
    page = plain_page
    make_tag("peace")
    sign_in(page)
    page.goto("/admin/topics/topic/?q=unamsil")
    page.check("input[name=_selected_action]")
    page.select_option("select[name=action]", "change_tags")
    page.click("button[name=index]")
    page.select_option("[name=add]", label="Peace")
    page.fill("[name=note]", "It brought some")
    page.click("[name=apply]")
    assert "1 page has other tags now" in page.inner_text(".messagelist")
    page.goto("/tags/peace/")
    assert "Sierra Leone" in page.inner_text("main")

    page.goto(f"/admin/topics/tag/{Tag.objects.get(slug='peace').pk}/change/")
    page.click("text=Merge into another tag")
    page.select_option("[name=target]", label="Law")
    page.click("input[value=Merge]")
    assert "Tag “Peace” merged into “Law”" in page.inner_text(".messagelist")
    page.goto("/tags/peace/")

    assert page.url.endswith("/tags/law/")
    assert "Sierra Leone" in page.inner_text("main")


def test_topics_go_out_and_come_back_without_javascript(plain_page, tmp_path):
    page = plain_page
    sign_in(page)
    page.goto("/admin/topics/topic/?q=unamsil")
    page.check("input[name=_selected_action]")
    page.select_option("select[name=action]", "download_files")
    with page.expect_download() as download:
        page.click("button[name=index]")
    path = tmp_path / "topics.zip"
    download.value.save_as(path)
    Topic.objects.get(slug="unamsil").delete()

    page.goto("/admin/topics/topic/")
    page.click("text=Upload files")
    page.set_input_files("#id_archive", path)
    page.click("input[type=submit]")
    assert "A new topic, as a draft." in page.inner_text(".report")
    assert not Topic.objects.filter(slug="unamsil").exists()
    page.click("input[value='Save 1 draft']")

    assert "1 draft is saved" in page.inner_text(".messagelist")
    assert page.goto("/missions/unamsil/").status == 404


@pytest.mark.parametrize("width", [1280, 360])
def test_admin_is_accessible_and_fits(browser, live_server, width):
    make_draft(title="A draft")
    # Not the `page` of the other tests: axe itself applies styles to some pages, which
    # the Content-Security-Policy refuses.
    context = browser.new_context(
        viewport={"width": width, "height": 800}, base_url=live_server.url
    )
    page, problems = context.new_page(), []
    sign_in(page)
    merge = f"/admin/topics/tag/{Tag.objects.get(slug='law').pk}/merge/"
    for name, address in {**PAGES, "merge": merge}.items():
        page.goto(address)
        found = Axe().run(page, options=AXE)
        problems += [
            (name, v["id"], [n["target"] for n in v["nodes"]])
            for v in found.response["violations"]
        ]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            problems.append((name, "wider than the window"))
    context.close()

    assert problems == []
