"""What the page adds to the shape of a text: headings, tables, links to elsewhere."""

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockprocessors import HashHeaderProcessor
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

# Browsers take a backslash for a slash, and leave out tabs and the like.
_PATH = re.compile(r"/(?![/\\])[^\s\\]*")


class Outline(Extension):
    """Headings start at level two (the page's title is level one), wide tables
    scroll in a box of their own, links and pictures from elsewhere are marked."""

    def extendMarkdown(self, md: Markdown) -> None:
        # Before headings get their anchors (toc, 5).
        md.treeprocessors.register(_Outline(md), "outline", 11)
        md.parser.blockprocessors.register(_Headings(md.parser), "hashheader", 70)


class _Headings(HashHeaderProcessor):
    """`#hashtag` and `#1` are no headings; `##Heading` is one."""

    RE = re.compile(
        HashHeaderProcessor.RE.pattern.replace("#{1,6}", r"#{2,6}|#(?=[ \t])")
    )


class _Outline(Treeprocessor):
    def run(self, root: Element) -> None:
        _unnest(root)
        for element in root.iter():
            if element.tag == "h1":
                element.tag = "h2"
            elif element.tag == "img":
                _keep_picture_local(element)
            elif element.tag == "a":
                _mark_external(element)
        for number, (parent, table) in enumerate(_tables(root), start=1):
            _wrap(parent, table, number)


def _unnest(root: Element) -> None:
    # HTML has no link in a link: a browser would end the outer one there.
    inner = [a for link in root.iter("a") for a in link.iter("a") if a is not link]
    for element in inner:
        element.tag = "span"
        for name in {*element.attrib} - {"data-key", "data-locator"}:
            del element.attrib[name]


def _is_elsewhere(address: str) -> bool:
    return "://" in address or address.startswith("//")


def _mark_external(link: Element) -> None:
    if _is_elsewhere(link.get("href", "")):
        link.set("class", "external")
        link.set("rel", f"{link.get('rel', '')} noopener".strip())


def _keep_picture_local(picture: Element) -> None:
    # A page loads nothing from other sites, so their pictures become links.
    address = picture.get("src", "")
    if not _PATH.fullmatch(address):
        picture.tag = "a"
        picture.text = picture.get("alt") or address
        picture.attrib.clear()
        picture.attrib.update({"href": address})
        _mark_external(picture)


def _tables(root: Element) -> list[tuple[Element, Element]]:
    return [
        (parent, child)
        for parent in root.iter()
        for child in parent
        if child.tag == "table"
    ]


def _wrap(parent: Element, table: Element, number: int) -> None:
    place = list(parent).index(table)
    box = Element("div", {"class": "table-scroll", "role": "region", "tabindex": "0"})
    box.set("aria-label", f"Table {number}")
    box.tail, table.tail = table.tail, None
    parent.remove(table)
    box.append(table)
    parent.insert(place, box)
