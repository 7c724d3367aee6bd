"""`![](image:slug)` as a figure with caption, credit and licence.

`![words](image:slug "words")` has an alternative text and a caption of its own.
"""

from collections.abc import Callable
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from topics.markup.scanning import IMAGE_SCHEME, slug_of

# A picture is as wide as the column of text, or as the window.
SIZES = "(min-width: 44rem) 42rem, 100vw"
# Where a figure may be; elsewhere it comes after the block that names it.
_FLOW = {"div", "blockquote", "li", "dd", "td", "th"}


@dataclass(frozen=True)
class Picture:
    """What is shown of an image. `files` are pairs of address and width, the largest
    last; `width` and `height` are those of the largest."""

    files: tuple[tuple[str, int], ...]
    width: int
    height: int
    alt: str
    caption: str
    credit: str
    licence: str
    licence_url: str = ""


@dataclass(frozen=True)
class ImageMark:
    """An image as named in a text; `found` is False when there is none of the slug."""

    slug: str
    found: bool


Depict = Callable[[str], Picture | None]


class Images(Extension):
    """Collects the images of one text in `marks`, each slug once."""

    def __init__(self, depict: Depict) -> None:
        super().__init__()
        self.depict = depict
        self.marks: dict[str, ImageMark] = {}

    def extendMarkdown(self, md: Markdown) -> None:
        # After inline patterns (20) made the `img` elements, before the outline (11).
        md.treeprocessors.register(_Figures(md, self), "images", 12)


class _Figures(Treeprocessor):
    def __init__(self, md: Markdown, extension: Images) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: Element) -> None:
        parents = {child: parent for parent in root.iter() for child in parent}
        last: dict[Element, Element] = {}
        for image in list(root.iter("img")):
            if not image.get("src", "").startswith(IMAGE_SCHEME):
                continue
            slug = slug_of(image.get("src", "").removeprefix(IMAGE_SCHEME))[:200]
            picture = self.extension.depict(slug)
            self.extension.marks[slug] = ImageMark(slug, found=picture is not None)
            if picture is None:
                _show_as_missing(image, slug)
                continue
            block = _block_of(image, parents, root)
            figure = _figure(picture, image.get("alt", ""), image.get("title", ""))
            # Several images of one paragraph follow it in their order.
            _insert_after(last.get(block, block), figure, parents)
            last[block] = figure
            _take_out(image, parents, block)


def _show_as_missing(image: Element, slug: str) -> None:
    image.tag = "span"
    image.attrib.clear()
    image.set("class", "missing-image")
    image.text = f"{IMAGE_SCHEME}{slug}"


def _block_of(
    image: Element, parents: dict[Element, Element], root: Element
) -> Element:
    """The image, or what contains it, that is a child of a place for figures."""
    block = image
    while (parent := parents[block]) is not root and parent.tag not in _FLOW:
        block = parent
    return block


def _insert_after(
    sibling: Element, figure: Element, parents: dict[Element, Element]
) -> None:
    parent = parents[sibling]
    figure.tail, sibling.tail = sibling.tail, "\n"
    parent.insert(list(parent).index(sibling) + 1, figure)
    parents[figure] = parent


def _take_out(image: Element, parents: dict[Element, Element], block: Element) -> None:
    """Remove the image, and each element around it that is empty without it."""
    element = image
    while True:
        parent = parents[element]
        _keep_tail(element, parent)
        parent.remove(element)
        if element is block or len(parent) or (parent.text or "").strip():
            return
        element = parent


def _keep_tail(element: Element, parent: Element) -> None:
    if not (element.tail or "").strip():
        return
    place = list(parent).index(element)
    if place:
        before = parent[place - 1]
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")


def _figure(picture: Picture, alt: str, caption: str) -> Element:
    figure = Element("figure", {"class": "image"})
    link = SubElement(
        figure, "a", {"href": picture.files[-1][0], "class": "image__link"}
    )
    SubElement(
        link,
        "img",
        {
            "src": picture.files[-1][0],
            "srcset": ", ".join(f"{url} {width}w" for url, width in picture.files),
            "sizes": SIZES,
            "width": str(picture.width),
            "height": str(picture.height),
            "loading": "lazy",
            "alt": alt or picture.alt,
        },
    )
    words = SubElement(figure, "figcaption")
    if caption or picture.caption:
        words.text = f"{caption or picture.caption} "
    _add_credit(words, picture)
    return figure


def _add_credit(words: Element, picture: Picture) -> None:
    credit = SubElement(words, "span", {"class": "image__credit"})
    credit.text = f"{picture.credit} · "
    if picture.licence_url:
        licence = SubElement(
            credit, "a", {"href": picture.licence_url, "rel": "license"}
        )
        licence.text = picture.licence
    else:
        credit.text = f"{credit.text}{picture.licence}"
