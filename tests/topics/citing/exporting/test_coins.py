import json
from pathlib import Path

import pytest

from tests.topics.citing.exporting import zotero
from topics.citing import TYPES, plain, year_of
from topics.citing.exporting import coins

ROOT = Path(__file__).parents[4]
SOURCES = json.loads((ROOT / "fixtures" / "sources.json").read_text(encoding="utf-8"))
BASE = {"id": "a", "title": "A title", "issued": {"date-parts": [[2008, 3]]}}


def read(**entry):
    return zotero.read(coins({**BASE, "type": "book", **entry}))


@pytest.mark.parametrize(
    ("kind", "item_type"),
    [
        ("article", "preprint"),
        ("article-journal", "journalArticle"),
        ("article-magazine", "magazineArticle"),
        ("article-newspaper", "newspaperArticle"),
        ("book", "book"),
        ("chapter", "bookSection"),
        ("dataset", "dataset"),
        ("legal_case", "case"),
        ("legislation", "statute"),
        ("motion_picture", "film"),
        ("report", "report"),
        ("speech", "presentation"),
        ("thesis", "thesis"),
        ("treaty", "statute"),
        ("webpage", "webpage"),
    ],
)
def test_type_is_one_that_zotero_has(kind, item_type):
    item = read(type=kind)

    assert (item["itemType"], item["title"], item["date"]) == (
        *(item_type, "A title", "2008-03"),
    )


def test_every_type_of_the_bibliography_is_written():
    assert all(read(type=kind)["title"] == "A title" for kind in TYPES)


@pytest.mark.parametrize("kind", ["article-journal", "chapter", "article-newspaper"])
def test_part_of_a_whole_names_it(kind):
    item = read(type=kind, **{"container-title": "The whole", "page": "3-9"})

    assert (item["publicationTitle"], item["pages"]) == ("The whole", "3-9")


def test_people_have_their_particles_and_institutions_their_commas():
    item = read(
        author=[
            {"literal": "Ministry of Foreign Affairs, Norway"},
            {"literal": "UN"},
            {"family": "Lijn", "given": "Jaïr", "non-dropping-particle": "van der"},
            {"family": "King", "given": "Martin Luther", "suffix": "Jr."},
            {"family": "Plato"},
        ]
    )

    assert item["creators"] == [
        "Ministry of Foreign Affairs, Norway",
        "UN",
        ("van der Lijn", "Jaïr"),
        ("King", "Martin Luther Jr."),
        ("Plato",),
    ]


def test_what_parts_the_pairs_stands_for_itself_in_a_value():
    address = "https://example.org/a?b=1&c=%2F+d#e"

    item = read(title="R&D = 50% <i>new</i> “x”; Où?", URL=address, DOI="10.1234/a&b")

    assert item["title"] == "R&D = 50% new “x”; Où?"
    assert (item["DOI"], item["url"]) == ("10.1234/a&b", address)


def test_what_is_not_known_is_not_said():
    assert coins({"id": "a", "type": "thesis", "title": "T"}) == (
        "ctx_ver=Z39.88-2004&rft_val_fmt=info:ofi/fmt:kev:mtx:dissertation&rft.title=T"
    )


def test_every_shipped_source_is_read_as_it_is():
    for source in SOURCES:
        item = zotero.read(coins(source))

        assert item["title"] == plain(source["title"])
        assert item.get("date", "")[:4] == str(year_of(source) or "")
        assert (item.get("DOI"), item.get("url")) == (
            *(source.get("DOI"), source.get("URL")),
        )
        people = [
            plain(name.get("literal", ""))
            or (plain(name["family"]), plain(name["given"]))
            for name in source.get("author", [])
        ]
        institutions = [name for name in people if isinstance(name, str)]
        assert item["creators"] == [
            *institutions,
            *(name for name in people if not isinstance(name, str)),
        ]
