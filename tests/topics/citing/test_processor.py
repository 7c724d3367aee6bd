import pytest

from topics.citing import reference

DOE, ROE = {"family": "Doe", "given": "Ann"}, {"family": "Roe", "given": "Bob"}
YEAR = {"issued": {"date-parts": [[2001]]}}


@pytest.mark.parametrize(
    ("entry", "line"),
    [
        (
            {"type": "book", "editor": [DOE], "translator": [ROE]},
            "Doe, A. (ed.) (2001) <i>T</i>. Translated by B. Roe.",
        ),
        (
            {"type": "book", "author": [DOE], "editor": [DOE], "translator": [DOE]},
            "Doe, A. (2001) <i>T</i>. Edited &amp; translated by A. Doe.",
        ),
        (
            {"type": "book", "edition": "2", "medium": "DVD", "container-title": "C"},
            "<i>T</i> [DVD]. 2nd ed (2001) <i>C</i>.",
        ),
        (
            {"type": "chapter", "edition": "2", "container-title": "C"},
            "“T” (2001) <i>C</i>. 2nd ed.",
        ),
        (
            {"type": "article-newspaper", "edition": "Late", "container-title": "C"},
            "<i>C</i> (2001) “T”, Late.",
        ),
        ({"type": "article-newspaper", "edition": "Late"}, "(2001) “T”."),
        (
            {"type": "chapter", "author": [DOE], "container-author": [ROE]}
            | {"container-title": "C"},
            "Doe, A. (2001) “T”, in B. Roe, <i>C</i>.",
        ),
    ],
)
def test_what_stands_for_the_author_is_printed_once(entry, line):
    assert reference({"id": "a", "title": "T", **YEAR, **entry}) == line


@pytest.mark.parametrize(
    ("parts", "year", "day"),
    [
        ([[2004, 5, 1], [2004, 5, 1]], "2004", "1 May"),
        ([[2004, 5, 1], [2005, 5, 1]], "2004–2005", "1 May"),
        ([[2004, 12, 30], [2005, 1, 2]], "2004–2005", "30 December–2 January"),
        ([[2004, 5], [2004]], "2004", "May"),
        ([[2004], [0]], "2004–", "–"),
        ([[2004, 21], [2004, 22]], "2004", "Spring–Summer"),
    ],
)
def test_range_names_what_its_ends_do_not_share(parts, year, day):
    entry = {"type": "article-newspaper", "container-title": "C", "author": [DOE]}
    issued = {"date-parts": parts}

    line = reference({"id": "a", "title": "T", "issued": issued, **entry})

    shown = f", {day}" if day != "–" else ""
    assert line == f"Doe, A. ({year}) “T”, <i>C</i>{shown}."
