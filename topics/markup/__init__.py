"""Markdown to safe HTML. Pure: knows no database, no settings, no other module."""

from topics.markup.characters import check_characters
from topics.markup.limits import MAX_CHARACTERS, SourceRefused
from topics.markup.masking import without_code
from topics.markup.proofreading import addresses, links_to_parts, proofread
from topics.markup.remarks import Remark
from topics.markup.renderer import (
    CitationMark,
    Heading,
    ImageMark,
    Picture,
    Rendered,
    Target,
    WikiLink,
    render,
)
from topics.markup.scanning import (
    cited_keys,
    depicted_slugs,
    linked_slugs,
    plain_lines,
    with_whole_citations,
)
from topics.markup.wiki_links import MISSING_LINK

__all__ = [
    "MAX_CHARACTERS",
    "MISSING_LINK",
    "CitationMark",
    "Heading",
    "ImageMark",
    "Picture",
    "Remark",
    "Rendered",
    "SourceRefused",
    "Target",
    "WikiLink",
    "addresses",
    "check_characters",
    "cited_keys",
    "depicted_slugs",
    "linked_slugs",
    "links_to_parts",
    "plain_lines",
    "proofread",
    "render",
    "with_whole_citations",
    "without_code",
]
