"""How much each section holds."""

from typing import NamedTuple

from topics.models import CrossReference, Link, Section, Source, Topic


class SectionCounts(NamedTuple):
    """Published topics of a section, their words, the sources that they cite, and
    the links and cross-references that lead from them to topics."""

    title: str
    topics: int
    words: int
    sources: int
    links: int


def counts_by_section() -> list[SectionCounts]:
    return [_counts_of(section) for section in Section.objects.all()]


def _counts_of(section: Section) -> SectionCounts:
    topics = Topic.objects.published().filter(section=section)
    texts = topics.values_list("text", flat=True).iterator()
    sources = Source.objects.filter(citations__topic__in=topics).distinct()
    links = Link.objects.filter(source__in=topics).exclude(target=None)
    references = CrossReference.objects.filter(source__in=topics).exclude(target=None)
    return SectionCounts(
        title=section.title,
        topics=topics.count(),
        words=sum(len(text.split()) for text in texts),
        sources=sources.count(),
        links=links.count() + references.count(),
    )
