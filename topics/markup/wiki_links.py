"""`[[slug]]`, `[[slug|words]]` and `[[slug#part]]` as links to topics."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from topics.markup.scanning import (
    BAR,
    ESCAPED_BAR,
    WIKI_LINK,
    is_escaped,
    slug_and_part,
)

# The class of a link that leads nowhere.
MISSING_LINK = "missing-link"


@dataclass(frozen=True)
class Target:
    """Where a wiki-link leads: the page's address and its title."""

    url: str
    title: str


@dataclass(frozen=True)
class WikiLink:
    """A link as found in a text; `found` is False when no page answers to `slug`."""

    slug: str
    found: bool


Resolve = Callable[[str], Target | None]


class WikiLinks(Extension):
    """Collects the links of one text in `links`, each slug once."""

    def __init__(self, resolve: Resolve) -> None:
        super().__init__()
        self.resolve = resolve
        self.links: dict[str, WikiLink] = {}

    def extendMarkdown(self, md: Markdown) -> None:
        # After fenced code is put away (25) and before anything reads tables.
        md.preprocessors.register(_HideBars(md), "wiki_link_bars", 12)
        # Inside code (190) a link is text; an escaped bracket (180) comes later.
        md.inlinePatterns.register(_WikiLinkProcessor(self), "wiki_link", 185)
        # After the outline (11), which leaves no link in a link.
        md.treeprocessors.register(_Collecting(md, self), "wiki_links", 10)
        # Last of all, when code that was put away has come back.
        md.postprocessors.register(_ShowBars(md), "wiki_link_bars", -10)


class _HideBars(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        return [WIKI_LINK.sub(self._hide, line) for line in lines]

    @staticmethod
    def _hide(match: re.Match[str]) -> str:
        if match[2] is None:
            return match[0]
        bar = ESCAPED_BAR if match[0][match.end(1) - match.start()] == "\\" else BAR
        return f"[[{match[1]}{bar}{match[2]}]]"


class _ShowBars(Postprocessor):
    def run(self, text: str) -> str:
        return text.replace(BAR, "|").replace(ESCAPED_BAR, "\\|")


class _WikiLinkProcessor(InlineProcessor):
    def __init__(self, extension: WikiLinks) -> None:
        super().__init__(WIKI_LINK.pattern)
        self.extension = extension

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        if is_escaped(data, m.start(0)):
            return None, None, None
        slug, part = slug_and_part(m[1])
        words = (m[2] or "").strip()
        if not slug and not part:
            return None, None, None
        target = self.extension.resolve(slug) if slug else Target("", m[1].strip(" #"))
        element = _link(target, part, words) if target else _missing(words or m[1])
        if slug:
            element.set("data-slug", slug)
        return element, m.start(0), m.end(0)


def _link(target: Target, part: str, words: str) -> Element:
    address = f"{target.url}#{part}" if part else target.url
    element = Element("a", {"class": "topic-link", "href": address})
    # A title is no Markdown.
    element.text = words or AtomicString(target.title)
    return element


def _missing(words: str) -> Element:
    element = Element("span", {"class": MISSING_LINK})
    element.text = words.strip()
    return element


class _Collecting(Treeprocessor):
    def __init__(self, md: Markdown, extension: WikiLinks) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: Element) -> None:
        for element in root.iter():
            slug = element.attrib.pop("data-slug", None)
            if slug is not None:
                found = element.tag == "a"
                self.extension.links[slug] = WikiLink(slug, found)
