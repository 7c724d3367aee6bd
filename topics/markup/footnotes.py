"""Footnotes numbered in the order of their marks, wherever their words stand, with
time in proportion to the marks."""

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.footnotes import FootnoteExtension
from markdown.treeprocessors import Treeprocessor


class Footnotes(FootnoteExtension):
    """Markdown's own, but for the order: its option for that goes by inline patterns,
    which do not run in reading order, and fails at an empty note. Marks of one note are
    counted, where the extension tries all numbers from the first, and looks through all
    notes for each mark."""

    def extendMarkdown(self, md: Markdown) -> None:
        super().extendMarkdown(md)
        # After inline patterns (20), before marks of the same note are told apart (15).
        md.treeprocessors.register(_Ordering(self), "footnote_order", 19)

    def unique_ref(self, reference: str, found: bool = False) -> str:
        """The anchor of a reference, if it was `found` in the text; of its note's first
        one else."""
        if not found:
            return reference
        count = self.found_refs[reference] = self.found_refs.get(reference, 0) + 1
        if count == 1:
            return reference
        separator = self.get_separator()
        return reference.replace(separator, f"{count}{separator}", 1)

    def addFootnoteRef(self, id: str) -> None:
        """Nothing: it is the order of definitions in which notes are shown."""


class _Ordering(Treeprocessor):
    def __init__(self, footnotes: Footnotes) -> None:
        super().__init__()
        self.footnotes = footnotes

    def run(self, root: Element) -> None:
        numbers: dict[str, int] = {}
        for mark in root.iter("a"):
            if mark.get("class") == "footnote-ref":
                note = mark.get("href", "").removeprefix("#")
                mark.text = str(numbers.setdefault(note, len(numbers) + 1))
        for notes in root.iterfind("div[@class='footnote']/ol"):
            last = len(numbers) + 1
            notes[:] = sorted(notes, key=lambda n: numbers.get(n.get("id", ""), last))
            self._name_ways_back(notes)

    def _name_ways_back(self, notes: Element) -> None:
        title = self.footnotes.getConfig("BACKLINK_TITLE")
        for number, note in enumerate(notes, start=1):
            for link in note.iterfind(".//a[@class='footnote-backref']"):
                link.set("title", title.format(number))
