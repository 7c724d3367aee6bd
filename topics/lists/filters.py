"""The conditions by which lists of topics are narrowed."""

from collections.abc import Iterable
from dataclasses import dataclass

from topics.models import Tag
from topics.models.topic_queryset import TopicQuerySet


@dataclass(frozen=True)
class TagFilter:
    """Carries the tag, or does not; without a tag, one that no topic carries."""

    tag: Tag | None
    is_excluded: bool = False


@dataclass(frozen=True)
class SectionFilter:
    """Is in one of the sections with these slugs."""

    slugs: tuple[str, ...]


@dataclass(frozen=True)
class FactFilter:
    """Has a mission with this fact, by its name in MissionQuerySet.having()."""

    name: str
    value: str


Filter = TagFilter | SectionFilter | FactFilter


def narrowed(topics: TopicQuerySet, filters: Iterable[Filter]) -> TopicQuerySet:
    """Those of `topics` that meet all filters. With a tag that they must carry, they
    are in their order among all topics; else in that of `topics`."""
    tags: list[Tag] = []
    excluded: list[Tag] = []
    facts = {}
    for condition in filters:
        match condition:
            case TagFilter(None, is_excluded):
                topics = topics if is_excluded else topics.none()
            case TagFilter(Tag() as tag, is_excluded):
                (excluded if is_excluded else tags).append(tag)
            case SectionFilter(slugs):
                topics = topics.filter(section__slug__in=slugs)
            case FactFilter(name, value):
                facts[name] = value
    if facts:
        topics = topics.of_missions(**facts)
    # All at once: the rarest of them is to be looked up first.
    return topics.not_tagged(*excluded).tagged(*dict.fromkeys(tags))
