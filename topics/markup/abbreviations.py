"""`*[U.N.]: United Nations`: abbreviations that may end in a dot."""

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.abbr import AbbrExtension, AbbrTreeprocessor


class Abbreviations(AbbrExtension):
    """Markdown's own, but that an abbreviation need not end in a letter."""

    def extendMarkdown(self, md: Markdown) -> None:
        super().extendMarkdown(md)
        abbreviations = self.abbrs  # type: ignore[attr-defined]
        md.treeprocessors.register(_Abbreviations(md, abbreviations), "abbr", 7)


class _Abbreviations(AbbrTreeprocessor):
    def run(self, root: Element) -> None:
        if self.abbrs:
            longest_first = sorted(self.abbrs, key=len, reverse=True)
            words = "|".join(map(re.escape, longest_first))
            self.RE = re.compile(rf"(?<!\w)(?:{words})(?!\w)")
            self.iter_element(root)
