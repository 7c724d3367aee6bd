"""The timeline and the map in a real browser."""

import pytest
from playwright.sync_api import expect

from tests.factories import make_mission

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def missions(db):
    make_mission("unamsil", profile={"start": "1999-10", "end": "2005-12"})
    make_mission(
        "unmil", profile={"countries": ["LBR"], "start": "2003", "end": "2018"}
    )


def test_picture_is_one_stop_of_the_tab_key(page, missions):
    page.goto("/timeline/")
    page.get_by_text("The same as a list").focus()
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    expect(focused).to_have_attribute("href", "/missions/unamsil/")
    page.keyboard.press("ArrowRight")
    expect(focused).to_have_attribute("href", "/missions/unmil/")
    page.keyboard.press("ArrowDown")
    expect(focused).to_have_attribute("href", "/missions/unamsil/")
    page.keyboard.press("End")
    page.keyboard.press("Tab")

    assert not page.evaluate("Boolean(document.activeElement.closest('[data-roving]'))")


def test_years_of_the_map_change_without_loading_the_page(page, missions):
    page.goto("/map/?year=2005")
    page.evaluate("window.stayed = true")
    page.get_by_label("Next year, 2006").click()
    expect(page.locator("h1")).to_have_text("Missions in 2006")
    assert page.url.endswith("/map/?year=2006")
    assert page.title().startswith("Missions in 2006")
    assert page.locator(".map__country").count() == 1
    # The same key goes on to the next year.
    expect(page.locator(":focus")).to_have_attribute("rel", "next")
    page.get_by_label("Missions of the year").fill("2004")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Missions in 2004")
    page.go_back()
    expect(page.locator("h1")).to_have_text("Missions in 2006")

    assert page.evaluate("window.stayed")


def test_filters_of_the_timeline_change_without_loading_the_page(page, missions):
    page.goto("/timeline/?country=LR")
    page.evaluate("window.stayed = true")
    page.get_by_label("Remove Liberia").click()
    expect(page.locator(".timeline__label")).to_have_count(2)

    assert page.evaluate("window.stayed")


def test_refused_year_is_answered_with_its_sentence(browser, live_server, missions):
    # The browser's own check of the field is passed by, as by an old browser.
    context = browser.new_context(base_url=live_server.url)
    page = context.new_page()
    page.goto("/map/?year=2005")
    page.evaluate("document.querySelector('.map-form').noValidate = true")
    page.get_by_label("Missions of the year").fill("1700")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Choose a year from 1948")
    context.close()


@pytest.mark.parametrize(
    ("width", "media", "shown"),
    [
        (1280, "screen", (True, False)),
        (360, "screen", (False, True)),
        (640, "print", (True, True)),
    ],
)
def test_timeline_suits_window_and_paper(page, missions, width, media, shown):
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(media=media)
    page.goto("/timeline/")

    picture, bars = page.locator(".timeline__picture"), page.locator(".spans__axis")
    assert (picture.is_visible(), bars.first.is_visible()) == shown
    assert page.locator(".spans__name").first.is_visible()
    names = page.locator(".spans__name, .spans__years")
    sizes = names.evaluate_all("all => all.map(e => getComputedStyle(e).fontSize)")
    assert all(float(size.removesuffix("px")) >= 12 for size in sizes)
