"""Which topics, sources and images a text may name, without rendering it."""

import re

# A bar inside [[slug|words]] would end a table cell, so it is put away under these
# two noncharacters before Markdown sees the text, and what is left of them (in
# code) is put back at the end. The second stands for a bar written with a backslash.
BAR, ESCAPED_BAR = "\ufdd0", "\ufdd1"

WIKI_LINK = re.compile(
    rf"\[\[([^\[\]|{BAR}{ESCAPED_BAR}\n\\]{{1,200}})"
    rf"(?:(?:\\?\||{BAR}|{ESCAPED_BAR})([^\[\]\n]{{1,500}}))?\]\]"
)
CITATION = re.compile(r"\[(@[^\[\]\n]{1,500})\]")
IMAGE_SCHEME = "image:"
IMAGE = re.compile(rf"{IMAGE_SCHEME}([^\s<>()\[\]\"']{{1,200}})")
CITED_ITEM = re.compile(r"@([A-Za-z0-9][A-Za-z0-9_.:-]*)(?:\s*,\s*(.+))?", re.DOTALL)


def slug_of(written: str) -> str:
    """The slug meant by `Quick impact projects` or `unamsil`."""
    return re.sub(r"[\s_]+", "-", written.strip().lower())


def linked_slugs(source: str) -> set[str]:
    """Slugs in wiki-links; may include some that are in code."""
    return {slug_of(match[1]) for match in WIKI_LINK.finditer(source)}


def cited_keys(source: str) -> set[str]:
    """Keys in citation marks; may include some that are in code."""
    return {
        key for match in CITATION.finditer(source) for key, _ in cited_items(match[1])
    }


def depicted_slugs(source: str) -> set[str]:
    """Slugs of images; may include some that are in code or in running text."""
    return {slug_of(match[1]) for match in IMAGE.finditer(source)}


def cited_items(marks: str) -> list[tuple[str, str]]:
    """`@a, p. 3; @b` as [("a", "p. 3"), ("b", "")]; empty if it is no citation."""
    items = []
    for part in marks.split(";"):
        match = CITED_ITEM.fullmatch(part.strip())
        if not match:
            return []
        items.append((match[1].rstrip("."), (match[2] or "").strip()))
    return items
