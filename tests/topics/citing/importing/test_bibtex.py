"""BibTeX: what its values, names, dates and types become."""

import pytest

from topics.citing import read_entry


def read(fields, kind="book", before=""):
    return read_entry(f"{before}@{kind}{{key,\n {fields}}}\n").entry


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("title={A {T}itle}", "A Title"),
        ('title="A {T}itle"', "A Title"),
        ('title = "A" # " and " # b', "A and a string"),
        ("title = B", "a string"),
        ("TITLE={{Braces Twice}}", "Braces Twice"),
        (
            r"title={Pol{\'{\i}}tica, {\O}stby, J\"{o}rg, \v{S}ar}",
            "Política, Østby, Jörg, Šar",
        ),
        (r"title={R\&D, 50\% \#1 \$5 a\_b}", "R&D, 50% #1 $5 a_b"),
        ("title={R&D, 50% of #1 for $5}", "R&D, 50% of #1 for $5"),
        (
            r"title={\emph{War} \textit{in} H\textsubscript{2}O}",
            "<i>War</i> <i>in</i> H<sub>2</sub>O",
        ),
        ("title={``War'' 1990--1995 --- a~view}", "“War” 1990–1995 — a view"),
        (r"title={An \unknown{odd} one}", "An odd one"),
        ("title={One}, subtitle={Two}", "One: Two"),
        ("title={One?}, subtitle={Two}", "One? Two"),
        ("title={A}, title={B}", "A"),
        ("title={A\n   long\t one}", "A long one"),
    ],
)
def test_value_is_read_without_its_latex(written, title):
    entry = read(written, before='@string{b = "a string"}\n')

    assert entry["title"] == title


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Fortna, Virginia Page", [{"family": "Fortna", "given": "Virginia Page"}]),
        ("Virginia Page Fortna", [{"family": "Fortna", "given": "Virginia Page"}]),
        ("{United Nations, Office of}", [{"literal": "United Nations, Office of"}]),
        ("{{World Bank}}", [{"literal": "World Bank"}]),
        ("UN. Security Council", [{"literal": "UN. Security Council"}]),
        ("Assembly, UN General", [{"literal": "UN General Assembly"}]),
        ("Nations, United", [{"literal": "United Nations"}]),
        ("Suharto", [{"literal": "Suharto"}]),
        (
            'von der Lippe, J{\\"o}rg',
            [{"family": "Lippe", "given": "Jörg", "non-dropping-particle": "von der"}],
        ),
        (
            "King, Jr., Martin Luther",
            [{"family": "King", "given": "Martin Luther", "suffix": "Jr."}],
        ),
        (
            "Doe, Ann and {Simon and Schuster} and others",
            [{"family": "Doe", "given": "Ann"}, {"literal": "Simon and Schuster"}],
        ),
        (
            r"Mu\~{n}oz, M and {\~N}u{\~n}ez, J",
            [
                {"family": "Muñoz", "given": "M"},
                {"family": "Ñuñez", "given": "J"},
            ],
        ),
        (
            "Álvarez de la Cruz, José",
            [{"family": "Álvarez de la Cruz", "given": "José"}],
        ),
        (
            "Doe, A; Roe, B",
            [{"family": "Doe", "given": "A"}, {"family": "Roe", "given": "B"}],
        ),
        ("王, 小明", [{"family": "王", "given": "小明"}]),
    ],
)
def test_names_are_read_as_people_and_organizations(written, names):
    assert read(f"title={{A}}, author={{{written}}}")["author"] == names


def test_end_of_a_list_of_names_that_is_left_out_is_named():
    imported = read_entry("@book{a, title={A}, author={Doe, Ann and others}}")

    assert imported.unread == ["author: and others"]


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("year=2004", [[2004]]),
        ("year={2004}, month=jun", [[2004, 6]]),
        ("year={2004}, month={June}", [[2004, 6]]),
        ("year={2004}, month={6}, day={3}", [[2004, 6, 3]]),
        ('year={2004}, month="3~" # jun', [[2004, 6, 3]]),
        ('year={2004}, month=jun # "~3"', [[2004, 6, 3]]),
        ("date={2004-06-03}", [[2004, 6, 3]]),
        ("date={2004-06-03/2004-06-09}", [[2004, 6, 3], [2004, 6, 9]]),
        ("year={2004--2006}", [[2004], [2006]]),
        ("year={[2004]}", [[2004]]),
        ("year={22 May 2004}", [[2004, 5, 22]]),
        ("year={2004}, month={Spring}", [[2004, 21]]),
        ("year={2004}, month={13}", None),
        ("year={in press}", None),
    ],
)
def test_date_is_read_in_every_way_of_writing_it(written, parts):
    issued = read(f"title={{A}}, {written}").get("issued")

    assert (issued and issued["date-parts"]) == parts


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        ("article", "number={2}", {"type": "article-journal", "issue": "2"}),
        ("techreport", "number={2}", {"type": "report", "number": "2"}),
        ("book", "series={S}, number={2}", {"collection-number": "2"}),
        ("phdthesis", "school={Yale}", {"genre": "PhD thesis", "publisher": "Yale"}),
        ("misc", r"howpublished={\url{http://a.org/x_y}}", {"type": "webpage"}),
        ("misc", "", {"type": "report"}),
        ("inproceedings", "booktitle={B}", {"container-title": "B"}),
        ("book", "editor={Roe, Bo}", {"editor": [{"family": "Roe", "given": "Bo"}]}),
        (
            "book",
            "url={http://a.org/x\\_y?a=1\\&b=2}",
            {"URL": "http://a.org/x_y?a=1&b=2"},
        ),
        ("book", "doi={https://doi.org/10.1234/a\\_b}", {"DOI": "10.1234/a_b"}),
        ("book", "pages={pp. 3 -- 9}", {"page": "3-9"}),
        ("unheard", "", {"type": "report"}),
    ],
)
def test_field_becomes_the_variable_of_its_type(kind, fields, expected):
    entry = read(f"title={{A}}, {fields}", kind)

    assert expected.items() <= entry.items()


def test_value_that_ends_nowhere_is_named_and_the_others_are_read():
    imported = read_entry("@book{a, title={A} year=2004, publisher={P}}")

    assert imported.entry == {"type": "book", "publisher": "P"}
    assert imported.unread == ["title"]
