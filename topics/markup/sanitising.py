"""The allow-list that every rendered text passes, and its words without markup."""

import re
from html.parser import HTMLParser

import nh3

from topics.markup.characters import visible

_TAGS = set(
    "a abbr blockquote br code dd del div dl dt em figcaption figure "
    "h2 h3 h4 h5 h6 hr img li ol p pre section span strong sub sup table tbody td th "
    "thead tr ul".split()
)
_ATTRIBUTES = {
    "*": {"dir", "id"},
    "a": {"href", "rel", "role", "title", "aria-label"},
    "abbr": {"title"},
    "div": {"role", "tabindex", "aria-label"},
    "img": {
        *("src", "srcset", "sizes", "alt", "title", "width", "height", "loading"),
    },
    "ol": {"start"},
    "td": {"align"},
    "th": {"align", "scope"},
}
_CLASSES = {
    "a": {
        "topic-link", "external", "footnote-ref", "footnote-backref", "image__link",
    },
    "code": set(),
    "div": {
        "admonition", "note", "warning", "tip", "important", "caution",
        "footnote", "table-scroll",
    },
    "figure": {"image"},
    "p": {"admonition-title"},
    "span": {
        "missing-link", "missing-source", "missing-image", "citation", "image__credit",
    },
}  # fmt: skip
_SCHEMES = {"http", "https", "mailto"}


def sanitise(html: str) -> str:
    """Only allowed elements, attributes, classes and address schemes are left."""
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        allowed_classes=_CLASSES,
        url_schemes=_SCHEMES,
        link_rel=None,
    )


def plain_text(html: str) -> str:
    """The words of a rendered text, blocks and rows on lines of their own, without the
    marks that are only signs (citation numbers, footnote numbers and arrows) and
    without the credits of images."""
    reader = _TextReader()
    reader.feed(html)
    reader.close()
    lines = (re.sub(r"\s+", " ", line).strip() for line in reader.lines())
    # A citation is between a space and the full stop.
    closed = (_SPACE_BEFORE_STOP.sub(r"\1", line) for line in lines)
    return "\n".join(line for line in closed if line)


BETWEEN_CELLS = " · "
_SPACE_BEFORE_STOP = re.compile(r" ([.,;:])(?=\s|$)")


class _TextReader(HTMLParser):
    _INLINE = set("a abbr code del em span strong sub sup".split())
    _SIGNS = {"citation", "footnote-ref", "footnote-backref", "image__credit"}
    _VOID = {"br", "hr", "img"}
    _CELLS = {"td", "th"}

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = []
        self._skipping = 0
        self._is_in_row = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        classes = set((dict(attrs).get("class") or "").split())
        if tag not in self._VOID and (self._skipping or classes & self._SIGNS):
            self._skipping += 1
        if tag in self._CELLS and self._is_in_row:
            self._parts.append(BETWEEN_CELLS)
        elif tag not in self._INLINE:
            self._parts.append("\n")
        self._is_in_row = tag in self._CELLS or (self._is_in_row and tag != "tr")

    def handle_endtag(self, tag: str) -> None:
        if self._skipping and tag not in self._VOID:
            self._skipping -= 1
        if tag not in self._INLINE and tag not in self._CELLS:
            self._parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._skipping:
            self._parts.append(visible(data).replace("\n", " "))

    def lines(self) -> list[str]:
        return "".join(self._parts).split("\n")
