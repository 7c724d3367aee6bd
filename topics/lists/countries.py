"""What the portal has on each country: pages by their kind, and their sources."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _
from django_countries.fields import Country

from topics.lists.keys import KeyPage, pk_in
from topics.lists.paginator import MOST_LISTED
from topics.models import (
    AgreementCountry,
    Instrument,
    MissionCountry,
    Source,
    Tag,
    Tagging,
    Topic,
)
from topics.models.country import country_address
from topics.models.published import published
from topics.models.topic_queryset import DATED_FIRST, TopicQuerySet
from topics.search.language import folded_words

SHOWN, SOURCES_SHOWN = 20, 20


class Kind(NamedTuple):
    """A kind of page: its name in addresses, its heading, and which topics are of it,
    if they are of none before."""

    name: str
    heading: Any
    condition: Q


KINDS = (
    Kind("missions", _("Missions"), Q(mission__isnull=False)),
    Kind(
        "agreements",
        _("Agreements"),
        Q(agreement__isnull=False) | Q(instrument__kind=Instrument.Kind.AGREEMENT),
    ),
    Kind("events", _("Events"), Q(event__isnull=False)),
    Kind("instruments", _("Instruments"), Q(instrument__isnull=False)),
    Kind("indicators", _("Indicators"), Q(indicator__isnull=False)),
)
OTHERS = Kind("others", _("Other pages"), Q())


@dataclass
class Group:
    """The topics of one kind: how many there are, and the first of them."""

    kind: Kind
    count: int
    topics: list[Topic]

    @property
    def is_cut(self) -> bool:
        return self.count > len(self.topics)


@dataclass
class CountryPages:
    """The published topics of a country, by kind; `key_page` has all of them, the
    dated ones first."""

    key_page: KeyPage
    groups: list[Group]

    def __bool__(self) -> bool:
        return bool(self.groups)

    @property
    def missions(self) -> list[Topic]:
        return [t for g in self.groups if g.kind.name == "missions" for t in g.topics]


def pages_of(country: Country) -> CountryPages:
    """What the portal has on a country. Groups without a topic are left out."""
    topics = Topic.objects.published()
    kind = Case(
        *(When(kind.condition, then=Value(kind.name)) for kind in KINDS),
        default=Value(OTHERS.name),
    )
    found = topics.of_country(country.code).annotate(kind=kind)
    ordered = found.order_by(*DATED_FIRST, "sort_key")
    rows = list(ordered.values_list("pk", "kind")[: MOST_LISTED + 1])
    keys = [key for key, _kind in rows[:MOST_LISTED]]
    key_page = KeyPage(keys, len(rows) > MOST_LISTED)
    return CountryPages(key_page, _groups(topics, rows[:MOST_LISTED]))


def _groups(topics: TopicQuerySet, rows: Sequence[tuple[int, str]]) -> list[Group]:
    """Of (primary key, name of the kind) of topics."""
    by_kind: dict[str, list[int]] = {}
    for key, name in rows:
        by_kind.setdefault(name, []).append(key)
    shown = [key for keys in by_kind.values() for key in keys[:SHOWN]]
    listed = topics.listed().prefetch_related("mission__countries")
    by_key = listed.in_bulk(shown) if shown else {}
    return [
        Group(kind, len(keys), [by_key[key] for key in keys[:SHOWN] if key in by_key])
        for kind in (*KINDS, OTHERS)
        if (keys := by_kind.get(kind.name))
    ]


def most_cited(keys: Collection[int]) -> QuerySet[Source]:
    """The sources that most of the topics with these primary keys cite, the one of the
    most first, each with `citing`: by how many."""
    cited = Source.objects.filter(citations__topic__in=pk_in(keys, Source.objects.db))
    counted = cited.annotate(citing=Count("citations"))
    return counted.order_by("-citing", "sort_key", "key")[:SOURCES_SHOWN]


@dataclass(frozen=True)
class CountryCount:
    """A country, on how many published pages it is, and how many of them are
    missions."""

    country: Country
    pages: int
    missions: int

    @property
    def name(self) -> str:
        return str(self.country.name)

    def get_absolute_url(self) -> str:
        return country_address(self.country)


def countries_by_letter() -> list[tuple[str, list[CountryCount]]]:
    """[(first letter, countries)] of all that a published page is on."""
    pages, missions = _counts_by_code()
    counts = [
        CountryCount(Country(code), number, missions.get(code, 0))
        for code, number in pages.items()
    ]
    letters: dict[str, list[CountryCount]] = {}
    for count in sorted(counts, key=lambda count: folded_words(count.name)):
        letters.setdefault(folded_words(count.name)[:1].upper(), []).append(count)
    return list(letters.items())


def _counts_by_code() -> tuple[Counter[str], Counter[str]]:
    """How many published pages each country has, and how many of them are missions."""
    carried = Tagging.objects.filter(published("content_object")).order_by()
    carried = carried.exclude(tag__country="")
    tagged = carried.values_list("tag__country")
    pages = Counter(dict(tagged.annotate(Count("content_object", distinct=True))))
    missions: Counter[str] = Counter()
    has_tag = carried.filter(
        content_object=OuterRef("profile"), tag__country=OuterRef("country")
    )
    for model, kind in ((MissionCountry, missions), (AgreementCountry, Counter())):
        named = model.objects.filter(published("profile__topic")).order_by()
        rows = named.annotate(has_tag=Exists(has_tag)).values_list("country", "has_tag")
        for code, is_counted, number in rows.annotate(Count("pk")):
            kind[code] += number
            pages[code] += 0 if is_counted else number
    return pages, missions


def codes_with_pages(codes: Iterable[str]) -> set[str]:
    """Those of the countries that a published page is on."""
    wanted = list(codes)
    tags = Tag.objects.filter(country__in=wanted, topic_count__gt=0)
    named = [
        model.objects.filter(published("profile__topic"), country__in=wanted)
        for model in (MissionCountry, AgreementCountry)
    ]
    first, *others = (rows.order_by().values_list("country") for rows in (tags, *named))
    return {str(code) for [code] in first.union(*others)}
