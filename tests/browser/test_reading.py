"""Readers and editors in a real browser."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.apps import apps
from django.db import connection

from tests.chromium import AXE
from tests.factories import (
    make_agreement,
    make_mission,
    make_section,
    make_source,
    make_tag,
    make_topic,
    make_user,
)
from topics.models import Topic

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BODY = """\
A paragraph with [[law-page]], [[nowhere]], [@fortna-2008, p. 3] and a note[^1].

## A heading

| Left | Right |
|------|------:|
| a long cell that makes the table wide on a telephone | 12 |

!!! note
    Something to keep in mind, with [a link](https://www.un.org/).

[^1]: The note.
"""
PAGES = {
    "home": "/",
    "page not found": "/missions/unamsill/",
    "section": "/missions/",
    "topic": "/missions/unamsil/",
    "plain topic": "/law/law-page/",
    "indicator": "/evaluation/fatalities/",
    "tags": "/tags/",
    "tag": "/tags/gender/",
    "countries": "/countries/",
    "country": "/countries/sl/",
    "report of a problem": "/report/?page=/missions/unamsil/",
    "following": "/alerts/?of=/search/?q=mission%26tag=gender",
    "nothing to follow": "/alerts/?of=/nothing/",
    "confirming": "/alerts/confirm/?token=a",
    "answer": "/search/?q=how+many+fatalities",
    "place of a symbol": "/search/?q=S/RES/1270",
    "sources": "/sources/",
    "found sources": "/sources/?q=fortna&year=2000-2010",
    "no source": "/sources/?q=fortna+qwertz&type=book",
    "refused sources": "/sources/?year=soon",
    "source": "/sources/fortna-2008/",
    "sources among results": "/search/?q=fortna",
    "changes": "/changes/",
    "about": "/about/",
    "citing": "/missions/unamsil/cite/",
    "strength of missions": "/missions/?view=strength",
    "mandates": "/mandates/",
    "refused mandates": "/mandates/?year=1",
    "search help": "/search/",
    "results": "/search/?q=law+OR+mission&tag=gender",
    "no result": "/search/?q=mission&tag=gender&tag=law&section=law",
    "refused search": "/search/?tag=unknown",
    "results of a time": "/search/?q=mission&type=mission&country=SL&from=1999&to=2006",
    "refused date": "/search/?q=mission&tag=gender&from=2001&to=199",
    "filtered missions": "/missions/?region=Africa",
    "timeline": "/timeline/",
    "filtered timeline": "/timeline/?region=Africa&tag=gender",
    "empty timeline": "/timeline/?lead=NATO",
    "refused timeline": "/timeline/?region=Moon",
    "map": "/map/",
    "map of a year": "/map/?year=2004&region=Africa",
    "refused map": "/map/?year=1",
    "graph": "/graph/",
    "part of the graph": "/graph/?section=missions&section=law",
    "refused graph": "/graph/?section=nowhere",
    "table": "/missions/?view=table&sort=start",
    "agreement": "/history/lome-1999/",
    "agreements": "/history/?view=agreements",
    "charts": "/evaluation/?view=charts",
    "comparison": "/compare/?m=unamsil&m=next",
    "refused comparison": "/compare/?m=nothing",
    "not found": "/nothing/",
}

GROUP_MIGRATIONS = [
    ("0002_editor_groups", "create_groups"),
    ("0009_editors_upload_images", "let_editors_upload"),
]


@pytest.fixture
def content(db, settings):
    settings.SENDS_MAIL = True  # which shows the form for alerts
    # The server runs in a thread of its own, so tests are not rolled back: all is
    # deleted after each, the groups that a migration made included.
    for migration, step in GROUP_MIGRATIONS:
        module = import_module(f"topics.migrations.{migration}")
        getattr(module, step)(apps, SimpleNamespace(connection=connection))
    make_source("fortna-2008", DOI="10.1515/9781400837731")
    gender = make_tag("gender")
    gender.related.add(make_tag("law"))
    gender.aliases.create(name="Women")
    make_tag("girls", broader=gender)
    law = make_section(
        "law", title="Law and accountability", introduction="[[unamsil]]"
    )
    make_topic("law-page", section=law, title="The law of it", tags=["law", "gender"])
    make_mission(
        "unamsil",
        title="United Nations Mission in Sierra Leone",
        body=BODY,
        tags=["gender"],
        reviewed="2026-11-20",
        related=[{"to": "law-page", "kind": "illustrates", "note": "how it went"}],
    )
    make_mission("next", profile={"predecessor": "unamsil", "start": "2006", "end": ""})
    make_topic(
        "freetown-1999",
        section=make_section("history", profile="event", other_profile="agreement"),
        title="Freetown, 1999",
        tags=["gender"],
        event={"start": "1999-01-06"},
    )
    make_agreement(
        "lome-1999",
        title="Lomé, 1999",
        profile={
            "provisions": [{"provision": "UN observers", "source": "fortna-2008"}],
            "outcome": "It broke down",
            "outcome_source": "fortna-2008",
        },
    )
    make_tag("growth", facet="era", name="Growth, 2000–2014")
    make_topic(
        "fatalities",
        section=make_section("evaluation", profile="indicator"),
        indicator={
            "definition": "Deaths",
            "unit": "persons",
            "direction": "lower-is-better",
            "source": "fortna-2008",
            "measurements": [
                {"year": year, "value": "2", "source": "fortna-2008", **bounds}
                for year, bounds in [("1994", {}), ("1997", {"low": "1", "high": "3"})]
            ],
        },
    )


def test_reader_follows_the_links(page, content):
    page.goto("/")
    page.click("main >> text=Section missions")
    page.click("main >> text=United Nations Mission in Sierra Leone")
    assert page.inner_text("h1") == "United Nations Mission in Sierra Leone"
    page.click("aside >> text=The law of it")
    assert page.inner_text("h1") == "The law of it"
    page.click("main .tags >> text=Gender")
    assert page.inner_text("h1") == "Gender"
    page.click("main >> text=United Nations Mission in Sierra Leone")

    assert page.url.endswith("/missions/unamsil/")


def test_reader_goes_to_a_source_and_back_to_the_text(page, content):
    page.goto("/missions/unamsil/")
    page.click("#cite-fortna-2008-1")
    assert page.url.endswith("#ref-fortna-2008")
    page.click("[role=doc-backlink]")

    assert page.url.endswith("#cite-fortna-2008-1")


def test_first_key_leads_to_the_content(page, content):
    page.goto("/missions/unamsil/")
    page.keyboard.press("Tab")
    assert page.inner_text(":focus") == "Skip to the content"
    page.keyboard.press("Enter")

    # A key, unlike a click, does not wait for where it leads.
    page.wait_for_url(lambda url: url.endswith("#page--content"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_pages_are_accessible_and_fit(browser, live_server, content, scheme, width):
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme
    )
    page, problems = context.new_page(), []
    for name, address in PAGES.items():
        page.goto(live_server.url + address)
        found = Axe().run(page, options=AXE).response["violations"]
        problems += [(name, v["id"], [n["target"] for n in v["nodes"]]) for v in found]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            problems.append((name, "wider than the window"))
    context.close()

    assert problems == []


def test_pages_do_not_shift_while_they_load(page, content):
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver(list => {"
        "for (const entry of list.getEntries()) window.shift += entry.value})"
        ".observe({type: 'layout-shift', buffered: true})"
    )
    page.goto("/missions/unamsil/")
    page.wait_for_load_state("networkidle")

    assert page.evaluate("window.shift") < 0.01


def test_policy_stops_nothing_that_pages_have(page, content):
    """Not the block of data about the page either, which is no script to it: it would
    complain in the console."""
    for address in ("/", "/missions/unamsil/", "/tags/gender/", "/countries/sl/"):
        page.goto(address)
        page.wait_for_load_state("networkidle")
        blocks = page.locator("script[type='application/ld+json']")
        assert '"@graph"' in blocks.text_content()


def test_every_page_works_without_javascript(browser, live_server, content):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for address in PAGES.values():
        page.goto(live_server.url + address)
        assert page.locator("h1").inner_text()
        assert page.locator("nav a").count() > 3
    context.close()


def test_reader_searches_narrows_and_reads(page, content):
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("mission")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=mission")
    page.click(".facet__item >> text=Gender")
    page.click(".result-list a >> nth=0")

    assert page.inner_text("h1") == "United Nations Mission in Sierra Leone"


def test_suggestions_work_by_keyboard(page, content):
    page.goto("/")
    box = page.get_by_role("combobox", name="Search the portal")
    box.type("mission in sier")
    page.get_by_role("option", name="United Nations Mission in Sierra Leone").wait_for()
    assert box.get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    active = page.locator(f"#{box.get_attribute('aria-activedescendant')}")
    assert active.get_attribute("aria-selected") == "true"
    assert Axe().run(page, options=AXE).response["violations"] == []
    page.keyboard.press("Escape")
    assert box.get_attribute("aria-expanded") == "false"
    assert box.input_value() == "mission in sier"
    page.keyboard.press("ArrowDown")
    page.get_by_role("option", name="United Nations Mission in Sierra Leone").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/missions/unamsil/")


def test_tags_are_filtered_as_one_types(page, content):
    page.goto("/tags/")
    page.get_by_label("Find a tag by").fill("women")

    shown = page.locator(".tag:visible").all_inner_texts()
    assert [text.split()[0] for text in shown] == ["Gender"]


def test_editor_changes_a_page_in_the_admin(page, content):
    make_user("edda", "Editors")
    page.goto("/missions/unamsil/")
    page.click("text=Edit this page")
    page.fill("#id_username", "edda")
    page.fill("#id_password", "a-password-for-tests")
    page.click("input[type=submit]")
    page.fill("#id_title", "The mission in Sierra Leone")
    page.fill("#id_note", "Shorter title")
    page.click("#id_tags")
    page.keyboard.press("Control+End")
    page.keyboard.type("\nla")
    page.get_by_role("option", name="law – Law").click()

    page.click("text=Save draft")
    assert "readers do not see it" in page.inner_text(".messagelist")
    page.click("text=View on site")
    assert page.inner_text("h1") == "United Nations Mission in Sierra Leone"
    page.go_back()
    page.click("input[name=_publish]")
    page.fill("#id_note", "Shorter title")
    page.click("button[name=_publish]")
    assert "is public" in page.inner_text(".messagelist")
    page.click("text=View on site")

    assert page.inner_text("h1") == "The mission in Sierra Leone"
    assert "Shorter title" in page.inner_text(".topic__dates")
    assert "Law" in page.inner_text(".tags")
    topic = Topic.objects.get(slug="unamsil")
    assert topic.newest_revision.author.username == "edda"
