"""Every word of the interface can be translated."""

import re

import pytest
from bs4 import BeautifulSoup
from django.utils import translation

from tests.factories import (
    make_indicator,
    make_mission,
    make_section,
    make_source,
    make_tag,
    make_topic,
)

pytestmark = pytest.mark.one_database
MARK = "\u2063"  # an invisible sign around every translated text


class EverythingTranslated:
    """A catalogue that knows every message."""

    def gettext(self, message):
        return f"{MARK}{message}{MARK}"

    def ngettext(self, singular, plural, number):
        return self.gettext(singular if number == 1 else plural)


@pytest.fixture
def translated(monkeypatch):
    catalogue = EverythingTranslated()
    # Where django.utils.translation keeps the functions it has looked up.
    for name in ("gettext", "ngettext"):
        monkeypatch.setattr(
            translation._trans, name, getattr(catalogue, name), raising=False
        )


@pytest.fixture(scope="module")
def content(module_db):
    """Texts of the content are in capitals, so that they can be told apart."""
    make_source(
        "a-1",
        title="TITLE",
        author=[{"literal": "AUTHOR"}],
        URL="https://example.org/X",
    )
    section = make_section("missions", profile="mission", title="SECTION", summary="S")
    tag = make_tag("law", name="LAW", definition="DEFINED", facet="task")
    tag.aliases.create(name="ALIAS")
    make_topic(
        "other",
        section=make_section("role", title="ROLE", summary="S"),
        title="OTHER",
        body="[[unamsil]]\n",
        tags=["law"],
        summary="S",
    )
    make_mission(
        "unamsil",
        section=section.slug,
        title="MISSION",
        summary="SUMMARY",
        body="## HEAD\n\nTEXT [@a-1] [[other]]\n",
        tags=["law"],
        reviewed="2026-11-20",
        profile={"area": "AREA", "end": ""},
        related=[{"to": "other", "kind": "explains", "note": "NOTE"}],
    )
    make_source("a-2", title="TITLE", author=[{"literal": "AUTHOR"}])
    make_section("evaluation", profile="indicator", title="SECTION", summary="S")
    make_indicator(
        "deaths",
        [(2011, 1), (2013, 2, 1, 3)],
        source="a-2",
        title="DEATHS",
        summary="SUMMARY",
        body="TEXT\n",
        profile={"definition": "DEFINED", "unit": "PERSONS"},
    )


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/missions/",
        "/missions/unamsil/",
        "/tags/",
        "/tags/law/",
        "/sources/",
        "/sources/a-1/",
        "/changes/",
        "/graph/",
        "/graph/?section=missions&section=role",
        "/compare/",
        "/compare/?m=unamsil",
        "/compare/?m=nowhere",
        "/missions/?view=table",
        "/missions/?view=table&sort=-end",
        "/evaluation/?view=charts",
        "/evaluation/deaths/",
        "/nothing/",
    ],
)
def test_interface_has_no_word_that_cannot_be_translated(
    client, translated, content, address
):
    html = client.get(address).content.decode()
    # A message may hold markup, so it is taken out before the page is parsed.
    rest = re.sub(f"{MARK}[^{MARK}]*{MARK}", "", html)
    page = BeautifulSoup(rest, "html.parser")

    # What machines read has names of its own.
    machines = (
        'script[type="application/ld+json"], meta:not([name=description]), .Z3988'
    )
    words = "time, .change-list__note, .topic__dates, code, .external"
    for part in page.select(f"{words}, {machines}"):
        part.decompose()
    shown = [
        str(text) for text in page.find_all(string=True) if text.parent.name != "code"
    ]
    shown += [
        element[name]
        for element in page.find_all(True)
        for name in ("aria-label", "title", "alt", "content")
        if element.has_attr(name)
    ]
    for text in shown:
        # What is left is content, in capitals.
        words = re.findall(r"\w*[a-z]\w*", text.removeprefix("html"))
        assert words == [], text


def test_page_says_its_language_and_direction(read):
    page = read("/")

    assert (page.html["lang"], page.html["dir"]) == ("en-gb", "ltr")
    assert translation.get_language() == "en-gb"
