"""What lists count of each of their topics."""

from collections.abc import Collection
from typing import Any, NamedTuple

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.expressions import Combinable

from portal.caching.remembered import Remembered
from topics.lists.keys import pk_in
from topics.models import AgreementCountry, MissionCountry, Tagging, Topic
from topics.models.kind import kind_of_topic
from topics.models.section import SECTIONS

# So many topics take 5 MB.
MOST_REMEMBERED = 10_000
SECTION, KIND, COUNTRY, TAG = "section", "type", "country", "tag"


class Traits(NamedTuple):
    """The slug of a topic's section, its kind, the countries that it is on (ISO 3166
    alpha-2) and the primary keys of its tags."""

    section: str
    kind: str
    countries: tuple[str, ...]
    tags: tuple[int, ...]


_remembered: Remembered[Traits] = Remembered(
    "t", "tags", SECTIONS, most=MOST_REMEMBERED
)


def traits_of(keys: Collection[int]) -> list[Traits]:
    """The Traits of the topics with these primary keys, in no order; read in one query
    as far as this process does not remember them."""
    return list(_remembered.of(list(keys), _read).values())


def _read(keys: Collection[int]) -> dict[int, Traits]:
    topics = Topic.objects.filter(pk__in=pk_in(keys, Topic.objects.db))
    tagged = Tagging.objects.filter(content_object__in=pk_in(keys, Tagging.objects.db))
    rows = _rows(topics, "pk", SECTION, F("section__slug")).union(
        _rows(topics, "pk", KIND, kind_of_topic()),
        _rows(tagged, "content_object", COUNTRY, F("tag__country")),
        _rows(tagged, "content_object", TAG, Value(""), F("tag")),
        *(
            _rows(
                model.objects.filter(profile__in=pk_in(keys, model.objects.db)),
                "profile",
                COUNTRY,
                F("country"),
            )
            for model in (MissionCountry, AgreementCountry)
        ),
    )
    found: dict[int, dict[str, list[Any]]] = {}
    for topic, trait, value, tag in rows:
        values = found.setdefault(topic, {SECTION: [], KIND: [], COUNTRY: [], TAG: []})
        values[trait].append(value or tag)
    return {topic: _traits(values) for topic, values in found.items()}


def _rows(
    rows: QuerySet[Any],
    topic: str,
    trait: str,
    value: Combinable,
    tag: Combinable | None = None,
) -> QuerySet[Any]:
    """(topic, name of the trait, its value, the primary key of a tag)."""
    columns = {
        "topic_key": F(topic),
        "trait": Value(trait, CharField()),
        "value": value,
        "tag_key": tag or Value(0),
    }
    found: QuerySet[Any] = rows.order_by().annotate(**columns)
    return found.values_list(*columns)


def _traits(values: dict[str, list[Any]]) -> Traits:
    [section], [kind] = values[SECTION], values[KIND]
    countries = tuple(filter(None, values[COUNTRY]))
    return Traits(section, kind, countries, tuple(values[TAG]))
