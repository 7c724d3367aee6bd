"""Markdown to safe HTML. Pure: knows no database, no settings, no other module."""

from topics.markup.limits import MAX_CHARACTERS, SourceRefused
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
from topics.markup.scanning import cited_keys, depicted_slugs, linked_slugs
from topics.markup.wiki_links import MISSING_LINK

__all__ = [
    "MAX_CHARACTERS",
    "MISSING_LINK",
    "CitationMark",
    "Heading",
    "ImageMark",
    "Picture",
    "Rendered",
    "SourceRefused",
    "Target",
    "WikiLink",
    "cited_keys",
    "depicted_slugs",
    "linked_slugs",
    "render",
]
