"""What JavaScript adds to graphs and links."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.chromium import AXE
from tests.factories import make_mission, make_section, make_topic

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LINK = ".prose a[href='/law/law-page/']"
FOCUSED = "document.activeElement.textContent.trim()"


@pytest.fixture
def content(db):
    make_topic(
        "law-page",
        section=make_section("law", title="Law"),
        title="The law of it",
        summary="What the law says.",
    )
    make_topic("behind", section="law", title="Behind the law", body="[[law-page]]\n")
    make_mission("unamsil", body="A text about [[law-page]] and [[unomsil]].\n")
    make_mission("unomsil")


def test_card_shows_beside_a_link_and_stays_under_the_pointer(page, content):
    page.goto("/missions/unamsil/")
    page.hover(LINK)
    card = page.get_by_role("tooltip")
    card.wait_for()
    assert card.inner_text().split("\n") == [
        "The law of it",
        "Law",
        "What the law says.",
    ]
    assert page.get_attribute(LINK, "aria-describedby") == "page--card"
    assert Axe().run(page, options=AXE).response["violations"] == []

    card.hover()
    page.wait_for_timeout(400)
    assert card.is_visible()
    page.hover("h1")
    card.wait_for(state="hidden")
    assert page.get_attribute(LINK, "aria-describedby") is None


def test_card_shows_on_keyboard_focus_and_escape_closes_it(page, content):
    page.goto("/missions/unamsil/")
    page.keyboard.press("Tab")
    page.locator(LINK).focus()
    card = page.get_by_role("tooltip")
    card.wait_for()

    page.keyboard.press("Escape")

    assert card.is_hidden()
    assert page.evaluate(FOCUSED) == "The law of it"


def test_card_opens_by_a_button_where_nothing_can_hover(browser, live_server, content):
    context = browser.new_context(
        base_url=live_server.url,
        viewport={"width": 360, "height": 740},
        has_touch=True,
        is_mobile=True,
    )
    page = context.new_page()
    page.goto("/missions/unamsil/")
    button = page.get_by_role("button", name="About: The law of it")
    button.tap()
    card = page.get_by_role("tooltip")
    card.wait_for()
    assert "What the law says." in card.inner_text()
    box = card.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    assert Axe().run(page, options=AXE).response["violations"] == []
    button.tap()
    card.wait_for(state="hidden")
    context.close()


def test_links_that_lead_to_no_topic_have_no_card(page, content):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/missions/unamsil/")
    page.hover(".breadcrumbs a >> nth=1")
    page.wait_for_timeout(500)

    assert not [url for url in asked if "card.json" in url]


def test_arrow_keys_lead_from_node_to_node(page, content):
    page.goto("/missions/unamsil/")
    nodes = page.locator(".ego-graph [data-node]")
    assert nodes.count() == 4
    nodes.first.focus()
    page.keyboard.press("ArrowUp")
    assert page.evaluate(FOCUSED) == "The law of it"
    page.keyboard.press("ArrowUp")
    assert page.evaluate(FOCUSED) == "Behind the law"
    stops = nodes.evaluate_all("all => all.map(one => one.getAttribute('tabindex'))")
    assert sorted(stops) == ["-1", "-1", "-1", "0"]

    page.keyboard.press("Enter")
    page.wait_for_url("**/law/behind/")


def test_ties_of_a_node_are_lit(page, content):
    page.goto("/graph/?section=law&section=missions")
    page.hover("[data-node]:has-text('Behind the law')")

    assert page.locator(".tie").count() == 3
    assert page.locator(".tie.is-lit").count() == 1
    page.hover("h1")
    assert page.locator(".is-lit").count() == 0


def test_dots_of_all_pages_lead_to_them(page, content):
    page.goto("/graph/")
    page.click(".section-graph__node[href='/law/law-page/']")

    assert page.inner_text("h1") == "The law of it"
