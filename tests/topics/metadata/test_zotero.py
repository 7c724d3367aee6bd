"""What Zotero saves of a page: by the rules of its translators “Embedded Metadata” and
“RDF” of June 2026 (https://github.com/zotero/translators), as far as they concern the
tags that pages have."""

import pytest

from tests.factories import make_mission, make_topic

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
# Which of several tags wins: Highwire's before those that stand for RDF, and among
# these in the order of the latter translator.
HIGHWIRE = {
    "title": ["citation_title"],
    "date": ["citation_publication_date", "citation_cover_date", "citation_date"],
    "language": ["citation_language"],
    "url": ["citation_public_url"],
}
RDF = {
    "title": ["dc.title", "og:title"],
    "date": ["og:published_time", "article:published_time", "dc.date"],
    "abstractNote": ["og:description", "dcterms.abstract"],
    "language": ["dc.language"],
    "rights": ["dc.rights"],
    "url": ["og:url"],
}
# Tags of Highwire's that make a page something else than og:type and DC.type say.
OTHER_KINDS = (
    *("citation_journal_title", "citation_technical_report_institution"),
    *("citation_conference_title", "citation_conference", "citation_book_title"),
    *("citation_inbook_title", "citation_dissertation_institution"),
)


def saved_by_zotero(page):
    """The fields of the item that Zotero makes of a parsed page."""
    tags = {}
    for tag in page.select("meta[name], meta[property]"):
        name = (tag.get("name") or tag["property"]).lower()
        tags.setdefault(name, " ".join(tag["content"].split()))
    item = {"itemType": _kind(tags), "creators": _creators(tags)}
    for fields in (RDF, HIGHWIRE):
        for field, names in fields.items():
            found = [tags[name] for name in names if tags.get(name)]
            item |= {field: found[0]} if found else {}
    if item["itemType"] == "webpage":
        item["websiteTitle"] = tags.get("og:site_name")
    item.setdefault("url", page.select_one("link[rel=canonical]")["href"])
    return item


def _kind(tags):
    """The kind of the item: a definite og:type, then a type of Zotero's as DC.type,
    then, for a page with citation_title, an article of a journal."""
    assert not tags.keys() & OTHER_KINDS
    if tags.get("og:type") == "website" or tags.get("dc.type") == "webpage":
        return "webpage"
    return "journalArticle" if "citation_title" in tags else "webpage"


def _creators(tags):
    """(last name, first name) of each author. A name without a comma is cut before its
    last word; one with a comma, at that, which is lost if nothing follows."""
    name = tags.get("citation_author") or tags.get("dc.creator", "")
    bare = name.strip(" ,./[]:")
    if "," in name:
        last, _comma, first = bare.partition(",")
        return [(last.strip(), first.strip())]
    first, _space, last = bare.rpartition(" ")
    return [(last, first)]


def test_zotero_saves_a_page_with_all_that_cites_it(read):
    topic = make_topic(
        "a-page", title="“Peace” & its keepers", summary="What it is.", tags=["law"]
    )

    item = saved_by_zotero(read("/role/a-page/"))

    assert item == {
        "itemType": "webpage",
        "title": "“Peace” & its keepers",
        "creators": [("Peacekeeping Portal", "")],
        "websiteTitle": "Peacekeeping Portal",
        "date": f"{topic.revised_at:%Y/%m/%d}",
        "abstractNote": "What it is.",
        "language": "en",
        "rights": "https://creativecommons.org/licenses/by/4.0/",
        "url": "http://127.0.0.1:8000/role/a-page/",
    }


def test_zotero_saves_the_plain_address_of_a_list(read):
    make_mission("unamsil")

    item = saved_by_zotero(read("/missions/?sort=title"))

    assert item["url"] == "http://127.0.0.1:8000/missions/"
    assert (item["itemType"], item["title"]) == ("webpage", "Section missions")
