import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from topics.citing.citation import STYLES, citations

PAGE = {
    "id": "a",
    "type": "webpage",
    "title": "A page",
    "author": [{"literal": "The Portal"}],
    "container-title": "The Portal",
    "issued": {"date-parts": [[2026, 11, 20]]},
    "accessed": {"date-parts": [[2026, 12, 1]]},
    "version": "3",
    "URL": "https://example.org/a/?b=1&c=2",
}


def lines(**changed):
    """{style: line} without what is None."""
    entry = {key: v for key, v in {**PAGE, **changed}.items() if v is not None}
    return dict(citations(entry))


def test_page_is_cited_as_the_styles_have_it():
    address = "https://example.org/a/?b=1&amp;c=2"

    assert lines() == {
        "APA": f"The Portal. (2026, November 20). <i>A page</i>. {address}",
        "Chicago": f"The Portal. 2026. “A Page.” Version 3. November 20. {address}.",
        "MLA": f"“A Page.” <i>The Portal</i>, Version 3, 20 Nov. 2026, {address}.",
        "Harvard": f"The Portal (2026) <i>A page</i>. Available at: {address} "
        "(Accessed: 1 December 2026).",
    }


def test_undated_page_is_cited_with_the_day_on_which_it_was_read():
    undated = lines(issued=None, version=None)

    assert "(n.d.)" in undated["APA"]
    assert "Retrieved December 1, 2026, from https" in undated["APA"]
    assert "n.d." in undated["Chicago"]
    assert "Accessed December 1, 2026." in undated["Chicago"]
    assert undated["MLA"].endswith("Accessed 1 Dec. 2026.")
    assert "(no date)" in undated["Harvard"]


def test_site_that_is_not_the_author_is_named():
    for line in lines(author=[{"literal": "Somebody"}]).values():
        assert "Somebody" in line
    assert "The Portal" in lines(author=[{"literal": "Somebody"}])["APA"]


@pytest.mark.parametrize(
    "given_name",
    ["bell", "Ki-moon", "al-Hasan", "d’Élise", "سمير", "太郎", "-", "e. e."],
)
def test_any_given_name_is_printed(given_name):
    author = [{"family": "Doe", "given": given_name}]

    assert all("Doe" in line for line in lines(author=author).values())


@pytest.mark.parametrize(
    ("title", "end"),
    [
        ("Who keeps the peace?", "Peace?” "),
        ("A page.", "A Page.” "),
        ("“Quoted”", "‘Quoted.’” "),
        ("1", "1.” "),
    ],
)
def test_marks_at_the_end_of_a_title_stand_once_and_inside(title, end):
    assert end in lines(title=title)["MLA"]


TITLES = st.text(
    st.characters(codec="utf-8", categories=("L", "M", "N", "P", "S", "Zs")),
    min_size=1,
    max_size=60,
)


@settings(max_examples=40, deadline=None)
@given(title=TITLES)
def test_whatever_a_title_is_its_letters_are_in_each_line(title):
    letters = re.findall(r"[a-z]+", re.sub(r"&#?\w*;|<.*", "", title.lower()))

    found = lines(title=f"T {title}".replace("<", "&lt;"))

    assert list(found) == [style.name for style in STYLES]
    for line in found.values():
        words = unescape(line).lower()
        assert all(word in words for word in letters)
        assert not re.search(r"<(?!/?(?:i|b|sub|sup)>)", line)
