"""RIS: what its tags become, and what is read although it breaks the standard."""

import pytest

from topics.citing import read_entry


def read(*lines, kind="JOUR"):
    return read_entry("\n".join([f"TY  - {kind}", "TI  - A", *lines, "ER  - "])).entry


@pytest.mark.parametrize(
    ("lines", "parts"),
    [
        (["PY  - 2008"], [[2008]]),
        (["Y1  - 2008/03/05/"], [[2008, 3, 5]]),
        (["PY  - 2008", "DA  - 2008/03//"], [[2008, 3]]),
        (["DA  - 2008///", "PY  - 2008"], [[2008]]),
        (["DA  - 2008/03/05/Spring"], [[2008, 3, 5]]),
        (["PY  - 2008///Spring"], [[2008, 21]]),
        (["DA  - 5 March 2008"], [[2008, 3, 5]]),
        (["DA  - Mar. 2008"], [[2008, 3]]),
        (["DA  - 2008-03-05"], [[2008, 3, 5]]),
        (["DA  - 0000/00/00"], None),
    ],
)
def test_most_exact_date_is_taken(lines, parts):
    issued = read(*lines).get("issued")

    assert (issued and issued["date-parts"]) == parts


@pytest.mark.parametrize(
    ("kind", "lines", "expected"),
    [
        (
            "JOUR",
            ["JO  - J", "VL  - 3", "IS  - 2"],
            {"container-title": "J", "issue": "2"},
        ),
        ("JOUR", ["JA  - Am. J.", "JF  - A Journal"], {"container-title": "A Journal"}),
        ("JOUR", ["SP  - 1", "EP  - 9"], {"page": "1-9"}),
        ("JOUR", ["SP  - 1-9", "EP  - 9"], {"page": "1-9"}),
        ("JOUR", ["SP  - 1", "EP  - 1-20"], {"page": "1-20"}),
        ("JOUR", ["SP  - 7", "EP  - 7"], {"page": "7"}),
        ("JOUR", ["SP  - ", "EP  - 3"], {"page": "3"}),
        ("JOUR", ["SP  - e12"], {"page": "e12"}),
        ("JOUR", ["M3  - doi: 10.1234/ab"], {"DOI": "10.1234/ab"}),
        ("JOUR", ["UR  - https://doi.org/10.1234/AB"], {"DOI": "10.1234/AB"}),
        ("JOUR", ["SN  - 1234567x"], {"ISSN": "1234-567X"}),
        ("BOOK", ["SN  - 9780691136714 (pbk)"], {"ISBN": "9780691136714"}),
        ("BOOK", ["T2  - A Series"], {"collection-title": "A Series"}),
        ("BOOK", ["CY  - [New York] :", "PB  - UN,"], {"publisher-place": "New York"}),
        ("CHAP", ["T2  - A Book", "A2  - Roe, Bo"], {"container-title": "A Book"}),
        ("CHAP", ["ED  - Roe, Bo"], {"editor": [{"family": "Roe", "given": "Bo"}]}),
        ("RPRT", ["SN  - S/RES/1270(1999)"], {"number": "S/RES/1270 (1999)"}),
        ("THES", ["M3  - PhD"], {"type": "thesis", "genre": "PhD"}),
        ("THES", ["M1  - PhD"], {"genre": "PhD"}),
        ("RPRT", ["M1  - S/RES/2100", "PY  - 2013"], {"number": "S/RES/2100 (2013)"}),
        ("CONF", ["T2  - Papers"], {"type": "chapter", "container-title": "Papers"}),
        ("NEWS", [], {"type": "article-newspaper"}),
        (
            "ELEC",
            ["Y2  - 2026/11/20/10:15"],
            {"accessed": {"date-parts": [[2026, 11, 20]]}},
        ),
        ("WHAT", [], {"type": "report"}),
    ],
)
def test_tag_becomes_the_variable_of_its_type(kind, lines, expected):
    assert expected.items() <= read(*lines, kind=kind).items()


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (["AU  - Doe, A; Roe, B"], [("Doe", "A"), ("Roe", "B")]),
        (["AU  - Doe, A", "", "A1  - Roe, B"], [("Doe", "A"), ("Roe", "B")]),
        (["AU  - Ann B. Doe"], [("Doe", "Ann B.")]),
    ],
)
def test_people_are_told_apart(lines, names):
    authors = read(*lines)["author"]

    assert [(name["family"], name["given"]) for name in authors] == names


@pytest.mark.parametrize(
    "written",
    ["United Nations", "Médecins Sans Frontières,", "The Sentry", "UN. Secretariat"],
)
def test_organization_is_no_person(written):
    assert read(f"AU  - {written}")["author"] == [{"literal": written.strip(",")}]


def test_line_without_a_tag_goes_on_with_the_one_before():
    assert read("T2  - A long", "title of a journal")["container-title"] == (
        "A long title of a journal"
    )


@pytest.mark.parametrize(
    "text",
    [
        "TY - BOOK\nTI - A\nPB - P",
        "TY  - BOOK\rTI  - A\rPB  - P\rER  - ",
        "Provider: X\nContent: text/plain\n\nTY  - BOOK\nTI  - A\nPB  - P\nER  -",
        "TY  - BOOK\n\nTI  - A\n\nPB  - P\n\nER  - \n\n",
    ],
)
def test_entry_that_breaks_the_standard_is_read(text):
    assert read_entry(text).entry == {"type": "book", "title": "A", "publisher": "P"}
