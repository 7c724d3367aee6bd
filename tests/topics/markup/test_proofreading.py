"""What is said of marks, and that readers would see what it says."""

import time

import pytest

from tests.topics.markup.test_render import TANGLED
from topics.markup import Target, links_to_parts, proofread, render
from topics.markup import remarks as said


def reasons(text):
    return [remark.reason for remark in proofread(text)]


def shown(text):
    result = render(text, resolve=lambda _slug: Target("/x/", "X"), cite=bool)
    return result.text


# Of each remark, texts that earn it, and it alone.
MISREAD = {
    said.UNREAD_LINK: [
        "See [[unamsil",
        "See [[unamsil] here",
        "See unamsil]] here",
        "[[a|b [x](https://u.n)]]",
        "- [[unam[sil]]",
    ],
    said.UNREAD_CITATION: [
        "In 1999 [@a and @b].",
        "In 1999 [@a; chapter 3].",
        "In 1999 [see @a",
        "In 1999 [@müller-2001].",
    ],
    said.BARE_CITATION: ["As @fortna-2008 says.", "(@fortna-2008)"],
    said.NO_NOTE: ["Words.[^1]", "Words.[^2]\n\n> x[^2]"],
    said.NO_MARK: ["Words.\n\n[^1]: A note."],
    said.NOTE_TWICE: ["Words.[^1]\n\n[^1]: One.\n[^1]: Two."],
    said.UNUSED_ADDRESS: ["[Note]: https://un.org", "Words.\n\n[a b]: /role/ 'x'"],
    said.NO_ADDRESS: ["[words][nowhere]", "![words][nowhere]"],
    said.UNUSED_ABBREVIATION: ["*[UN]: United Nations\n\nUNX", "*[U.N.]: x"],
    said.HTML: ["A <b>word", "x<br>y", "<!-- hidden -->", '<a href="x">', "</DIV>"],
    said.SIGNS: [
        *("**bold", "bold** word", "__bold", "~~gone~~"),
        *("Words {: .note}", "- [x] done", "`code", "code`` here"),
    ],
    said.UNREAD_FENCE: [
        "```\ncode",
        "~~~ sh\ncode",
        "- item\n\n    ```\n    code\n",
        "> ```\n> code\n> ```",
        "- ```\n  code",
    ],
    said.LINK_IN_LINK: [
        "[see [@a] here](https://u.n)",
        "[the [[x]] page](/role/)",
        "[a [b](/c/) d](/e/)",
        "[a <https://b.c> d](/e/)",
    ],
    said.LINK_AFTER_MARK: ["[@a](https://u.n)", "[[x]](/role/)"],
    said.EMPTY_ADDRESS: ["[words]()", "[words]( )"],
    said.NO_SCHEME: ["[x](www.un.org)", "[x](un.org/a_(b))", "[x][y]\n\n[y]: un.org"],
    said.OTHER_SCHEME: [
        "[x](ftp://un.org)",
        "[x](javascript:alert)",
        "<ftp://u.n>",
        "[x](tel:1)",
    ],
    said.TOP_HEADING: ["# Title", "Words\n# Title\nwords"],
    said.NO_HEADING: ["#hashtag", "#1 of them", "  ## Indented"],
    said.UNDERLINED: ["A line\n---", "A line\n=", "> A line\n> -----"],
    said.LOST_SIGN: ["## Programs in C#", "### C##"],
    said.NO_BOX: ['!!! "Title"\n    Words', "!!! note: Words", "Words\n!!!"],
    said.EMPTY_BOX: ["!!! note\nWords", "!!! note\n\nWords", '!!! tip "T"\nWords'],
    said.NUMBER_AS_LIST: ["1999. It ended.", "Words\n\n2001. It began.\nAgain."],
    said.NO_TERM: [": defined"],
    said.SENTENCE_AS_TERM: [
        "He said.\n: this",
        "He said.\n\n: this",
        "x" * 90 + "\n: y",
    ],
    said.NO_LIST: ["Tasks:\n- one\n- two", "Tasks:\n1. one", "> Tasks:\n> * one"],
    said.PROSE_AS_CODE: [
        "Words.\n\n    The mission began in spring.",
        "\tThe mission “began” in spring.\n\tIt ended.",
    ],
    said.NOT_NESTED: [
        "- a\n  - b",
        "1. a\n   - b",
        "- a\n\n  - b",
        "- a\n    - b\n      - c",
        "* a\n\t* b\n\t  * c",
    ],
    said.OTHER_BULLET: ["• a\n• b", "• a", "1) a\n2) b", "a) b\nb) c"],
    said.UNREAD_TABLE: [
        "Words\n| a | b |\n|---|---|\n| 1 | 2 |",
        "| a | b |\n|---|---|---|\n| 1 | 2 |",
        "|---|---|\n| 1 | 2 |",
    ],
    said.UNEVEN_ROW: [
        "| a | b |\n|---|---|\n| 1 |",
        "a | b\n--|--\n1 | 2 | 3",
        "| a | b |\n|---|---|\n| 1 | 2 |\nWords.",
    ],
}
PAIRS = [(reason, text) for reason, texts in MISREAD.items() for text in texts]


@pytest.mark.parametrize(("reason", "text"), PAIRS)
def test_mark_that_is_misread_is_named(reason, text):
    assert set(reasons(text)) == {reason}


def test_each_remark_has_a_text_that_earns_it():
    every = {value for name, value in vars(said).items() if name.isupper()}

    assert set(MISREAD) == every - {said.MOST_QUOTED}


SOUND = [
    "[[a]] [[a|b]] [[a#b|c\nd]] [@a] [see @a, p. 3; -@{b}]",
    "[@a][@b] [see @a][see @b] [[a]][[b]] [@a]: [@b]; [@c]",
    r"\[[a]] \[@a] \# \*\*x \<b> \@a \[^1] \[a][b]",
    "`[[a\n<b>` \\` ``[@ ` <b>`` `[^1]` `**`",
    "```\n[[a\n# b\n<i>\n```\n\n~~~ sh\n- a\n  - b\n~~~",
    "Words\n\n    If a then b;\n\n    Title = the words of it.\n\n    make run now",
    "Words\n\n    [[code\n    <b>\n\nWords",
    "a[^1] b[^x y] a[^1]\n\n[^1]: One.\n\n    More.\n[^x y]: Two.",
    "[a](https://b.c/d_(e).pdf) [f](/role/ 'g') [h](#i) [j](mailto:k@l.m) <https://n.o>",
    "[a][b] [b][] [B]\n\n[b]: https://c.d 'e'",
    '![](image:convoy) ![words](image:convoy "caption") [![x](image:y)](/z/)',
    "[a [b] c](/d/) [1]: words [me@example.org] a@b.c 5 @ 6 @nobody",
    "*[UN]: United Nations\n\nThe UN.",
    "## A\n\n### B\n- one\n- two\n\n## C #5 and C\\#\n\n## D ##",
    '!!! note\n    a\n\n!!! tip "A title"\n\n    b\n\n!!!warning',
    "- a\n- b\n\n    more\n\n    - c\n        - d\n- e\ngoes on\n- f\n\n1. g\n2. h",
    "Term\n: one\n: two\n\nOther term\n:   three\n\n    four",
    "| a | b |\n|:--|--:|\n| `c|d` | [[e|f]] |\n| g \\| h | [[i\\|j]] |\n",
    "a | b\n-|-\nc | d",
    "| a |\n|---|\n| b |",
    "> Words\n>\n> - a\n> - b\n\n!!! note\n    Words\n\n    - a",
    "2 * 3 < 4 & 5 > 4; 2**3; a_b__c; **bold** __bold__ ***both*** _x_ 50 %",
    "In 1999 it fell\n1999. It rose\n\n* * *\n\n---\n\nWords\n***\nwords",
    "Words &nbsp; &amp; <x>",
    "Line  \nbreak – with a dash\n– and another (1) of\n(2) two",
    "One\r\n\r\n- two\r\n- three\r\r| a | b |\r|---|---|\r| c | d |\r",
]


@pytest.mark.parametrize("text", SOUND)
def test_nothing_is_said_of_what_is_read(text):
    assert [remark for remark in proofread(text) if not remark.key] == []


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("See [[unamsil here", "[[unamsil"),
        ("In 1999 [@a; chapter 3].", "[@a; chapter 3]"),
        ("Words.[^1]", "[^1]"),
        ("A <b>word", "<b>"),
        ("**bold", "**bold"),
        ("```\ncode", "```"),
        ("[words][nowhere]", "[nowhere]"),
        ("#hashtag", "#hashtag"),
        (": defined", ": defined"),
        ("Tasks:\n- one", "- one"),
        ("• a", "• a"),
        ("Words\n| a | b |\n|---|---|", "|---|---|"),
    ],
)
def test_readers_would_see_what_is_called_as_typed(text, typed):
    assert typed in shown(text)


def test_lines_and_words_are_those_of_the_text():
    remarks = proofread("One [[a]]\r\n\r\nTwo `[[` [[b\r\n\r\n# Three\r\n")

    assert [(remark.line, remark.words) for remark in remarks] == [
        (3, "[[b"),
        (5, "# Three"),
    ]


def test_links_to_parts_have_their_lines():
    text = "[[a]] `[[b#c]]`\n\n[[d#E f|g]] [[#h]] \\[[i#j]]"

    assert links_to_parts(text) == [(3, "d", "e-f"), (3, "", "h")]


LARGE = {
    **TANGLED,
    "backslashes": "\\" * 199_000,
    "marks": "[see @a " * 24_000,
    "links": "[a](b) " * 28_000,
    "HTML": "<b>" * 66_000,
    "notes": "[^1]: a\n" * 24_000,
    "addresses": "[a]: b\n" * 28_000,
    "abbreviations": "".join(f"*[A{n}]: b\n" for n in range(14_000)),
    "rows": "|a|b|\n|-|-|\n" + "|x|\n" * 49_000,
    "blank": "\n" * 199_000,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", LARGE)
def test_large_text_is_soon_read(name):
    started = time.perf_counter()

    proofread(LARGE[name][:200_000])

    # Far above what is needed.
    assert time.perf_counter() - started < 10
