"""Python-Markdown's footnotes, with time in proportion to the references."""

from markdown.extensions.footnotes import FootnoteExtension


class Footnotes(FootnoteExtension):
    """References to one note are counted, where the extension tries all numbers from
    the first, and looks through all notes for each reference."""

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
