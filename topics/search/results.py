"""What answers a search."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from django.db.models import Count, Q
from django.utils.translation import gettext

from topics.lists.filters import Filter, narrowed
from topics.lists.keys import KeyPage
from topics.models import Topic
from topics.models.topic_queryset import TopicQuerySet
from topics.search import language
from topics.search.engines import matching
from topics.search.interpretation import ParsedQuery, interpret
from topics.search.ranking import ranked_keys

T = TypeVar("T")


@dataclass(frozen=True)
class SearchResults:
    """The first of the published `topics` that answer a search, and how it was
    understood."""

    topics: TopicQuerySet
    parsed: ParsedQuery
    filters: Sequence[Filter]
    key_page: KeyPage

    @property
    def query(self) -> language.Query:
        return self.parsed.query

    @property
    def notes(self) -> list[str]:
        """Sentences on what was read otherwise than it was typed."""
        return [gettext(note) for note in self.query.notes]

    def excerpt(self, topic: Topic) -> list[tuple[str, bool]]:
        """The pieces of a topic's text that answer, each with whether it matches."""
        return language.excerpt(topic.text, self.parsed.sequences)

    def counts_without_each(self) -> list[int]:
        """How many topics there would be without one of the conditions: each required
        clause, each excluded one, each filter, in this order."""
        query, filters = self.parsed.matched, tuple(self.filters)
        required, excluded = query.required, query.excluded
        relaxed = [
            *((replace(query, required=rest), filters) for rest in _less(required)),
            *((replace(query, excluded=rest), filters) for rest in _less(excluded)),
            *((query, rest) for rest in _less(filters)),
        ]
        return _counts(
            self.topics, [_matches(self.topics, q, rest) for q, rest in relaxed]
        )


def search_topics(
    topics: TopicQuerySet,
    text: str,
    filters: Sequence[Filter] = (),
    order: str = "",
    *,
    most: int,
) -> SearchResults:
    """The SearchResults with the first `most` of `topics` that answer what was typed
    and meet the filters: in one of the orders of TopicQuerySet.sorted_by(), else by
    relevance; without words, in the order of the sections.

    Where no topic at all has every word, some words are enough.
    """
    parsed = interpret(text)
    key_page = _first(topics, parsed, filters, order, most)
    if not key_page.keys:
        parsed = parsed.relaxed(topics)
        if parsed.some_words:
            key_page = _first(topics, parsed, filters, order, most)
    return SearchResults(topics, parsed, filters, key_page)


def _first(
    topics: TopicQuerySet,
    parsed: ParsedQuery,
    filters: Sequence[Filter],
    order: str,
    most: int,
) -> KeyPage:
    matches = _matches(topics, parsed.matched, filters)
    if order or not parsed.query.required:
        return KeyPage.first(matches.sorted_by(order), most)
    keys = ranked_keys(matches, parsed)
    return KeyPage(keys[:most], len(keys) > most)


def _matches(
    topics: TopicQuerySet, query: language.Query, filters: Sequence[Filter]
) -> TopicQuerySet:
    return narrowed(matching(topics, query), filters)


def _less(items: tuple[T, ...]) -> list[tuple[T, ...]]:
    """The items without the first, without the second and so on."""
    return [items[:number] + items[number + 1 :] for number in range(len(items))]


def _counts(topics: TopicQuerySet, querysets: Sequence[TopicQuerySet]) -> list[int]:
    """How many of `topics` are in each of some querysets, in one query."""
    numbers = {
        f"n{number}": Count("pk", filter=Q(pk__in=found.order_by().values("pk")))
        for number, found in enumerate(querysets)
    }
    return list(topics.aggregate(**numbers).values())
