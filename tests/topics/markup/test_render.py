import re
import time
from contextlib import suppress

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from topics.markup import SourceRefused, Target, cited_keys, linked_slugs, render

PAGES = {"unef-i": "UNEF I", "untso": "UNTSO & others"}


def resolve(slug):
    title = PAGES.get(slug)
    return Target(f"/missions/{slug}/", title) if title else None


def rendered(source, known=("a", "b", "fortna-2008")):
    return render(source, resolve=resolve, cite=lambda key: key in known)


def soup(source):
    return BeautifulSoup(rendered(source).html, "html.parser")


def test_wiki_link_shows_the_title_of_its_target():
    link = soup("See [[unef-i]].").a

    assert (link["href"], link.text) == ("/missions/unef-i/", "UNEF I")


def test_wiki_link_shows_its_own_words():
    assert soup("See [[untso|the observers]].").a.text == "the observers"


@pytest.mark.parametrize("written", ["UNEF-I", " unef-i ", "Unef I", "unef_i"])
def test_wiki_link_is_read_kindly(written):
    assert soup(f"[[{written}]]").a["href"] == "/missions/unef-i/"


def test_missing_target_is_shown_and_reported_but_is_no_link():
    result = rendered("See [[unknown|the words]].")

    page = BeautifulSoup(result.html, "html.parser")
    assert page.a is None
    assert page.find(class_="missing-link").text == "the words"
    assert [(link.slug, link.found) for link in result.links] == [("unknown", False)]


@pytest.mark.parametrize(
    "source",
    [
        "- in a list [[untso|x]]",
        "# Heading [[untso|x]]",
        "> quoted [[untso|x]]",
        "Text[^1]\n\n[^1]: In a note [[untso|x]]",
        "Term\n:   Defined [[untso|x]]",
        "!!! note\n    Told [[untso|x]]",
        "**bold [[untso|x]]**",
    ],
)
def test_wiki_link_works_everywhere(source):
    assert soup(source).find("a", class_="topic-link")["href"] == "/missions/untso/"


@pytest.mark.parametrize("bar", ["|", "\\|"])
def test_bar_of_a_wiki_link_ends_no_table_cell(bar):
    source = f"| a | b |\n|---|---|\n| [[untso{bar}words]] | second |\n"

    cells = soup(source).tbody.find_all("td")

    assert [cell.text for cell in cells] == ["words", "second"]
    assert cells[0].a["href"] == "/missions/untso/"


@pytest.mark.parametrize(
    "source",
    [
        "`[[untso|x]] [@a]`",
        "    [[untso|x]] [@a]",
        "```\n[[untso|x]] [@a]\n```",
        "| h |\n|---|\n| `[[untso|x]] [@a]` |",
    ],
)
def test_code_is_left_alone(source):
    result = rendered(source)

    page = BeautifulSoup(result.html, "html.parser")
    assert page.code.text.strip() == "[[untso|x]] [@a]"
    assert (result.links, result.citations) == ((), ())


def test_sources_are_numbered_in_reading_order_and_keep_their_number():
    result = rendered("One [@b]. Two [@a, p. 12; @b].\n\n- Three [@a]")

    marks = [(m.key, m.number, m.locator, m.anchor) for m in result.citations]
    assert marks == [
        ("b", 1, "", "cite-b-1"),
        ("a", 2, "p. 12", "cite-a-1"),
        ("b", 1, "", "cite-b-2"),
        ("a", 2, "", "cite-a-2"),
    ]
    page = BeautifulSoup(result.html, "html.parser")
    assert [mark.text for mark in page.find_all(class_="citation")] == [
        "[1]",
        "[2, p. 12; 1]",
        "[2]",
    ]
    assert page.find(id="cite-a-1")["href"] == "#ref-a"


def test_unknown_source_is_shown_and_reported_but_has_no_number():
    result = rendered("Claim [@nobody-1999] and [@a].")

    assert [(m.key, m.number, m.found) for m in result.citations] == [
        ("nobody-1999", 0, False),
        ("a", 1, True),
    ]
    missing = BeautifulSoup(result.html, "html.parser").find(class_="missing-source")
    assert missing.text == "@nobody-1999"


def test_mail_address_in_brackets_is_no_citation():
    assert soup("Write to [me@example.org].").p.text == "Write to [me@example.org]."


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("[see @a]", "[see 1]"),
        ("[@a p. 12]", "[1, p. 12]"),
        ("[see @a, p. 12; also @b]", "[see 1, p. 12; also 2]"),
        ("[-@a]", "[1]"),
        ("[see -@a]", "[see 1]"),
        ("[@{a}]", "[1]"),
        ("[@{a}, p. 3]", "[1, p. 3]"),
        ("[@a, @b]", "[1; 2]"),
        ("[@a,\np. 14]", "[1, p. 14]"),
        ("[see\n@a;\n@b]", "[see 1; 2]"),
        ("[@a.]", "[1]"),
    ],
)
def test_citation_is_read_as_pandoc_does(written, shown):
    assert soup(f"Claim {written}.").find(class_="citation").text == shown


@pytest.mark.parametrize(
    "written",
    ["[me@example.org]", "[@a and @b]", "[@a; chapter 3]", "[a @ b]", "[^a @b]"],
)
def test_other_brackets_are_no_citation(written):
    page = soup(f"Words {written}.")

    assert page.find(class_="citation") is None
    assert page.p.text == f"Words {written}."


def test_citations_without_a_space_between_them_are_read():
    text = "Claim [see @a][@b][see @a]."

    assert [mark.key for mark in rendered(text).citations] == ["a", "b", "a"]
    assert cited_keys(text) == {"a", "b"}


def test_empty_note_is_borne():
    assert soup("b[^2] a[^1]\n\n[^1]:\n[^2]: B").select_one(".footnote li").p.text


def test_link_by_somebody_is_no_citation():
    page = soup("[by @a](https://www.un.org/)")

    assert (page.a.text, page.a["href"]) == ("by @a", "https://www.un.org/")


def test_wrapped_marks_in_a_quotation_are_read():
    result = rendered("> As the [[untso|first\n> observers]] said [see @a,\n> p. 3].")

    assert [link.slug for link in result.links] == ["untso"]
    assert [(m.key, m.locator) for m in result.citations] == [("a", "p. 3")]


@pytest.mark.parametrize("read", [linked_slugs, cited_keys])
def test_what_a_wrapped_text_names_is_known_before_it_is_rendered(read):
    text = "> [[unef\n> i|x\n> y]] [@a;\n> @b]\n"

    for end in ("\n", "\r\n", "\r"):
        assert read(text.replace("\n", end)) in ({"unef-i"}, {"a", "b"})


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (r"\[[unef-i]]", "[[unef-i]]"),
        (r"\[[unef-i|words]]", "[[unef-i|words]]"),
        (r"[\[unef-i]]", "[[unef-i]]"),
        (r"\[@a, p. 3]", "[@a, p. 3]"),
        (r"\[see @a]", "[see @a]"),
    ],
)
def test_backslash_makes_text_of_a_mark(written, shown):
    result = rendered(f"Write {written} here.")

    assert result.text == f"Write {shown} here."
    assert (result.links, result.citations) == ((), ())


def test_backslash_with_a_backslash_takes_nothing_away():
    assert soup(r"\\[[unef-i]]").a["href"] == "/missions/unef-i/"


def test_link_leads_to_a_part_of_a_page():
    page = soup("[[unef-i#Its mandate]] [[unef-i#end|the end]] [[#here]]")

    assert [(link["href"], link.text) for link in page.find_all("a")] == [
        ("/missions/unef-i/#its-mandate", "UNEF I"),
        ("/missions/unef-i/#end", "the end"),
        ("#here", "here"),
    ]
    assert linked_slugs("[[unef-i#Its mandate]] [[#here]]") == {"unef-i"}


def test_invisible_characters_part_no_slug_and_no_plain_word():
    result = rendered("[[un\u00adef-i]] peace\u00adkeep\u200bing")

    assert [(link.slug, link.found) for link in result.links] == [("unef-i", True)]
    assert result.text == "UNEF I peacekeeping"


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("[see [@a] here](/x/)", "see [1] here"),
        ("[the [[unef-i]] page](/x/)", "the UNEF I page"),
        ("[a <https://b.c> d](/x/)", "a https://b.c d"),
        ("[a[^1]](/x/)\n\n[^1]: Note.", "a1"),
    ],
)
def test_no_link_lies_in_a_link(written, words):
    link = soup(written).a

    assert (link["href"], link.text) == ("/x/", words)
    assert link.find("a") is None


def test_page_named_within_a_link_is_not_linked():
    assert rendered("[the [[unef-i]] page](/x/)").links == ()


def test_abbreviations_may_end_in_a_dot():
    page = soup("The U.N. and A.U.; the UN, UNX.\n\n*[U.N.]: a\n*[A.U.]: b\n*[UN]: c")

    assert [abbr.text for abbr in page.find_all("abbr")] == ["U.N.", "A.U.", "UN"]


def test_footnotes_are_numbered_in_the_order_of_their_marks():
    page = soup("b[^2] a[^1]\n\n| x[^3] |\n|---|\n| y |\n\n[^1]: A\n[^2]: B\n[^3]: C")

    assert [mark.text for mark in page.select(".footnote-ref")] == ["1", "2", "3"]
    assert [note.p.text[0] for note in page.select(".footnote li")] == ["B", "A", "C"]


@pytest.mark.parametrize("written", ["#hashtag", "#1 of them", "Words\n#hashtag"])
def test_sign_of_a_number_makes_no_heading(written):
    page = soup(written)

    assert page.h2 is None
    assert page.p.text == written


ARABIC = "قوات حفظ السلام"


def test_block_runs_the_way_of_its_first_letter():
    page = soup(
        f"{ARABIC} (UNIFIL)!\n\n- {ARABIC}\n- English\n\n## {ARABIC}\n\n"
        f"| a | 12 {ARABIC} |\n|---|---|\n| x | y |\n\nEnglish {ARABIC}"
    )

    directions = {
        element.get_text(" ", strip=True): element["dir"]
        for element in page.find_all(dir=True)
    }
    assert directions == {
        f"{ARABIC} (UNIFIL)!": "rtl",
        f"{ARABIC} English": "rtl",
        "English": "ltr",
        ARABIC: "rtl",
        f"12 {ARABIC}": "rtl",
    }


def test_contents_list_headings_with_stable_anchors():
    result = rendered("## What it did [@a]\n\n### In *1956*\n\n## What it did")

    assert [(h.level, h.anchor, h.title) for h in result.toc] == [
        (2, "what-it-did", "What it did"),
        (3, "in-1956", "In 1956"),
        (2, "what-it-did_1", "What it did"),
    ]


def test_top_heading_of_a_text_is_of_the_second_level():
    assert soup("# Title").h2.text == "Title"


def test_link_to_elsewhere_is_marked():
    link = soup("[the UN](https://www.un.org/)").a

    assert (link["rel"], link["class"]) == (["noopener"], ["external"])


def test_link_within_the_portal_is_not_marked():
    assert "rel" not in soup("[missions](/missions/)").a.attrs


@pytest.mark.parametrize(
    "address", ["https://example.org/map.png", "https:example.org", "/\\example.org/"]
)
def test_picture_from_elsewhere_becomes_a_link(address):
    page = soup(f"![A map]({address})")

    assert page.img is None
    assert page.a["href"] == address


def test_alignment_of_columns_needs_no_style():
    cell = soup("| n |\n|--:|\n| 1 |").td

    assert cell.attrs == {"align": "right"}


def test_raw_html_is_shown_as_typed():
    page = soup('A <b>word</b> and <script>alert("x")</script>')

    assert page.p.text == 'A <b>word</b> and <script>alert("x")</script>'
    assert page.script is None


def test_plain_text_leaves_signs_out():
    result = rendered(
        "## Head\n\nA *word*[^1] [@a] & [[unef-i]]\n\n"
        "| x |\n|---|\n| y |\n\n[^1]: Note."
    )

    assert result.text.split("\n") == ["Head", "A word & UNEF I", "x", "y", "Note."]


VECTORS = [
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\nscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox)",
    "![x](javascript:alert(1))",
    '![x](x "onerror=alert(1)")',
    "<javascript:alert(1)>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "<style>*{color:red}</style>",
    "<iframe src=//evil.example></iframe>",
    "[[unef-i|<script>alert(1)</script>]]",
    '[[unef-i|x" onmouseover="alert(1)]]',
    "[[<script>]]",
    '[@a, p. 1" onclick="alert(1)]',
    "[@a, <script>alert(1)</script>]",
    '## <img src=x onerror=alert(1)> {: onclick="x"}',
    "[x]: javascript:alert(1)\n\n[x]",
    "*[HTML]: <script>alert(1)</script>\n\nHTML",
    "[^1]\n\n[^1]: <script>alert(1)</script>",
    "```html onload=alert(1)\n<script>\n```",
    "\x02klzzwxh:0000\x03 <script>alert(1)</script>",
    "\ufdd0<script>\ufdd1",
]
ATTRIBUTES = {
    *("align", "alt", "aria-label", "class", "dir", "href", "id", "rel", "role"),
    *("src", "start", "tabindex", "title", "scope"),
}


@pytest.mark.parametrize("source", VECTORS)
def test_hostile_text_becomes_harmless(source):
    for element in soup(source).find_all(True):
        assert element.name not in {"script", "style", "iframe", "svg"}
        assert set(element.attrs) <= ATTRIBUTES
        for name in ("href", "src"):
            address = element.attrs.get(name, "").lower()
            scheme = re.match(r"([a-z][a-z0-9+.-]*):", address)
            assert not scheme or scheme[1] in {"http", "https", "mailto"}


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="[]|@\\`*_#<>!&;:-()\n ab1\u202e\x00é", max_size=120))
def test_any_text_renders_or_is_refused(source):
    try:
        result = rendered(source)
    except SourceRefused:
        return
    for element in BeautifulSoup(result.html, "html.parser").find_all(True):
        assert set(element.attrs) <= ATTRIBUTES


TANGLED = {
    "megabyte": "word " * 200_000,
    "brackets": "[" * 10_000,
    "double brackets": "[[" * 5_000,
    "links": "[a](" * 5_000,
    "pictures": "![" * 5_000,
    "stars": "*a " * 5_000,
    "quotations": ">" * 5_000 + "a",
    "lists": "- " * 3_000 + "a",
    "indents": "\n".join("    " * depth + "- a" for depth in range(300)),
    "backticks": "`a " * 5_000,
    "tags": "<a " * 5_000,
    "entities": "&a" * 5_000,
    "citations": "[@a; " * 2_000,
    "footnotes": "\n".join(f"[^{n}]: a" for n in range(2_000)),
    "bracket paragraphs": ("[" * 399 + "\n\n") * 480,
    "star paragraphs": ("**a*" * 600 + "\n\n") * 70,
    "table": "|a|b|\n|-|-|\n" + "|x|[[y|z]]|\n" * 5_000,
    "bars": "|" * 10_000,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", TANGLED)
def test_tangled_text_ends_soon(name):
    started = time.perf_counter()

    with suppress(SourceRefused):
        rendered(TANGLED[name])

    # Far above what is needed: without the limits these take minutes.
    assert time.perf_counter() - started < 20


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_lines_of_other_systems_are_read_as_any_other(end):
    text = "A [b](/c/) [d](/e/)\n\n- f\n- g\n\n    h\n\n" * 700

    assert rendered(text.replace("\n", end)) == rendered(text)


def test_refusal_names_the_line():
    with pytest.raises(SourceRefused) as refused:
        rendered("A paragraph.\n\n" + "[" * 10_000)

    assert refused.value.line == 3
