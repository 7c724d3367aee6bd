"""The direction of writing of each block, where it is not that of the page."""

import re
import unicodedata
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

_BLOCKS = set(
    "blockquote dd div dl dt figcaption h2 h3 h4 h5 h6 li ol p table td th ul".split()
)
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_DIRECTIONS = {"L": "ltr", "R": "rtl", "AL": "rtl"}
# Where Markdown has put away what it will put back at the end.
_PUT_AWAY = re.compile("\2[^\3]*\3")


class Direction(Extension):
    """A block runs the way of its first letter, as `dir="auto"` would have it, and as
    its bullets, its columns and the blocks within need to know."""

    def extendMarkdown(self, md: Markdown) -> None:
        # When all else is in place.
        md.treeprocessors.register(_Direction(md), "direction", 3)


class _Direction(Treeprocessor):
    def run(self, root: Element) -> None:
        if any(_RIGHT_TO_LEFT.search(text) for text in root.itertext()):
            for block in root:
                _set_directions(block, "ltr")


def _set_directions(element: Element, inherited: str) -> None:
    own = inherited
    if element.tag in _BLOCKS:
        own = _first_direction(element) or inherited
        if own != inherited:
            element.set("dir", own)
    elif element.tag == "pre" and inherited != "ltr":
        own = "ltr"
        element.set("dir", own)
    for child in element:
        _set_directions(child, own)


def _first_direction(element: Element) -> str | None:
    for letter in _letters(element):
        if direction := _DIRECTIONS.get(unicodedata.bidirectional(letter)):
            return direction
    return None


def _letters(element: Element) -> Iterator[str]:
    for text in element.itertext():
        yield from _PUT_AWAY.sub("", text)
