"""What a text may cost: it is shown soon, or refused with the line."""

import random
import time

import pytest

from topics.markup import MAX_CHARACTERS, SourceRefused, Target, meter, render

SIZE = MAX_CHARACTERS
CONSTRUCTS = {
    "headings": ["# a", "###### a", "#", "a\n=", "a\n---", "## a ##", "---", "* * *"],
    "escapes": ["\\", "\\*", "\\[", "\\#", "a\\", "a  "],
    "lists": ["- a", "1. a", "99) a", "- a\n    - b\n        - c", "* a\n+ b", "- # a"],
    "blocks": ["> a", "> > > > > a", "> - a", "    a", "        a", "- a\n\n        b"],
    "code": [
        "```\na\n```",
        "```",
        "`",
        "``a`",
        "`a`",
        "```a b",
        "~~~",
        "```hl_lines='",
    ],
    "emphasis": ["*a*", "*a", "**a**", "***a* b**", "_a_", "_a", "*", "_*", "a_b_c"],
    "links": ["[a](b)", '[a](b "c")', "[a](", '[a](b "', "[a](<", "[", "[a", "]", "[]"],
    "nested links": ["[[[a]]]", "[a [b](c)](d)", "[a](b(c(d)))", "[a](("],
    "images": ["![a](b)", "![a](image:x)", "![", "![a][b]", '![a](image:x "c")'],
    "references": ["[a]: b", "[a][b]", "[a]", '[a]: "', "[a]: b 'c' d", "[a]:\n b"],
    "wiki-links": ["[[a]]", "[[a|b]]", "[[", "[[a|b]", "[[a|"],
    "citations": ["[@a]", "[@a, p. 1; @b]", "[@a", "[@a; b]", "@a"],
    "footnotes": [
        "[^1]",
        "[^1]: a",
        "[^a]: b\n    c\n\n    d",
        "[^",
        "[^1]\n\n[^1]: a",
    ],
    "abbreviations": ["*[A]: b", "*[AB]: b\nAB", "*[a", "A ", "*[a]: b\n\na-a"],
    "definitions": ["a\n: b", "a\n:   b\n\n    c", ": a", "a\nb\n: c\n: d", "a\n\n: b"],
    "tables": [
        "|a|b|\n|-|-|\n|c|d|",
        "|",
        "|a|b|",
        "|-",
        "|a" * 60 + "|\n" + "|-" * 60,
    ],
    "admonitions": [
        "!!! note\n    a",
        "!!!",
        '!!! a "b',
        "!!! a\n    !!! b\n        c",
    ],
    "HTML": ["<b>a</b>", "<", "<!--", "<a href='", "&amp;", "&", "&#123;", "<![CDATA["],
    "addresses": ["<http://a.b>", "<a@b.c>", "http://a.b/", "<http:", "<a@"],
    "plain": ["word", "a", ".", "1", "(", ")", '"', "'", ":", "a,", "=", "-", "~", "^"],
    "spaces": [" ", "\t", "\xa0", " \t ", "a\r", "a\u2028", "\x0b", "\x02"],
    "Unicode": ["e\u0301", "\u0301\u0323", "\u200d", "\U0001f600", "\u1fef", "\ufdd0"],
}
UNITS = [unit for units in CONSTRUCTS.values() for unit in units]
BETWEEN = ["", " ", "\n", "\n\n", "\n    "]
NUMBERED = [
    "[^{0}]",
    "[^{0}]: a",
    "*[A{0}]: b",
    "A{0}",
    "## a {0}",
    "[r{0}]: b",
    "[r{0}]",
]


def cost(text):
    """Seconds of one core for a text, and the line that is refused, or None."""
    begun = time.thread_time()
    try:
        render(text, resolve=lambda slug: Target("/", slug), cite=lambda key: True)
        line = None
    except SourceRefused as refused:
        line = refused.line
    return time.thread_time() - begun, line


def mixed(seed):
    """A text of one to three constructs, in a row or each many times after the other,
    perhaps with a long paragraph; the same for a seed."""
    choose = random.Random(seed)  # noqa: S311
    parts = [
        choose.choice([choose.choice(UNITS), choose.choice(NUMBERED)])
        + choose.choice(BETWEEN)
        for _ in range(choose.randint(1, 3))
    ]
    size = choose.choice([SIZE // 10, SIZE])
    if choose.random() < 0.5:
        parts = ["".join(parts)]
    each = size // len(parts)
    text = "".join(
        "".join(part.replace("{0}", str(n)) for n in range(each // len(part)))
        for part in parts
    )
    prose = choose.choice(["", "", "\n\n", " "])
    return (text + prose + "a word " * (size // 7 * bool(prose)))[:SIZE]


@pytest.fixture
def tenth(monkeypatch):
    """A tenth of what may be spent, to try ten times as many texts."""
    monkeypatch.setattr(meter, "MAX_COST", meter.MAX_COST // 10)


@pytest.mark.parametrize("start", range(0, 100, 20))
def test_texts_of_any_constructs_are_shown_or_refused_soon(tenth, start):
    costs = {seed: cost(mixed(seed))[0] for seed in range(start, start + 20)}

    # To read and check 200,000 characters takes as long as the tenth itself.
    assert {seed: took for seed, took in costs.items() if took > 1} == {}


WORST = {
    "heading on each line": "# a\n",
    "underlined heading on each line": "a\n=\n",
    "rule on each line": "---\n",
    "definition on each line": "a\n: b\n",
    "short paragraphs": "a\n\n",
    "citations": "[@a; @b]\n\n",
    "links": "[[a|b]]\n\n",
    "backslashes": "\\",
    "table cells": "|a|b|\n|-|-|\n" + "|c|d|\n" * 100,
    "references to one note": "[^1]: a\n\n" + "[^1] " * 99,
    "words that are abbreviations": "*[a]: b\n\n" + "a-" * 99_000,
    "brackets before a long paragraph": "[a " * 500 + "word " * 38_000,
    "addresses before a long paragraph": "[a](" * 400 + "word " * 38_000,
    "quotation marks after an address": '[a]: "' + '"' * 190_000 + " x",
    "spaces after a fence": "```" + " " * 190_000 + "x",
    "lines of a fence": "```hl_lines='\n" + "'\n" * 90_000,
    "fences that stay open": "```a\n",
    "accents out of order": "e" + "\u0301\u0323" * 99_000,
    "cells of a wide table": "|a" * 400 + "|\n" + "|-" * 400 + "|\n" + "|b\n" * 60_000,
}


@pytest.mark.parametrize("name", WORST)
def test_worst_texts_are_shown_or_refused_within_two_seconds(name):
    text = WORST[name]

    took, _line = cost((text * (SIZE // len(text)))[:SIZE])

    assert took < 2


@pytest.mark.parametrize("name", set(WORST) - {"accents out of order"})
def test_refused_text_is_shown_where_it_begins_or_ends(tenth, name):
    before = "A paragraph.\n\n" * 10
    text = WORST[name]

    _took, line = cost(before + (text * (SIZE // len(text)))[: SIZE - len(before)])

    assert line is None or line > 20


def test_a_page_of_prose_as_long_as_may_be_is_shown():
    paragraph = (
        "A *mission* of the [[united-nations]] was sent in 1999 [@a, p. 12]; its "
        "`mandate` said **so**.[^1] See [the report](https://example.org/a_b) (again)."
    )
    text = "\n\n".join([f"## Part {n}\n\n{paragraph * 4}" for n in range(270)])

    _took, line = cost(f"{text}\n\n[^1]: A note.\n"[-SIZE:])

    assert line is None


def test_letter_may_have_as_many_accents_as_words_have():
    assert cost("Vietnamese ệ̂, Devanagari क्षि, Hebrew בְּרֵאשִׁית " * 100)[1] is None
    assert cost("a\n\ne" + "\u0301" * 31)[1] == 3
