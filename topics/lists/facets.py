"""What the topics of a list have in common: the tags, sections and facts of missions by
which it can be narrowed, each with how many of the topics have it."""

from collections import Counter
from collections.abc import Collection, Iterable
from itertools import chain
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Left
from django.utils.translation import gettext
from django_countries import countries

from portal.caching import surrogate_keys
from topics.lists.keys import KeyPage, pk_in
from topics.lists.traits import Traits
from topics.models import (
    Citation,
    Mission,
    MissionCountry,
    Section,
    Source,
    Tag,
)
from topics.models.published import published


class TagCount(NamedTuple):
    """A tag and how many topics of a list carry it."""

    pk: int
    name: str
    slug: str
    number: int


class SectionCount(NamedTuple):
    """A section and how many topics of a list are in it."""

    slug: str
    title: str
    number: int


class FactCount(NamedTuple):
    """A value of a fact of missions, and how many missions of a list have it."""

    value: str
    label: str
    number: int


def tag_facets(traits: Iterable[Traits]) -> list[tuple[str, list[TagCount]]]:
    """[(name of a facet, the tags that topics with these Traits carry)], the commonest
    tags first."""
    names = surrogate_keys.cached("names of tags", "tags", _tag_names)
    counts = Counter(chain.from_iterable(each.tags for each in traits))
    if not counts.keys() <= names.keys():
        names = _tag_names()  # one is new, which is no change of tags
    groups: dict[str, list[TagCount]] = {facet: [] for facet in Tag.Facet}
    for pk, number in counts.items():
        facet, name, slug = names[pk]
        groups[facet].append(TagCount(pk, name, slug, number))
    for tags in groups.values():
        tags.sort(key=lambda tag: (-tag.number, tag.name))
    return [(str(f.label), groups[f]) for f in Tag.Facet if groups[f]]


def _tag_names() -> dict[int, list[str]]:
    """{primary key: [facet, name, slug]} of all tags."""
    rows = Tag.objects.order_by().values_list("pk", "facet", "name", "slug")
    return {pk: names for pk, *names in rows}


def section_counts(topics: Any) -> list[SectionCount]:
    """The sections of `topics`, in their order; `topics` is the value of a `__in`
    lookup."""
    found = Section.objects.filter(topics__in=topics).values_list("slug", "title")
    counted = found.annotate(Count("topics")).order_by("position")
    return [SectionCount(*row) for row in counted]


def search_counts(traits: Collection[Traits]) -> dict[str, Counter[str]]:
    """{"section", "type" or "country": {value: how many topics have it}} of topics with
    these Traits."""
    return {
        "section": Counter(each.section for each in traits),
        "type": Counter(each.kind for each in traits),
        "country": Counter(chain.from_iterable(each.countries for each in traits)),
    }


def section_counts_up_to(most: int, topics: QuerySet[Any]) -> list[SectionCount] | None:
    """The same of a queryset; None if they are more topics than `most`."""
    counts = section_counts(topics.values("pk")[: most + 1])
    return counts if sum(section.number for section in counts) <= most else None


def stored_section_counts() -> list[SectionCount]:
    """The sections that have published topics."""
    sections = Section.objects.filter(topic_count__gt=0)
    rows = sections.values_list("slug", "title", "topic_count")
    return [SectionCount(*row) for row in rows]


class SourceCounts(NamedTuple):
    """Of sources, how many are of each kind (by its name in CSL) and decade, and how
    many the pages of each section cite."""

    kinds: Counter[str]
    decades: Counter[int]
    sections: list[SectionCount]


def source_counts(sources: QuerySet[Source]) -> SourceCounts:
    """The SourceCounts of a queryset, of any length."""
    sources = sources.order_by()
    kinds: Counter[str] = Counter()
    decades: Counter[int] = Counter()
    rows = sources.values_list("type", "year").annotate(Count("pk"))
    for kind, year, number in rows:
        kinds[kind] += number
        if year is not None:
            decades[year // 10 * 10] += number
    cited = Citation.objects.filter(published("topic"), source__in=sources.values("pk"))
    section = [f"topic__section__{name}" for name in ("slug", "title", "position")]
    counted = cited.order_by().values_list(*section)
    counted = counted.annotate(Count("source", distinct=True)).order_by(section[-1])
    sections = [SectionCount(slug, title, n) for slug, title, _place, n in counted]
    return SourceCounts(kinds, decades, sections)


def mission_facets(key_page: KeyPage) -> dict[str, list[FactCount]]:
    """{fact: its values} of the missions of a KeyPage, for the facts by which missions
    are filtered: the commonest countries first, other values in order."""
    keys = pk_in(key_page.sample, Mission.objects.db)
    counts = _counts_of_facts(keys) | {"country": _counts_of_countries(keys)}
    return {
        name: sorted(
            (
                FactCount(value, fact_label(name, value), number)
                for value, number in values.items()
            ),
            key=_by_count if name == "country" else _by_value,
        )
        for name, values in counts.items()
    }


def _counts_of_facts(keys: Any) -> dict[str, Counter[str]]:
    missions = Mission.objects.filter(pk__in=keys).order_by()
    missions = missions.annotate(decade=Left("start", 3), is_ongoing=Q(end=""))
    rows = missions.values_list("region", "lead", "decade", "is_ongoing")
    counts: dict[str, Counter[str]] = {
        name: Counter() for name in ("region", "lead", "decade", "ongoing")
    }
    for region, lead, decade, is_ongoing, number in rows.annotate(Count("pk")):
        counts["region"][region] += number
        counts["lead"][lead] += number
        counts["decade"][f"{decade}0"] += number
        counts["ongoing"]["1" if is_ongoing else "0"] += number
    return counts


def _counts_of_countries(keys: Any) -> Counter[str]:
    rows = MissionCountry.objects.filter(profile__in=keys).order_by()
    return Counter(dict(rows.values_list("country").annotate(Count("pk"))))


def _by_count(fact: FactCount) -> tuple[int, str]:
    return -fact.number, fact.label


def _by_value(fact: FactCount) -> str:
    return fact.value


def fact_label(name: str, value: str) -> str:
    """The words for a value of a fact by which missions are filtered."""
    if name == "country":
        return str(countries.name(value))
    if name == "decade":
        return gettext("%(decade)ss") % {"decade": value}
    if name == "ongoing":
        return gettext("Continues") if value == "1" else gettext("Ended")
    labels = {"region": Mission.Region, "lead": Mission.Lead}
    return str(labels[name](value).label)
