"""`[see @key, p. 12; @other]` (Pandoc's citation syntax) as numbered marks."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from topics.markup.scanning import CITATION, cited_items, is_escaped

Cite = Callable[[str], bool]


@dataclass(frozen=True)
class CitationMark:
    """One mark in a text: the source's key and number, the place in the source,
    the anchor of the mark, and whether the bibliography has the source."""

    key: str
    number: int
    locator: str
    anchor: str
    found: bool


class CitationMarks(Extension):
    """Collects the marks of one text in `marks`, in reading order.

    A source keeps the number of its first mark; unknown sources get none (0).
    """

    def __init__(self, cite: Cite) -> None:
        super().__init__()
        self.cite = cite
        self.marks: list[CitationMark] = []

    def extendMarkdown(self, md: Markdown) -> None:
        md.inlinePatterns.register(_CitationProcessor(CITATION.pattern), "cite", 184)
        # Inline patterns (20) do not run in reading order, so numbers come from the
        # whole tree; after toc (5), so that they never get into a heading's anchor.
        md.treeprocessors.register(_Numbering(md, self), "citation_numbers", 4)


class _CitationProcessor(InlineProcessor):
    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        items = cited_items(m)
        if not items or is_escaped(data, m.start(0)):
            return None, None, None
        group = Element("span", {"class": "citation"})
        marks_before = [f"{item.prefix} " if item.prefix else "" for item in items]
        group.text = AtomicString(f"[{marks_before[0]}")
        for item, before in zip(items, [*marks_before[1:], None], strict=True):
            mark = SubElement(group, "a", {"data-key": item.key})
            mark.set("data-locator", item.locator)
            mark.tail = AtomicString("]" if before is None else f"; {before}")
        return group, m.start(0), m.end(0)


class _Numbering(Treeprocessor):
    def __init__(self, md: Markdown, extension: CitationMarks) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: Element) -> None:
        numbers: dict[str, int] = {}
        counts: dict[str, int] = {}
        for element in root.iter():
            key = element.attrib.pop("data-key", None)
            if key is None:
                continue
            locator = element.attrib.pop("data-locator", "")
            found = self.extension.cite(key)
            if found:
                numbers.setdefault(key, len(numbers) + 1)
            counts[key] = counts.get(key, 0) + 1
            mark = CitationMark(
                key, numbers.get(key, 0), locator, f"cite-{key}-{counts[key]}", found
            )
            self.extension.marks.append(mark)
            _show(element, mark)


def _show(element: Element, mark: CitationMark) -> None:
    where = f", {mark.locator}" if mark.locator else ""
    element.set("id", mark.anchor)
    if mark.found:
        element.text = AtomicString(f"{mark.number}{where}")
        # Within a link it is none itself.
        if element.tag == "a":
            element.set("href", f"#ref-{mark.key}")
            element.set("role", "doc-noteref")
    else:
        element.tag = "span"
        element.set("class", "missing-source")
        element.text = AtomicString(f"@{mark.key}{where}")
