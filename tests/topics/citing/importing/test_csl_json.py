"""CSL-JSON and what Crossref makes of it."""

import json

import pytest

from topics.citing import check_entry, read_entry


def read(**entry):
    return read_entry(json.dumps({"type": "book", "title": "A", **entry}))


def test_variable_without_a_field_is_kept():
    kept = {
        "editor": [{"family": "Roe", "given": "Bo"}],
        "edition": "2",
        "original-date": {"date-parts": [[1832]]},
        "number-of-volumes": "3",
    }

    assert kept.items() <= read(**kept).entry.items()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("author", [{"affiliation": []}]),
        ("issued", {"date-parts": [[1999, 14]]}),
        ("DOI", {"a": 1}),
        ("volume", True),
        ("volume", {"a": [1]}),
        ("publisher", "a\x00b"),
        ("custom", {"a": 1}),
        ("abstract", "Long."),
        ("title-short", "\ud800"),
    ],
)
def test_value_that_is_no_csl_is_named_and_left_out(name, value):
    imported = read(**{name: value})

    assert name not in imported.entry
    assert imported.unread == [name]
    check_entry({**imported.entry, "id": "a"})


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("article-journal", "article-journal"),
        ("journal-article", "article-journal"),
        ("book-chapter", "chapter"),
        ("paper-conference", "chapter"),
        ("dissertation", "thesis"),
        ("post-weblog", "webpage"),
        ("bill", "legislation"),
        ("song", "report"),
        (5, "report"),
    ],
)
def test_type_that_is_not_used_here_becomes_the_nearest(written, kind):
    assert read(type=written).entry["type"] == kind


def test_date_in_words_is_read():
    assert read(issued={"raw": "22 May 2000"}).entry["issued"] == {
        "date-parts": [[2000, 5, 22]]
    }


def test_entities_and_foreign_tags_are_no_part_of_a_title():
    title = "War &amp;amp; <jats:italic>Peace</jats:italic> <scp>Now</scp>"

    assert read(title=[title]).entry["title"] == "War & <i>Peace</i> Now"


def test_treaty_with_a_symbol_stays_a_treaty():
    entry = read(type="treaty", number="S/1999/777").entry

    assert (entry["type"], entry["number"]) == ("treaty", "S/1999/777")
