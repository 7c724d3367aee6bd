"""Keys that are proposed, and by what a work is known again."""

import json
from pathlib import Path

import pytest

from topics.citing import (
    bare_identifier,
    identifiers,
    proposed_key,
    written_identifiers,
)

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


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ({"URL": "https://doi.org/10.1/a"}, ["10.1/a"]),
        ({"ISBN": "0-19-853453-1"}, ["9780198534532", "0198534531"]),
        ({"ISBN": "979-10-90636-07-1"}, ["9791090636071"]),
        ({"number": "S/15194"}, ["S/15194"]),
        ({"number": "BICC brief 12"}, ["BICC brief 12"]),
        (
            {"number": "A/50/60-S/1995/1"},
            ["A/50/60-S/1995/1", "A/50/60", "S/1995/1"],
        ),
        ({}, []),
    ],
)
def test_identifiers_are_written_as_people_type_them(entry, expected):
    assert written_identifiers(entry) == expected


def test_resolution_has_the_names_that_people_give_it():
    names = written_identifiers({"number": "S/RES/1325 (2000)"})
    of_assembly = written_identifiers({"number": "A/RES/60/180"})

    assert {"S/RES/1325", "SCR 1325", "UNSCR 1325", "resolution 1325"} <= {*names}
    assert {"resolution 60/180", "General Assembly resolution 60/180"} <= {*of_assembly}


@pytest.mark.parametrize(
    ("typed", "bare"),
    [
        ("https://doi.org/10.1/a", "10.1/a"),
        ("dx.doi.org/10.1/a", "10.1/a"),
        ("DOI: 10.1/a", "10.1/a"),
        ("ISBN-13: 978-0-19-853453-2", "978-0-19-853453-2"),
        ("https://undocs.org/en/S/RES/1325(2000)", "S/RES/1325(2000)"),
        ("UN doc. A/55/305", "A/55/305"),
        ("document A/55/305", "A/55/305"),
        ("doing good", "doing good"),
        ("documentation", "documentation"),
    ],
)
def test_words_before_an_identifier_are_left_out(typed, bare):
    assert bare_identifier(typed) == bare
