"""What the head of a page tells search engines, and those who share or cite it.

The words of `graph` are of https://schema.org/, as JSON-LD.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django_countries.fields import Country

from topics.metadata import portal
from topics.models import Section, Source, Tag
from topics.models.country import country_address

Node = dict[str, Any]


@dataclass(frozen=True)
class Metadata:
    """What a page is about: `address` and `picture` are absolute, `graph` has what it
    describes."""

    title: str
    summary: str
    address: str
    picture: str
    graph: list[Node]
    kind: str = "website"  # of https://ogp.me/#types

    @property
    def site(self) -> str:
        return portal.name()

    @property
    def linked_data(self) -> Node:
        return {"@context": "https://schema.org", "@graph": self.graph}


def home_metadata(summary: str) -> Metadata:
    """Of the home page."""
    return Metadata(
        title=portal.name(),
        summary=summary,
        address=portal.absolute("/"),
        picture=site_picture(),
        graph=[portal.website(), portal.organization()],
    )


def section_metadata(section: Section) -> Metadata:
    """Of the page of a section."""
    node = {"@type": "CollectionPage", "name": section.title, "isPartOf": _site()}
    return _collection(section.get_absolute_url(), section.title, section.summary, node)


def tag_metadata(tag: Tag) -> Metadata:
    """Of the page of a tag: a term of the vocabulary. To be read with its aliases."""
    parents = [(_("Tags"), reverse("topics:tag_list"))]
    node = {**named(tag), "description": tag.definition, "termCode": tag.slug}
    if others := [alias.name for alias in tag.aliases.all()]:
        node["alternateName"] = others
    node["inDefinedTermSet"] = {
        "@type": "DefinedTermSet",
        "@id": f"{portal.absolute(parents[0][1])}#set",
        "name": _("Tags of the %(name)s") % {"name": portal.name()},
        "url": portal.absolute(parents[0][1]),
    }
    address = tag.get_absolute_url()
    return _collection(address, tag.name, tag.definition, node, parents)


def country_metadata(country: Country, summary: str) -> Metadata:
    """Of the page on a country."""
    parents = [(_("Countries"), reverse("topics:country_list"))]
    node = {
        "@type": "CollectionPage",
        "name": str(country.name),
        "isPartOf": _site(),
        "about": place(country),
    }
    address = country_address(country)
    return _collection(address, str(country.name), summary, node, parents)


def source_metadata(source: Source, summary: str) -> Metadata:
    """Of the page on a source; the work itself is elsewhere."""
    parents = [(_("Sources"), reverse("topics:source_list"))]
    work: Node = {"@type": "CreativeWork", "name": source.title}
    if source.address:
        work["url"] = source.address
    if source.year:
        work["datePublished"] = str(source.year)
    node = {
        "@type": "CollectionPage",
        "name": source.title,
        "isPartOf": _site(),
        "about": work,
    }
    address = source.get_absolute_url()
    return _collection(address, source.title, summary, node, parents)


def named(tag: Tag) -> Node:
    """A tag as what something is about."""
    address = portal.absolute(tag.get_absolute_url())
    return {"@type": "DefinedTerm", "@id": f"{address}#term", "name": tag.name}


def place(country: Country) -> Node:
    """A country as where something is."""
    return {
        "@type": "Country",
        "name": str(country.name),
        "identifier": country.code,
    }


def breadcrumbs(steps: Sequence[tuple[str, str]]) -> Node:
    """The way from the home page, which is left out here, to the page itself, as pairs
    of name and path."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": words,
                "item": portal.absolute(path),
            }
            for position, (words, path) in enumerate(
                [(_("Home"), "/"), *steps], start=1
            )
        ],
    }


def site_picture() -> str:
    """The address of the picture for pages that have none of their own."""
    return portal.absolute(reverse("topics:site_picture"))


def _collection(
    path: str,
    title: str,
    summary: str,
    node: Node,
    parents: Sequence[tuple[str, str]] = (),
) -> Metadata:
    address = portal.absolute(path)
    return Metadata(
        title=title,
        summary=summary,
        address=address,
        picture=site_picture(),
        graph=[{"url": address, **node}, breadcrumbs([*parents, (title, path)])],
    )


def _site() -> Node:
    return {"@id": portal.absolute("/#site")}
