"""What the head of a topic's page says of it: an article, and what it is about."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from topics.metadata import portal
from topics.metadata.page import Metadata, Node, breadcrumbs, named, place
from topics.metadata.page_item import PageItem, topic_item
from topics.models import Citation, Indicator, Mission, Topic
from topics.models.profiles.partial_date import PartialDate

# References that are named; the page has all of them, and data sets.
MOST_CITATIONS = 10


@dataclass(frozen=True, kw_only=True)
class TopicMetadata(Metadata):
    """Also what reference managers read: the page as it is cited, and the names of its
    tags."""

    item: PageItem
    tags: str
    kind: str = "article"

    @property
    def author(self) -> str:
        """The portal's name as the form “Family, Given” has it, without the latter:
        Zotero would take its last word for the name of a family."""
        return f"{self.item.author},"

    @property
    def language(self) -> str:
        return portal.LANGUAGE

    @property
    def licence(self) -> str:
        return portal.LICENCE_URL


def topic_metadata(topic: Topic, citations: Iterable[Citation]) -> TopicMetadata:
    """Of a topic as `for_page()` reads it, with its citations."""
    item, section = topic_item(topic), topic.section
    steps = [(section.title, section.get_absolute_url()), (item.title, item.path)]
    subject = _subject(topic)
    picture = portal.absolute(
        reverse("topics:topic_picture", args=[section.slug, topic.slug])
    )
    article = _article(topic, item, citations) | {"image": picture}
    if subject:
        article["mainEntity"] = {"@id": subject["@id"]}
    graph = [article, *([subject] if subject else []), breadcrumbs(steps)]
    return TopicMetadata(
        title=item.title,
        summary=item.summary,
        address=item.address,
        picture=picture,
        graph=[*graph, portal.organization()],
        item=item,
        tags="; ".join(tag.name for tag in topic.tags.all()),
    )


def _article(topic: Topic, item: PageItem, citations: Iterable[Citation]) -> Node:
    cited = [c.source.get_absolute_url() for c in citations if c.source]
    node = {
        "@type": "ScholarlyArticle",
        "@id": f"{item.address}#article",
        "headline": item.title,
        "abstract": item.summary,
        "url": item.address,
        "inLanguage": portal.LANGUAGE,
        "license": portal.LICENCE_URL,
        "author": portal.reference(),
        "publisher": portal.reference(),
        "datePublished": _moment(topic.published_at),
        "dateCreated": _moment(topic.published_at),
        "dateModified": _moment(topic.revised_at),
        "version": str(item.version or ""),
        "articleSection": topic.section.title,
        "about": [named(tag) for tag in topic.tags.all()],
        "citation": [portal.absolute(path) for path in cited[:MOST_CITATIONS]],
    }
    return _without_empty(node)


def _without_empty(node: Node) -> Node:
    return {key: value for key, value in node.items() if value}


def _moment(time: Any) -> str:
    return f"{time:%Y-%m-%dT%H:%M:%SZ}"


def _subject(topic: Topic) -> Node | None:
    """What the article is about, where the vocabulary has a word for it."""
    profile = topic.profile
    if profile is None:
        return None
    node = SUBJECTS[profile.singular()](topic)
    named = {"@id": f"{portal.absolute(topic.get_absolute_url())}#subject"}
    return _without_empty({**node, **named, "name": topic.title})


def _mission(topic: Topic) -> Node:
    """An organization: the vocabulary has no word for an operation. It is no
    government's (GovernmentOrganization), and more than an event."""
    mission = topic.mission
    has_one = mission.lead != Mission.Lead.COALITION
    lead = {"@type": "Organization", "name": str(mission.get_lead_display())}
    return {
        "@type": "Organization",
        "alternateName": mission.acronym,
        "foundingDate": _date(mission.start),
        "dissolutionDate": _date(mission.end),
        "areaServed": [place(row.country) for row in mission.countries.all()],
        "parentOrganization": lead if has_one else None,
    }


def _event(topic: Topic) -> Node:
    event = topic.event
    where: Any = [place(country) for country in topic.tagged_countries]
    if event.place:
        where = {"@type": "Place", "name": event.place, "address": event.place}
    return {
        "@type": "Event",
        "description": topic.summary,
        "startDate": _date(event.start),
        "endDate": _date(event.end or event.start),
        "location": where,
    }


def _agreement(topic: Topic) -> Node:
    agreement = topic.agreement
    return {
        "@type": "CreativeWork",
        "alternateName": agreement.acronym,
        "dateCreated": _date(agreement.signed),
        "spatialCoverage": [place(row.country) for row in agreement.countries.all()],
    }


def _instrument(topic: Topic) -> Node:
    instrument = topic.instrument
    return {
        "@type": "CreativeWork",
        "identifier": instrument.symbol,
        "genre": str(instrument.get_kind_display()),
        "datePublished": _date(instrument.adopted),
        "creator": {"@type": "Organization", "name": instrument.body},
        "sameAs": instrument.url,
    }


def _indicator(topic: Topic) -> Node:
    indicator = topic.indicator
    address = topic.section.slug, topic.slug
    file = reverse("topics:measurement_csv", args=address)
    publisher = {"@type": "Organization", "name": indicator.publisher}
    return {
        "@type": "Dataset",
        "description": topic.summary,
        "url": portal.absolute(topic.get_absolute_url()),
        "license": portal.LICENCE_URL,
        "isAccessibleForFree": True,
        "creator": publisher if indicator.publisher else portal.reference(),
        "publisher": portal.reference(),
        "isBasedOn": portal.absolute(indicator.source.get_absolute_url()),
        "measurementTechnique": indicator.definition,
        "variableMeasured": {
            "@type": "PropertyValue",
            "name": topic.title,
            "unitText": indicator.unit,
        },
        "temporalCoverage": _years(indicator),
        "distribution": [_download("text/csv", file)],
    }


def _download(media_type: str, path: str) -> Node:
    return {
        "@type": "DataDownload",
        "encodingFormat": media_type,
        "contentUrl": portal.absolute(path),
    }


def _years(indicator: Indicator) -> str:
    """`1994/2025`, or nothing."""
    years = [row.year for row in indicator.measurements.all()]
    return f"{min(years)}/{max(years)}" if years else ""


def _date(date: PartialDate | None) -> str:
    """As far as it is known, which ISO 8601 allows."""
    return str(date or "")


SUBJECTS = {
    "mission": _mission,
    "instrument": _instrument,
    "indicator": _indicator,
    "event": _event,
    "agreement": _agreement,
}
