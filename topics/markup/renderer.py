"""One Markdown text to all that is stored of it."""

import re
import unicodedata
from dataclasses import dataclass
from html import unescape

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.tables import TableExtension
from markdown.extensions.toc import TocExtension, slugify_unicode

from topics.markup.abbreviations import Abbreviations
from topics.markup.citation_marks import CitationMark, CitationMarks, Cite
from topics.markup.direction import Direction
from topics.markup.fenced_code import FencedCode
from topics.markup.footnotes import Footnotes
from topics.markup.images import Depict, ImageMark, Images, Picture
from topics.markup.limits import (
    SourceRefused,
    check_accents,
    check_limits,
    gettext_noop,
)
from topics.markup.meter import Meter
from topics.markup.outline import Outline
from topics.markup.sanitising import plain_text, sanitise
from topics.markup.scanning import BAR, ESCAPED_BAR, plain_lines
from topics.markup.wiki_links import Resolve, Target, WikiLink, WikiLinks

__all__ = [
    "CitationMark",
    "Heading",
    "ImageMark",
    "Picture",
    "Rendered",
    "Target",
    "WikiLink",
    "render",
]

# Control characters (Python-Markdown marks its own places with two of them) and
# the noncharacters that stand for hidden bars.
_UNWANTED = re.compile(rf"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f{BAR}{ESCAPED_BAR}]")
# What is left of a citation in a heading, whose numbers are not known yet.
_CITATION_IN_HEADING = re.compile(r"\s*\[[;\s]*\]")


@dataclass(frozen=True)
class Heading:
    """An entry of the table of contents: level 2 to 6, anchor, words."""

    level: int
    anchor: str
    title: str


@dataclass(frozen=True)
class Rendered:
    """Safe HTML, table of contents, plain words, what the text points to, and what it
    cost to render, of `meter.MAX_COST`."""

    html: str
    toc: tuple[Heading, ...]
    text: str
    links: tuple[WikiLink, ...]
    citations: tuple[CitationMark, ...]
    images: tuple[ImageMark, ...] = ()
    cost: int = 0


def no_picture(slug: str) -> None:
    """For texts that have no images: each is shown as missing."""


def render(
    source: str, *, resolve: Resolve, cite: Cite, depict: Depict = no_picture
) -> Rendered:
    """Render Markdown.

    `resolve(slug)` gives the Target of a wiki-link or None; `cite(key)` says whether
    the bibliography has a source; `depict(slug)` gives the Picture of an image or
    None. Raises SourceRefused for text that is too long or
    too tangled to render in bounded time.
    """
    source = _UNWANTED.sub("", plain_lines(source))
    check_accents(source)
    source = unicodedata.normalize("NFC", source)
    check_limits(source)
    wiki_links, citations = WikiLinks(resolve), CitationMarks(cite)
    images, meter = Images(depict), Meter(source)
    markdown = _markdown(meter, wiki_links, citations, images)
    try:
        html = sanitise(markdown.convert(source))
    except RecursionError:
        raise SourceRefused(
            gettext_noop("Lists, quotations or emphasis are nested too deep.")
        ) from None
    return Rendered(
        html=html,
        toc=tuple(_headings(markdown.toc_tokens)),  # type: ignore[attr-defined]
        text=plain_text(html),
        links=tuple(wiki_links.links.values()),
        citations=tuple(citations.marks),
        images=tuple(images.marks.values()),
        cost=meter.cost,
    )


def _markdown(*extensions: Extension) -> Markdown:
    markdown = Markdown(
        extensions=[
            "admonition",
            "def_list",
            FencedCode(),
            "sane_lists",
            Abbreviations(),
            Footnotes(),
            # A style attribute would be refused by the Content-Security-Policy.
            TableExtension(use_align_attribute=True),
            TocExtension(slugify=slugify_unicode, marker=""),
            Outline(),
            *extensions,
            Direction(),
        ]
    )
    # Raw HTML is text here: editors write Markdown, and readers see what they typed.
    markdown.preprocessors.deregister("html_block")
    markdown.inlinePatterns.deregister("html")
    return markdown


def _headings(tokens: list[dict]) -> list[Heading]:
    headings = []
    for token in tokens:
        title = _CITATION_IN_HEADING.sub("", unescape(token["name"]))
        headings.append(Heading(token["level"], token["id"], title))
        headings.extend(_headings(token["children"]))
    return headings
