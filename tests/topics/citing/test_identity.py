"""Keys that are proposed, and by what a work is known again."""

import json
from pathlib import Path

import pytest

from topics.citing import identifiers, proposed_key

FIXTURES = Path(__file__).parents[3] / "fixtures" / "sources.json"
YEAR = {"issued": {"date-parts": [[2008]]}}


@pytest.mark.parametrize(
    ("entry", "key"),
    [
        ({"author": [{"family": "Fortna", "given": "V."}], **YEAR}, "fortna-2008"),
        ({"author": [{"family": "Østby"}], **YEAR}, "ostby-2008"),
        ({"author": [{"family": "O’Neill"}], **YEAR}, "oneill-2008"),
        (
            {"author": [{"family": "Coning", "non-dropping-particle": "de"}], **YEAR},
            "de-coning-2008",
        ),
        ({"author": [{"literal": "Human Rights Watch"}]}, "human-rights-watch"),
        (
            {"author": [{"literal": "United Nations High Commissioner for Refugees"}]},
            "unhcr",
        ),
        ({"editor": [{"family": "Lowe"}], **YEAR}, "lowe-2008"),
        ({"container-title": "Civil Wars", **YEAR}, "civil-wars-2008"),
        (
            {"title": "The <i>Golden</i> Formula of Peace", **YEAR},
            "the-golden-formula-2008",
        ),
        ({"author": [{"literal": "王小明"}], "title": "和平", **YEAR}, "source-2008"),
        ({"number": "S/RES/1270 (1999)", **YEAR}, "s-res-1270-1999"),
        ({"number": "A/50/60-S/1995/1", **YEAR}, "a-50-60-s-1995-1"),
        ({"number": "12", "publisher": "FFI", **YEAR}, "ffi-2008"),
        ({}, "source"),
    ],
)
def test_key_follows_author_and_year_or_the_symbol(entry, key):
    assert proposed_key(entry) == key


def test_keys_of_shipped_documents_of_the_united_nations_would_be_proposed():
    entries = json.loads(FIXTURES.read_text("utf-8"))
    resolutions = [e for e in entries if e.get("number", "").startswith("S/RES/")]

    assert len(resolutions) > 100
    assert [e["id"] for e in resolutions if proposed_key(e) != e["id"]] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"DOI": "10.1234/AB"}, {"DOI": "10.1234/ab"}),
        ({"DOI": "10.1234/AB"}, {"URL": "http://dx.doi.org/10.1234/ab"}),
        ({"ISBN": "978-0-691-13671-4"}, {"ISBN": "9780691136714"}),
        ({"ISBN": "0-691-13671-2"}, {"ISBN": "9780691136714"}),
        ({"number": "S/RES/1270 (1999)"}, {"number": "s/res/1270(1999)"}),
        ({"URL": "http://www.Example.org/a/"}, {"URL": "https://example.org/a#b"}),
        (
            {"title": "<i>War</i> and Peace!", **YEAR},
            {"title": "War and peace", **YEAR},
        ),
        ({"title": "War: Peace"}, {"title": "WAR – Peace"}),
    ],
)
def test_work_is_known_again_however_it_is_written(one, other):
    assert identifiers(one) & identifiers(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"title": "Report", **YEAR}, {"title": "Report"}),
        (
            {"type": "chapter", "ISBN": "9780691136714"},
            {"type": "chapter", "ISBN": "9780691136714"},
        ),
        ({"URL": "https://a.org/x?id=1"}, {"URL": "https://a.org/x?id=2"}),
        ({"DOI": "10.1234/ab"}, {"DOI": "10.1234/abc"}),
        ({}, {}),
    ],
)
def test_other_work_is_not_taken_for_the_same(one, other):
    assert not identifiers(one) & identifiers(other)
