"""What the address of a search asks of topics besides its words."""

from collections.abc import Iterable, Mapping

from topics.lists.filters import (
    CountryFilter,
    DateFilter,
    Filter,
    KindFilter,
    SectionFilter,
    TagFilter,
)
from topics.models import Tag
from topics.models.profiles.partial_date import PartialDate
from topics.search import language

Tags = Mapping[str, Tag]


def filters_of(pairs: Iterable[tuple[str, str]], tags: Tags) -> list[Filter]:
    """The filters of a search with these parameters and their values, which its form
    has checked: also those that are typed among the words. `tags` are by slug; of one
    that is not among them, no topic is found."""
    given: dict[str, list[str]] = {}
    for name, value in pairs:
        given.setdefault(name, []).append(value)
    filters: list[Filter] = [TagFilter(tags.get(slug)) for slug in given.get("tag", [])]
    filters += [TagFilter(tags.get(slug), True) for slug in given.get("not", [])]
    filters += [SectionFilter((slug,)) for slug in given.get("section", [])]
    filters += [KindFilter(kind) for kind in given.get("type", [])]
    filters += [CountryFilter(code) for code in given.get("country", [])]
    filters += [DateFilter(PartialDate.parse(d)) for d in given.get("from", [])]
    filters += [DateFilter(PartialDate.parse(d), True) for d in given.get("to", [])]
    query = language.parse(" ".join(given.get("q", [])))
    return filters + [typed_filter(name, tags) for name in query.filters]


def typed_filter(name: str, tags: Tags) -> Filter:
    """The filter that was typed among words, as Query.filters has it; `tags` are by
    slug."""
    kind, _colon, slug = name.partition(":")
    if kind == "section":
        return SectionFilter((slug,))
    return TagFilter(tags.get(slug), is_excluded=kind == "-tag")
