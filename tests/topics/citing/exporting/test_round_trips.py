"""What an entry says is read again as it was written, however hard it is to write."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.topics.citing.exporting import reading
from topics.citing import TYPES, check_entry, read_entry
from topics.citing.exporting import bibtex, csl_json, ris

BOOK = {"id": "a", "type": "book", "title": "A", "issued": {"date-parts": [[2008]]}}
NAMES = [
    {"family": "Nygård", "given": "Håvard Mokleiv"},
    {"family": "Coning", "given": "Cedric", "non-dropping-particle": "de"},
    {"family": "Lijn", "given": "Jaïr", "non-dropping-particle": "van der"},
    {"family": "Boutros-Ghali", "given": "Boutros"},
    {"family": "Álvarez de la Cruz", "given": "José"},
    {"family": "King", "given": "Martin Luther", "suffix": "Jr."},
    {"family": "Ó Tuathail", "given": "Gearóid"},
    {"family": "O’Neill", "given": "John Terence"},
    {"literal": "Ministry of Foreign Affairs, Norway"},
    {"literal": "Department of Peace Operations and Department of Field Support"},
    {"literal": "R&D Unit (50% funded) #1"},
    {"literal": "Комиссия по миростроительству"},
    {"literal": "مجلس الأمن"},
]
TITLES = [
    "<i>Ultra vires</i>: a plea",
    "On <b>force</b>, H<sub>2</sub>O and the 1<sup>st</sup> <i>Pax</i>",
    "50% of $3 billion & “more” #1_2 ~x",
    "“Robust” – or ‘too robust’? What’s next…",
    "Straight \"quotes\" and 'single' ones",
    "Dashes -- and --- and - as typed",
    "A < B > C",
    "UNAMSIL: a success story?",
    "Où va l’ONU ? Élections à Győr, Łódź, Ærø",
    "平和維持活動",
    "Comma, and and, in a title",
]
# Others do not read back how LaTeX writes these.
SIGNS = ["{sic} x^2 \\ end", "{", "}}", "\\textbf{x}", "^_^", "100\\%", "a~b~~c"]


@pytest.mark.parametrize("write", [bibtex, ris, csl_json])
@pytest.mark.parametrize("name", NAMES, ids=reading.words)
def test_name_comes_back(write, name):
    others = [{"family": "Fortna", "given": "Virginia Page"}]

    entry = read_entry(write([{**BOOK, "author": [name, *others]}])).entry

    assert list(map(reading.words, entry["author"])) == [
        reading.words(name),
        "Fortna Virginia Page",
    ]
    assert ("literal" in entry["author"][0]) == ("literal" in name)


@pytest.mark.parametrize("name", NAMES, ids=reading.words)
@pytest.mark.parametrize("read", [reading.by_pybtex, reading.by_bibtexparser])
def test_name_is_read_by_others(read, name):
    found = read(bibtex([{**BOOK, "author": [name, NAMES[0]]}]))

    assert found["a"]["authors"] == [reading.words(name), reading.words(NAMES[0])]


@pytest.mark.parametrize("write", [bibtex, ris, csl_json])
@pytest.mark.parametrize("title", [*TITLES, *SIGNS])
def test_title_comes_back(write, title):
    entry = read_entry(write([{**BOOK, "title": title}])).entry

    assert entry["title"] == title


@pytest.mark.parametrize("title", [title for title in TITLES if "<" not in title])
@pytest.mark.parametrize("read", [reading.by_pybtex, reading.by_bibtexparser])
def test_title_is_read_by_others(read, title):
    found = read(bibtex([{**BOOK, "title": title}]))

    assert found["a"]["title"] == title


@pytest.mark.parametrize(
    ("written", "field"),
    [
        ([[2008]], "2008"),
        ([[2008, 3]], "2008-03"),
        ([[2008, 3, 5]], "2008-03-05"),
        ([[2008], [2010]], "2008/2010"),
        ([[2008, 21]], "2008-21"),
        ([[2008], [0]], "2008/.."),
    ],
)
def test_date_comes_back_as_far_as_it_is_known(written, field):
    entry = {**BOOK, "issued": {"date-parts": written}}

    assert f"date = {{{field}}}" in bibtex([entry])
    assert read_entry(bibtex([entry])).entry["issued"]["date-parts"] == written
    assert read_entry(ris([entry])).entry["issued"]["date-parts"][0] == written[0]


def test_about_a_year_comes_back():
    entry = {**BOOK, "issued": {"date-parts": [[1948]], "circa": True}}

    assert read_entry(bibtex([entry])).entry["issued"] == entry["issued"]


@pytest.mark.parametrize("write", [bibtex, ris, csl_json])
@pytest.mark.parametrize("kind", TYPES)
def test_every_type_comes_back(write, kind):
    entry = {**BOOK, "type": kind, "URL": "https://example.org/?a=1&b=%7Bx%7D_#y"}

    found = read_entry(write([entry])).entry

    same = "legislation" if (write, kind) == (ris, "treaty") else kind
    assert (found["type"], found["URL"]) == (same, entry["URL"])


@pytest.mark.parametrize("write", [bibtex, ris])
@pytest.mark.parametrize(
    "entry",
    [
        {"type": "report", "number": "S/2000/809", "ISBN": "978-0-691-13671-4"},
        {"type": "report", "number": "2008-12"},
        {"type": "legislation", "number": "S/RES/1270 (1999)"},
        {"type": "legal_case", "number": "I.C.J. 1962", "container-title": "Reports"},
        {"type": "webpage", "number": "GA/10841", "container-title": "UN Press"},
        {"type": "book", "number": "12", "edition": "2", "DOI": "10.1234/a_b%c#d"},
        {"type": "chapter", "container-title": "The <i>UN</i>", "page": "12-34"},
        {"type": "article-journal", "volume": "3", "issue": "1/2", "page": "e12"},
        {"type": "article-journal", "issue": "2", "number": "77", "ISSN": "0022-3433"},
        {"type": "thesis", "genre": "Master’s thesis", "publisher": "Uppsala, Univ."},
        {"type": "book", "collection-title": "A & B", "publisher-place": "New York"},
        {"type": "report", "language": "en"},
    ],
    ids=str,
)
def test_what_identifies_a_work_comes_back(write, entry):
    imported = read_entry(write([{**BOOK, **entry}]))

    assert imported.entry | entry == imported.entry
    assert imported.unread == []


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ({"family": "Doe", "given": None}, "{Doe}"),
        ({"family": "Doe", "given": " \t"}, "{Doe}"),
        ({"family": "Doe", "given": "Ann and Bob"}, "Doe, {Ann and Bob}"),
        ({"family": "Doe, Ltd", "given": "A."}, "{Doe, Ltd}, A."),
        ({"family": "Doe", "given": "A.", "suffix": "Jr, III"}, "Doe, {Jr, III}, A."),
        ({"family": "And", "given": "A."}, "{And}, A."),
        ({"literal": "A\n B"}, "{A B}"),
    ],
)
def test_what_would_part_a_name_stands_in_braces(name, written):
    assert f"author = {{{written}}}" in bibtex([{**BOOK, "author": [name]}])


def test_author_of_the_whole_comes_back():
    chapter = {**BOOK, "type": "chapter", "container-author": [NAMES[0]]}

    imported = read_entry(bibtex([chapter]))

    assert imported.entry["container-author"] == [NAMES[0]]
    assert imported.unread == []


def test_thesis_is_called_a_doctoral_one_only_if_it_is():
    thesis = {**BOOK, "type": "thesis"}

    kinds = [
        bibtex([{**thesis, "genre": genre}]).partition("{")[0]
        for genre in ("", "PhD", "Doctoral dissertation", "MA thesis", "Licentiate")
    ]

    assert kinds == [
        *("@thesis", "@phdthesis", "@phdthesis", "@mastersthesis", "@thesis")
    ]


def test_entries_stand_under_their_keys_each_once():
    entries = [{**BOOK, "id": key} for key in ("s-res-1270-1999", "fortna-2008")]

    assert list(reading.by_pybtex(bibtex(entries))) == [
        "s-res-1270-1999",
        "fortna-2008",
    ]
    assert len(reading.by_rispy(ris(entries))) == 2
    assert [entry["id"] for entry in json.loads(csl_json(entries))] == [
        *("s-res-1270-1999", "fortna-2008")
    ]


# Letters, marks and signs; not controls, of which an entry has none.
TEXTS = st.text(
    st.characters(codec="utf-8", categories=("L", "M", "N", "P", "S", "Zs")),
    min_size=1,
    max_size=40,
)


@settings(max_examples=60, deadline=None)
@given(title=TEXTS, family=TEXTS, institution=TEXTS, address=TEXTS)
def test_nothing_in_an_entry_breaks_the_file(title, family, institution, address):
    entry = {
        **BOOK,
        "title": f"T{title}",
        "author": [{"family": f"F{family}", "given": "G"}, {"literal": institution}],
        "publisher": institution,
        "URL": f"https://example.org/{address}".replace(" ", ""),
        "number": family,
    }
    last = {**BOOK, "id": "last"}
    entry = {key: value for key, value in entry.items() if str(value).strip()}

    keys = set(reading.by_pybtex(bibtex([entry, last])))

    assert keys == set(reading.by_bibtexparser(bibtex([entry, last]))) == {"a", "last"}
    assert len(reading.by_rispy(ris([entry, last]))) == 2
    for write in (bibtex, ris, csl_json):
        imported = read_entry(write([entry, last]))
        check_entry({**imported.entry, "id": "a"})
        assert imported.count == 2
