"""What is copied from reference managers and libraries, and what is only like it."""

import time
from contextlib import suppress
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from topics.citing import InvalidEntry, check_entry, proposed_key, read_entry

EXPORTS = yaml.safe_load(
    Path(__file__).with_name("exports.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export["from"])
def test_export_is_read_as_the_entry_that_it_means(export):
    entry = read_entry(export["text"]).entry

    assert entry == export["entry"]
    check_entry({**entry, "id": proposed_key(entry)})


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export["from"])
@pytest.mark.parametrize("change", ["crlf", "mark", "indented", "no end of line"])
def test_what_copying_changes_does_not_matter(export, change):
    text = {
        "crlf": export["text"].replace("\n", "\r\n"),
        "mark": "\ufeff" + export["text"],
        "indented": "".join(f"  {line}" for line in export["text"].splitlines(True)),
        "no end of line": export["text"].rstrip(),
    }[change]

    assert read_entry(text).entry == export["entry"]


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export["from"])
def test_every_beginning_of_an_export_is_read_or_refused(export):
    for end in range(0, len(export["text"]), 7):
        with suppress(InvalidEntry):
            entry = read_entry(export["text"][:end]).entry
            check_entry({"title": "A", **entry, "id": "a"})


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("@book{a, title={A}}\n@book{b, title={B}}\n@book{a, title={C}}", 3),
        ("TY  - BOOK\nTI  - A\nER  - \nTY  - BOOK\nTI  - B\nER  - \n", 2),
        ('[{"type": "book", "title": "A"}, {"type": "book", "title": "B"}]', 2),
    ],
)
def test_of_many_entries_the_first_is_read_and_all_are_counted(text, count):
    imported = read_entry(text)

    assert imported.entry == {"type": "book", "title": "A"}
    assert imported.count == count


def test_what_has_no_variable_or_no_valid_value_is_named():
    text = "@book{a, title={A}, year={soon}, doi={none}, isbn={1-2-3}, keywords={x}}"

    imported = read_entry(text)

    assert imported.entry == {"type": "book", "title": "A"}
    assert sorted(imported.unread) == ["doi", "isbn", "keywords", "year"]


@pytest.mark.parametrize(
    "text",
    [
        *("", "Fortna 2008", "10.1111/ajps.12036", "%0 Book", "TY", "@", "@comment{x}"),
        *("{", "[]", "[1]", "null", '{"title":', "[" * 90_000, '{"a":' * 9_000),
        *("@book{a, title={A}", "@book{title={A}}", "@string{a={b}}", "x" * 100_001),
    ],
)
def test_what_is_no_entry_is_refused_with_a_sentence(text):
    with pytest.raises(InvalidEntry) as refused:
        read_entry(text)

    assert str(refused.value).endswith(".")


ATTACKS = {
    "nested braces": "@book{a, title=" + "{" * 45_000 + "x" + "}" * 45_000 + "}",
    "open braces": "@book{a, title=" + "{" * 90_000,
    "long field": "@book{a, title={" + "x " * 45_000 + "}}",
    "many entries": "@book{a, title={x}}\n" * 4_500,
    "many strings": "".join(f'@string{{s{n}="x"}}\n' for n in range(5_000))
    + "@book{a, title=s1}",
    "strings of strings": '@string{a="'
    + "x" * 4_900
    + '"}@book{k, title='
    + " # ".join(["a"] * 20_000)
    + "}",
    "accents": "@book{a, "
    + ", ".join(
        f"{name}={{" + r"\'e" * 1_600 + "}"
        for name in ("title", "author", "editor", "note", "publisher", "series")
    )
    + "}",
    "backslashes": "@book{a, title={" + "\\" * 90_000 + "}}",
    "names": "TY  - JOUR\n" + "AU  - A, B\n" * 8_000,
    "lines": "TY  - JOUR\nTI  - x\n" + "y\n" * 45_000,
    "spaces": "TY  - JOUR\nTI  - " + " " * 90_000,
    "marks": "TY  - JOUR\nTI  - " + "<a" * 2_400 + "\nSP  - " + "-" * 4_900,
    "digits": '{"type": "book", "title": ' + "9" * 90_000 + "}",
}


@pytest.mark.slow
@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_text_costs_little(attack):
    begun = time.process_time()

    try:
        size = len(str(read_entry(ATTACKS[attack]).entry))
    except InvalidEntry:
        size = 0

    assert size < 1_000_000
    assert time.process_time() - begun < 10


PIECES = [
    *("{", "}", '"', "\\", "$", "%", "&", "#", "~", ",", "=", "@", "\n", " and ", "é"),
    *(
        "\\emph",
        "\\textit{",
        "\\href",
        "\\url{",
        "\\verb",
        "\\begin{x}",
        "\\frac",
        "\\'",
    ),
    *("TY  - JOUR\n", "AU  - ", "DA  - 2000/1/1\n", "SP  - 1\n", "SN  - 1-2\n", "1999"),
]


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(
    start=st.sampled_from(
        ["@book{a, title={", "@book{a, author={", "@misc{", "TY  - BOOK\n", '{"title":']
    ),
    pieces=st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=12),
    end=st.sampled_from(["}}", "}", "", "\nER  - \n"]),
)
def test_any_text_is_read_as_a_valid_entry_or_refused(start, pieces, end):
    with suppress(InvalidEntry):
        entry = read_entry(start + "".join(pieces) + end).entry
        check_entry({"title": "A", **entry, "id": proposed_key(entry)})
