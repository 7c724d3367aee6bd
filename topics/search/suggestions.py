"""Names of countries, topics and tags that complete what somebody types."""

from django.db.models import Q

from topics.models import Completion
from topics.models.published import published
from topics.models.topic_queryset import LONG_FIELDS
from topics.search.country_names import CountryName, complete_country
from topics.search.engines import engine
from topics.search.language import split_words

# Of these, each topic and tag is offered once.
MOST_COMPLETIONS = 200
MOST_COUNTRIES = 3


def complete(typed: str, limit: int) -> list[CountryName | Completion]:
    """Names of countries with pages, of published topics and of tags with a word that
    begins as `typed` does, the best of each first: at most `limit`, each country, topic
    and tag once."""
    begins = " ".join(split_words(typed))
    if not begins:
        return []
    countries = complete_country(begins, MOST_COUNTRIES)
    return [*countries, *_completions(begins, limit - len(countries))]


def _completions(begins: str, limit: int) -> list[Completion]:
    completions = Completion.objects.all()
    rows = (
        completions.filter(Q(tag__isnull=False) | published("topic"))
        .filter(engine(completions.db).starting_with("begins", begins))
        .order_by("place", "length", "label", "pk")
        .values_list("pk", "topic", "tag")[:MOST_COMPLETIONS]
    )
    found: dict[tuple[int | None, int | None], int] = {}
    for key, topic, tag in rows:
        found.setdefault((topic, tag), key)
    keys = list(found.values())[:limit]
    long_fields = [f"topic__{name}" for name in LONG_FIELDS]
    whole = completions.select_related("topic__section", "tag").defer(*long_fields)
    by_key = whole.in_bulk(keys)
    return [by_key[key] for key in keys if key in by_key]
