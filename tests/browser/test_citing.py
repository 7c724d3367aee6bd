"""Copying a citation in a real browser."""

import pytest

from tests.factories import make_topic

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def citing(page):
    page.context.grant_permissions(["clipboard-write"])
    make_topic("a-page", title="A page")
    page.goto("/role/a-page/cite/")
    return page


def test_citation_is_copied_with_its_italics_and_that_is_said(citing):
    citing.evaluate(
        """() => { navigator.clipboard.write = async ([item]) => {
            const read = async (type) => (await item.getType(type)).text();
            window.copied = [await read("text/html"), await read("text/plain")];
        }; }"""
    )
    citing.click("[data-copy='cite--2-apa']")
    citing.wait_for_selector("[role=status]:has-text('Copied')")

    html, plain = citing.evaluate("window.copied")
    assert "<i>A page</i>." in html
    assert plain.startswith("Peacekeeping Portal. (")
    assert plain.endswith("/role/a-page/")


def test_citation_that_cannot_be_copied_is_marked_for_copying_by_hand(citing):
    citing.evaluate(
        "() => { navigator.clipboard.write = () => Promise.reject(new Error()); }"
    )
    citing.click("[data-copy='cite--1-mla']")
    citing.wait_for_function("getSelection().toString().includes('A Page')")

    assert citing.locator("[role=status]").count() == 0


def test_without_javascript_citations_and_files_are_there(browser, live_server):
    make_topic("a-page", title="A page")
    context = browser.new_context(java_script_enabled=False, base_url=live_server.url)
    page = context.new_page()
    page.goto("/role/a-page/")
    page.click("footer >> text=Cite this page >> nth=0")

    assert page.locator("[data-copy]:visible").count() == 0
    assert page.locator(".citing__line:visible").count() == 8
    with page.expect_download() as download:
        page.click("text=BibTeX >> nth=1")
    assert download.value.suggested_filename == "peacekeeping-portal-a-page.bib"
    context.close()
