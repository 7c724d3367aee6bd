"""Sources as files for reference managers."""

import json

import pytest

from tests.factories import (
    make_draft,
    make_mission,
    make_source,
    make_topic,
)
from tests.topics.citing.exporting import reading, zotero

pytestmark = pytest.mark.django_db
FILES = [
    *("/role/a-page/references", "/role/references", "/tags/law/references"),
    *("/countries/sl/references", "/sources/references", "/sources/adams-1999"),
    "/search/references?q=words",
]


@pytest.fixture(scope="module")
def cited(module_db):
    for key, year in (("adams-1999", 1999), ("brown-2001", 2001), ("clark-2008", 2008)):
        family = key.partition("-")[0].capitalize()
        make_source(
            key,
            author=[{"family": family, "given": "A."}],
            issued={"date-parts": [[year]]},
        )
    make_source("of-a-draft")
    make_topic(
        "a-page",
        tags=["law"],
        body="Words [@clark-2008] and [@adams-1999].\n",
        sources=["brown-2001"],
    )
    make_topic("another", tags=["gender"], body="Other [@brown-2001].\n")
    make_mission("unamsil", body="A mission [@brown-2001].\n")
    make_draft(tags=["law"], body="Words [@of-a-draft].\n")


def address_of(file, ending):
    path, mark, query = file.partition("?")
    return f"{path}.{ending}{mark}{query}"


def keys(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return [entry["id"] for entry in json.loads(response.content)]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/role/a-page/references.json", ["clark-2008", "adams-1999", "brown-2001"]),
        ("/role/references.json", ["adams-1999", "brown-2001", "clark-2008"]),
        ("/role/references.json?tag=gender", ["brown-2001"]),
        ("/role/references.json?not=law", ["brown-2001"]),
        ("/missions/references.json?region=Africa", ["brown-2001"]),
        ("/missions/references.json?region=Europe", []),
        ("/tags/law/references.json", ["adams-1999", "brown-2001", "clark-2008"]),
        ("/tags/law/references.json?tag=gender", []),
        ("/countries/sl/references.json", ["brown-2001"]),
        ("/countries/fr/references.json", []),
        ("/search/references.json?q=mission", ["brown-2001"]),
        (
            "/search/references.json?tag=law",
            ["adams-1999", "brown-2001", "clark-2008"],
        ),
        ("/search/references.json?q=qwertz", []),
        ("/sources/references.json?year=1999", ["adams-1999"]),
        ("/sources/references.json?letter=C", ["clark-2008"]),
        ("/sources/references.json?q=brown", ["brown-2001"]),
        ("/sources/references.json?section=missions", ["brown-2001"]),
        ("/sources/adams-1999.json", ["adams-1999"]),
    ],
)
def test_file_has_what_the_page_would_show(client, cited, address, expected):
    assert keys(client, address) == expected


def test_file_of_everything_has_every_source(client, cited):
    everything = keys(client, "/sources/references.json")

    assert set(everything) >= {"adams-1999", "brown-2001", "clark-2008", "of-a-draft"}


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize(
    ("ending", "media_type"),
    [
        ("bib", "application/x-bibtex"),
        ("ris", "application/x-research-info-systems"),
        ("json", "application/vnd.citationstyles.csl+json"),
    ],
)
def test_file_is_of_its_type_and_has_a_name(client, cited, file, ending, media_type):
    response = client.get(address_of(file, ending))

    assert response["Content-Type"] == f"{media_type}; charset=utf-8"
    assert response["Content-Disposition"].startswith("attachment; filename=")
    assert response["Surrogate-Key"]


def test_formats_say_the_same(client, cited):
    def content(ending):
        return client.get(f"/role/a-page/references.{ending}").content.decode()

    found = reading.by_pybtex(content("bib"))

    assert list(found) == ["clark-2008", "adams-1999", "brown-2001"]
    assert [entry["title"] for entry in reading.by_rispy(content("ris"))] == [
        entry["title"] for entry in found.values()
    ]


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/role/nothing/references.bib", 404, ""),
        ("/nothing/references.bib", 404, ""),
        ("/tags/nothing/references.ris", 404, ""),
        ("/countries/zz/references.ris", 404, ""),
        ("/sources/nothing.json", 404, ""),
        ("/role/a-page/references.xml", 404, ""),
        ("/role/references.bib?tag=nothing", 400, "nothing"),
        ("/sources/references.bib?year=soon", 400, "Write a year"),
        ("/search/references.bib", 400, "Say what to search for"),
        ("/search/references.bib?from=soon", 400, "from"),
    ],
)
def test_what_cannot_be_answered_is_refused_in_words(
    client, cited, address, status, words
):
    response = client.get(address)

    assert response.status_code == status
    if words:
        assert response["Content-Type"].startswith("text/plain")
        assert words in response.content.decode()


def test_file_of_too_many_asks_to_narrow(client, cited, monkeypatch):
    monkeypatch.setattr("topics.views.references.MOST_IN_A_FILE", 2)

    response = client.get("/sources/references.bib")

    assert response.status_code == 400
    assert "More than 2 sources" in response.content.decode()


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/role/a-page/", "/role/a-page/references.bib"),
        ("/role/?tag=law", "/role/references.bib?tag=law"),
        ("/tags/law/?not=gender", "/tags/law/references.bib?not=gender"),
        ("/countries/sl/", "/countries/sl/references.bib"),
        ("/search/?q=words", "/search/references.bib?q=words"),
        ("/sources/?year=1999", "/sources/references.bib?year=1999"),
        ("/sources/adams-1999/", "/sources/adams-1999.bib"),
    ],
)
def test_page_leads_to_its_files(client, read, cited, address, file):
    link = read(address).select_one(".references-files a")

    assert link["href"] == file
    assert client.get(file).status_code == 200


def test_page_offers_itself_and_its_references_to_zotero(read, cited, settings):
    settings.SITE_URL = "https://portal.example"

    spans = read("/role/a-page/").select("span.Z3988[title]")

    items = [zotero.read(span["title"]) for span in spans]
    assert [item["itemType"] for item in items] == ["webpage", *["book"] * 3]
    page, first, *_others = items
    assert page["url"] == "https://portal.example/role/a-page/"
    assert page["creators"] == ["Peacekeeping Portal"]
    assert page["rights"] == "https://creativecommons.org/licenses/by/4.0/"
    assert (first["title"], first["date"]) == ("The book of clark-2008", "2008")
    assert first["creators"] == [("Clark", "A.")]


@pytest.mark.parametrize(
    ("address", "titles"),
    [
        ("/sources/adams-1999/", ["The book of adams-1999"]),
        ("/countries/sl/", ["The book of brown-2001"]),
        ("/sources/?letter=C", ["The book of clark-2008"]),
    ],
)
def test_lists_of_sources_offer_them_to_zotero(read, cited, address, titles):
    spans = read(address).select("span.Z3988[title]")

    assert [zotero.read(span["title"])["title"] for span in spans] == titles


def test_key_of_a_source_is_no_word_of_the_addresses(db):
    for key in ("cite", "references"):
        with pytest.raises(Exception, match="addresses use for themselves"):
            make_source(key).full_clean()
