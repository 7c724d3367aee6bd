"""How templates are written: what a person needs to read them and to trust them."""

import re

from django.conf import settings

FOLDER = settings.BASE_DIR / "templates"
TEMPLATES = {
    str(path.relative_to(FOLDER)): path.read_text() for path in FOLDER.rglob("*.*")
}
LONGEST_LINE = 120
INCLUDE = re.compile(r'{% include "([^"]+)"(.*?) %}')
# Markup from the database, sanitised or rendered when it was stored.
# Who hands what to the one partial that trusts markup.
TRUSTS = "includes/_sanitised.html"
STORED_MARKUP = {
    "citing/_item.html": ["citation"],
    "includes/_prose.html": ["html"],
    "topics/_source_words.html": ["source.reference"],
    "topics/topic_detail.html": ["page.head", "page.article", "page.onward"],
}
# A template's loop over facets is too slow: docs/performance.md.
ESCAPES_ITSELF = {"topics/templatetags/lists.py", "topics/templatetags/metadata.py"}


def test_no_line_is_long():
    long = [
        f"{name}:{number}"
        for name, text in TEMPLATES.items()
        for number, line in enumerate(text.splitlines(), 1)
        if len(line) > LONGEST_LINE
    ]

    assert long == []


def test_partial_says_first_what_it_takes():
    silent = [
        name
        for name, text in TEMPLATES.items()
        if "/_" in name and not text.startswith("{# takes: ")
    ]

    assert silent == []


def test_partial_gets_what_it_takes_and_no_more():
    wrong = []
    for name, text in TEMPLATES.items():
        for partial, words in INCLUDE.findall(text):
            if partial not in TEMPLATES:  # Django's own
                continue
            takes = TEMPLATES[partial].split("#}\n{% ")[0].split("#}\n<")[0]
            given = re.findall(r"(\w+)=", words)
            if not words.endswith(" only") or any(
                not re.search(rf"\b{argument}\b", takes) for argument in given
            ):
                wrong.append((name, partial, given))

    assert wrong == []


def test_only_stored_markup_is_trusted():
    trusted = {
        name: found
        for name, text in TEMPLATES.items()
        if (found := re.findall(rf'"{TRUSTS}" with html=([\w.]+)', text))
    }

    assert trusted == STORED_MARKUP
    assert [name for name, text in TEMPLATES.items() if "|safe" in text] == [TRUSTS]
    assert not [t for t in TEMPLATES.values() if re.search("autoescape|safeseq", t)]


def test_only_what_escapes_by_itself_makes_markup():
    makers = {
        str(path.relative_to(settings.BASE_DIR))
        for package in ("topics", "portal")
        for path in (settings.BASE_DIR / package).rglob("*.py")
        if re.search("mark_safe|SafeString|SafeText", path.read_text())
    }

    assert makers == ESCAPES_ITSELF
