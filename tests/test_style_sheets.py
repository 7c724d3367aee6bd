"""How style sheets are written: one file a component, colours in one place."""

import re
from collections import defaultdict
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib import admin

SHEETS = {
    path.name: re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
    for path in (settings.BASE_DIR / "static" / "css").glob("*.css")
}
LONGEST_SHEET = 150
CLASS = re.compile(r"\.([a-z][\w-]*)")
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch|color)\(")


def selectors(text):
    rules = re.findall(r"([^{};]+)\{", text)
    return [
        selector.strip()
        for rule in rules
        if not rule.strip().startswith("@")
        for selector in rule.split(",")
    ]


def styled(selector):
    """The classes of what a selector styles, not of what that stands in."""
    parts = [part for part in re.split(r"[\s>+~]+", selector) if CLASS.search(part)]
    return CLASS.findall(parts[-1]) if parts else []


def test_class_is_styled_in_one_file():
    files = defaultdict(set)
    for name, text in SHEETS.items():
        for selector in selectors(text):
            for word in styled(selector):
                files[word].add(name)

    assert {word: names for word, names in files.items() if len(names) > 1} == {}


@pytest.mark.parametrize("name", sorted(SHEETS))
def test_sheet_is_short_and_overrides_nothing_by_force(name):
    text = (settings.BASE_DIR / "static" / "css" / name).read_text()

    assert len(text.splitlines()) <= LONGEST_SHEET
    assert "!important" not in text
    assert not [s for s in selectors(SHEETS[name]) if "#" in s]


def test_colours_are_tokens():
    hard = {
        name: found
        for name, text in SHEETS.items()
        if name != "tokens.css" and (found := COLOUR.findall(text))
    }

    assert hard == {}


def words(folder, pattern, written=r"[\w-]+"):
    files = (settings.BASE_DIR / folder).rglob(pattern)
    return set(re.findall(written, "\n".join(path.read_text() for path in files)))


def test_styled_classes_are_used():
    classes = {
        name
        for text in SHEETS.values()
        for selector in selectors(text)
        for name in CLASS.findall(selector)
    }
    templates = words("templates", "*.html") | words("templates", "*.svg")
    templates |= words(Path(admin.__file__).parent / "templates", "*.html")
    python = words("topics", "*.py", r'"([\w-]+)"')
    # As in class="ego-graph__node--{{ step }}".
    beginnings = tuple(word for word in templates if word.endswith("--"))

    unused = {
        name
        for name in classes - templates - python - words("static/js", "*.js")
        if not name.startswith(beginnings)
    }

    assert unused == set()
