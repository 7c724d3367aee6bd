"""Footnotes numbered in the order of their marks, wherever their words stand."""

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.footnotes import FootnoteExtension
from markdown.treeprocessors import Treeprocessor


class Footnotes(FootnoteExtension):
    """Markdown's own, but that its numbers follow the whole tree: inline patterns do
    not run in reading order."""

    def __init__(self) -> None:
        super().__init__(USE_DEFINITION_ORDER=False)

    def extendMarkdown(self, md: Markdown) -> None:
        super().extendMarkdown(md)
        # After inline patterns (20), before the notes are put in order (19).
        md.treeprocessors.register(_Numbering(self), "footnote_numbers", 19.5)


class _Numbering(Treeprocessor):
    def __init__(self, footnotes: Footnotes) -> None:
        super().__init__()
        self.footnotes = footnotes

    def run(self, root: Element) -> None:
        numbers: dict[str, int] = {}
        for mark in root.iter("a"):
            if mark.get("class") == "footnote-ref":
                name = mark.get("href", "").partition(self.footnotes.get_separator())[2]
                mark.text = str(numbers.setdefault(name, len(numbers) + 1))
        self.footnotes.footnote_order = list(numbers)
