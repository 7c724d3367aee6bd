"""Texts that pages seldom have: very long words, wide tables, other directions."""

import pytest

from tests.factories import make_mission, make_section, make_tag, make_topic

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LONG = "Rechtsschutzversicherungsgesellschaftsangelegenheitenverordnung"
ADDRESS = "https://example.org/" + "a" * 90
ARABIC = "قوات الأمم المتحدة المؤقتة في لبنان"
ROW = "| " + " | ".join(["Disarmament", "Responsibilities", "S/RES/1270 (1999)"] * 4)
WIDE = f"{ROW} |\n{'|---' * 12}|\n{ROW} |\n"
LONG_BODY = f"""\
{LONG} [[other]] [{ADDRESS}]({ADDRESS}) `{LONG}`

## {LONG}

### {LONG}

- {LONG}

    1. {LONG}

> {LONG}

!!! note "{LONG}"
    {LONG}

| {LONG} | b |
|---|---|
| {LONG} | x |

{LONG}
:   {LONG}

Words[^1]

[^1]: {LONG}
"""
PAGES = ["/role/long/", "/role/other/", "/role/", "/search/?q=long", "/changes/"]
PAGES += ["/role/long/history/", "/tags/law/", "/", "/missions/zulu/", "/missions/"]
# A4 less its margins, in CSS pixels.
PAPER = 210 / 25.4 * 96 - 2 * 10 / 25.4 * 96


@pytest.fixture
def long_words(db):
    make_tag("law", name=LONG)
    make_section("role", title=LONG, summary=LONG)
    references = [{"to": "other", "kind": "see-also", "note": LONG}]
    make_topic("other", tags=["law"], title=f"{LONG} long", body="[[long]]\n")
    make_topic(
        *("long", "role", ["law"]),
        title=f"{LONG} the long one",
        summary=LONG,
        body=LONG_BODY,
        related=references,
    )
    make_mission("zulu", title=LONG, profile={"area": LONG}, body=f"{LONG}\n")


@pytest.mark.parametrize("width", [1280, 320])
def test_very_long_words_widen_no_page(browser, live_server, long_words, width):
    context = browser.new_context(viewport={"width": width, "height": 800})
    page, wide = context.new_page(), {}
    for address in PAGES:
        assert page.goto(live_server.url + address).status == 200
        found = page.evaluate("document.documentElement.scrollWidth")
        if found > width:
            wide[address] = found
    context.close()

    assert wide == {}


def test_contents_stay_in_their_box(browser, live_server, long_words):
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(f"{live_server.url}/role/long/")
    outside = page.evaluate(
        """() => [...document.querySelectorAll('.contents a')].filter(
            link => link.getBoundingClientRect().right
                > link.closest('.contents').getBoundingClientRect().right
        ).length"""
    )
    context.close()

    assert outside == 0


@pytest.mark.parametrize("address", ["/role/wide/", "/missions/?view=table"])
def test_all_columns_of_a_wide_table_are_on_paper(browser, live_server, db, address):
    make_topic("wide", body=WIDE)
    make_mission("unamsil")
    width = int(PAPER)
    context = browser.new_context(viewport={"width": width, "height": 1000})
    page = context.new_page()
    page.goto(live_server.url + address)
    page.emulate_media(media="print")
    edges = page.evaluate(
        """() => [...document.querySelectorAll('main table th')].map(
            cell => cell.getBoundingClientRect().right)"""
    )
    hidden = page.evaluate(
        """() => [...document.querySelectorAll('main table')].map(table =>
            getComputedStyle(table.parentElement).overflowX)"""
    )
    context.close()

    assert max(edges) <= width
    assert set(hidden) == {"visible"}


def test_right_to_left_blocks_start_at_the_right(page, db):
    make_topic(
        "arabic",
        title=ARABIC,
        summary=f"{ARABIC}.",
        body=f"{ARABIC} (UNIFIL)!\n\n## {ARABIC}\n\n- {ARABIC}.\n\n"
        f"| {ARABIC} | b |\n|---|---|\n| x | {ARABIC} |\n",
    )
    page.goto("/role/arabic/")
    directions = page.evaluate(
        """() => ['h1', '.lead', '.prose p', '.prose h2', '.prose ul', '.prose li',
                  '.prose th', '.prose td + td', '.contents a', '[aria-current] bdi']
            .map(selector => getComputedStyle(
                document.querySelector(`main ${selector}`)).direction)"""
    )

    assert set(directions) == {"rtl"}
    assert (
        page.evaluate("getComputedStyle(document.querySelector('main')).direction")
        == "ltr"
    )
