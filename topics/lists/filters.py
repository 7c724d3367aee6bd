"""The conditions by which lists of topics are narrowed."""

from collections.abc import Iterable
from dataclasses import dataclass

from topics.models import Tag
from topics.models.profiles.partial_date import PartialDate
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


@dataclass(frozen=True)
class KindFilter:
    """Is of one of the KINDS of models.kind."""

    kind: str


@dataclass(frozen=True)
class CountryFilter:
    """Has to do with a country (ISO 3166 alpha-2)."""

    code: str


@dataclass(frozen=True)
class DateFilter:
    """Has dates, of which one may lie on the first day of `date` or after, or, if it
    `is_latest`, on its last day or before. One of each: what overlaps a time."""

    date: PartialDate
    is_latest: bool = False


Filter = (
    TagFilter | SectionFilter | FactFilter | KindFilter | CountryFilter | DateFilter
)


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
            case FactFilter(name, value):
                facts[name] = value
            case SectionFilter() | KindFilter() | CountryFilter() | DateFilter() as one:
                topics = _meeting(topics, one)
    if facts:
        topics = topics.of_missions(**facts)
    # All at once: the rarest of them is to be looked up first.
    return topics.not_tagged(*excluded).tagged(*dict.fromkeys(tags))


def _meeting(
    topics: TopicQuerySet,
    condition: SectionFilter | KindFilter | CountryFilter | DateFilter,
) -> TopicQuerySet:
    match condition:
        case SectionFilter(slugs):
            return topics.filter(section__slug__in=slugs)
        case KindFilter(kind):
            return topics.of_kind(kind)
        case CountryFilter(code):
            return topics.of_country(code)
        case DateFilter(date, is_latest):
            return topics.begun_by(date) if is_latest else topics.lasting_until(date)
