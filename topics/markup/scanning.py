"""Which topics, sources and images a text may name, without rendering it."""

import re
from typing import NamedTuple

from markdown.extensions.toc import slugify_unicode

from topics.markup.characters import visible

# A bar inside [[slug|words]] would end a table cell, so it is put away under these
# two noncharacters before Markdown sees the text, and what is left of them (in
# code) is put back at the end. The second stands for a bar written with a backslash.
BAR, ESCAPED_BAR = "\ufdd0", "\ufdd1"

WIKI_LINK = re.compile(
    rf"\[\[([^\[\]|{BAR}{ESCAPED_BAR}\\]{{1,200}})"
    rf"(?:(?:\\?\||{BAR}|{ESCAPED_BAR})([^\[\]]{{1,500}}))?\]\]"
)
# Python-Markdown puts away what it has read between \2 and \3.
CITATION = re.compile(r"\[([^\[\]\2\3]{1,500})\](?P<link>(?=\(|\[[^\[\]@]{0,200}\]))?")
IMAGE_SCHEME = "image:"
IMAGE = re.compile(rf"{IMAGE_SCHEME}([^\s<>()\[\]\"']{{1,200}})")
_CITED = re.compile(
    r"(?P<prefix>[^@]*\s|)-?@"
    r"(?:\{(?P<braced>[^{}\s@]+)\}|(?P<key>[A-Za-z0-9][A-Za-z0-9_.:-]*))"
    r"(?P<suffix>(?:[\s,].*)?)",
    re.DOTALL,
)
_NEXT_CITED = re.compile(r";|,(?=\s*-?@)")
_ANOTHER_KEY = re.compile(r"(?:^|\s)-?@")
_LINE_END = re.compile(r"\r\n?")
# A line end within a paragraph, with what a quotation puts before the next line.
_WRAP = re.compile(r"\n[ \t]*(?:>[ \t]?)*")


class CitedItem(NamedTuple):
    """One source in a citation: the words before it, its key, the place in it."""

    prefix: str
    key: str
    locator: str


def slug_of(written: str) -> str:
    """The slug meant by `Quick impact projects` or `unamsil`."""
    return re.sub(r"[\s_]+", "-", visible(written).strip().lower())


def slug_and_part(written: str) -> tuple[str, str]:
    """The slug and the anchor that `unamsil#Its mandate` means; either may be empty."""
    slug, _, part = written.partition("#")
    return slug_of(slug), slugify_unicode(part.strip(), "-")


def linked_slugs(source: str) -> set[str]:
    """Slugs in wiki-links; may include some that are in code."""
    links = WIKI_LINK.finditer(unwrapped(source))
    return {slug for link in links if (slug := slug_and_part(link[1])[0])}


def cited_keys(source: str) -> set[str]:
    """Keys in citation marks; may include some that are in code."""
    return {
        item.key
        for match in CITATION.finditer(unwrapped(source))
        for item in cited_items(match)
    }


def depicted_slugs(source: str) -> set[str]:
    """Slugs of images; may include some that are in code or in running text."""
    return {slug_of(match[1]) for match in IMAGE.finditer(source)}


def plain_lines(source: str) -> str:
    """A text whose lines end in line feeds, whatever system wrote it."""
    return _LINE_END.sub("\n", source)


def unwrapped(source: str) -> str:
    """A text with its lines joined to one."""
    return _WRAP.sub(" ", plain_lines(source))


def with_whole_citations(source: str) -> str:
    """A text in which no citation runs over the end of a line."""
    return CITATION.sub(lambda match: _WRAP.sub(" ", match[0]), source)


def is_escaped(text: str, place: int) -> bool:
    """Whether a backslash takes the meaning from what stands at a place."""
    start = place
    while start and text[start - 1] == "\\":
        start -= 1
    return (place - start) % 2 == 1


def cited_items(match: re.Match[str]) -> list[CitedItem]:
    """What a match of CITATION cites, in Pandoc's syntax: `[see @a, p. 3; -@{b}]`.
    Empty if it is no citation, as `[me@example.org]` and `[by @a](address)`."""
    marks = match[1]
    has_key_first = marks.lstrip().startswith(("@", "-@"))
    is_link = match["link"] is not None and not has_key_first
    if "@" not in marks or marks.startswith("^") or is_link:
        return []
    items = []
    for part in _NEXT_CITED.split(marks):
        cited = _CITED.fullmatch(part.strip())
        if not cited or _ANOTHER_KEY.search(cited["suffix"]):
            return []
        key = cited["braced"] or cited["key"].rstrip(".")
        locator = unwrapped(cited["suffix"]).strip(" \t,")
        items.append(CitedItem(unwrapped(cited["prefix"]).strip(), key, locator))
    return items
