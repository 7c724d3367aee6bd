"""What answers a search."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.db.models import BooleanField, Count, ExpressionWrapper, Q
from django.utils.translation import gettext

from topics.lists.filters import Filter, narrowed
from topics.lists.keys import KeyPage, pk_in
from topics.models.topic_queryset import TopicQuerySet
from topics.search import language
from topics.search.engines import engine, excluding, matching
from topics.search.interpretation import ParsedQuery, interpret
from topics.search.ranking import Relevance, rank

# Of more conditions, what the first ones exclude is told.
MOST_RELAXED = 8


@dataclass(frozen=True)
class SearchResults:
    """The first of the published `topics` that answer a search, and how it was
    understood; `left_out` are those that have too little of what was asked."""

    topics: TopicQuerySet
    parsed: ParsedQuery
    filters: Sequence[Filter]
    key_page: KeyPage
    has_every_word: bool = True
    left_out: int = 0

    @property
    def query(self) -> language.Query:
        return self.parsed.query

    @property
    def notes(self) -> list[str]:
        """Sentences on what was read otherwise than it was typed."""
        return [gettext(note) for note in self.query.notes]

    def passages(
        self, keys: Iterable[int]
    ) -> dict[int, tuple[list[tuple[str, bool]], dict | None]]:
        """By primary key of a topic, what of its summary and text answers, in pieces,
        each with whether it matches; and the heading that it stands under, None before
        the first."""
        texts = self.topics.filter(pk__in=keys).order_by()
        rows = texts.values_list("pk", "summary", "text", "contents")
        return {
            pk: self._passage(f"{summary}\n{text}", contents)
            for pk, summary, text, contents in rows
        }

    def _passage(
        self, text: str, contents: list[dict]
    ) -> tuple[list[tuple[str, bool]], dict | None]:
        passage = language.best_passage(
            text,
            [heading["title"] for heading in contents],
            self._weights,
            is_quantity=self.parsed.question.is_quantity,
        )
        number = passage.heading
        return passage.pieces, None if number is None else contents[number]

    @cached_property
    def _weights(self) -> dict[language.Clause, float]:
        is_asked = bool(self.query.wanted)
        return Relevance(self.parsed).rarities if is_asked else {}

    def counts_without_each(self) -> list[int]:
        """How many topics there would be without one of the conditions, which no topic
        meets together: each clause that is needed, each excluded one, each filter, in
        this order, the first MOST_RELAXED of them."""
        query = self.query
        parts = (query.needed, query.excluded, tuple(self.filters))
        needed, excluded, filters = _beyond(MOST_RELAXED, parts)
        others = replace(query, wanted=needed, excluded=excluded)
        topics = _matches(self.topics, others, filters).order_by()
        is_met = {
            f"meets_{number}": ExpressionWrapper(condition, BooleanField())
            for number, condition in enumerate(self._conditions()[:MOST_RELAXED])
        }
        counts = [0] * len(is_met)
        # By which of the conditions they meet. Asked once for each condition, not once
        # for each pair of them.
        rows = topics.annotate(**is_met).values_list(*is_met).annotate(Count("pk"))
        for *met, number in rows:
            if met.count(False) == 1:
                counts[met.index(False)] += number
        return counts

    def _conditions(self) -> list[Q]:
        query, topics = self.query, self.topics.model.objects.order_by()
        holding = engine(self.topics.db).holding
        return [
            *(holding([clause]) for clause in query.needed),
            *(~holding([clause]) for clause in query.excluded),
            *(Q(pk__in=narrowed(topics, [one]).values("pk")) for one in self.filters),
        ]


def search_topics(
    topics: TopicQuerySet,
    text: str,
    filters: Sequence[Filter] = (),
    order: str = "",
    *,
    most: int,
    corrects: bool = True,
) -> SearchResults:
    """The SearchResults with the first `most` of `topics` that answer what was typed
    and meet the filters: in one of the orders of TopicQuerySet.sorted_by(), else by
    relevance; without words, in the order of the sections. Misspelled words are
    corrected, unless it `corrects` none.

    Another order has the same topics, unless there are more than are weighed.
    """
    parsed = interpret(text, corrects=corrects)
    has_every_word, left_out = True, 0
    if parsed.query.wanted:
        allowed = narrowed(excluding(topics, parsed.query), filters)
        keys, has_every_word, left_out = rank(allowed, parsed)
    if parsed.query.wanted and not order:
        key_page = KeyPage(keys[:most], len(keys) > most)
    else:
        if parsed.query.wanted and len(keys) <= most:
            matches = topics.filter(pk__in=pk_in(keys, topics.db))
        else:
            matches = _matches(topics, parsed.query, filters)
        key_page = KeyPage.first(matches.sorted_by(order), most)
    return SearchResults(topics, parsed, filters, key_page, has_every_word, left_out)


def _beyond(number: int, parts: Sequence[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """The parts of a whole without its first items."""
    for part in parts:
        yield part[number:]
        number = max(number - len(part), 0)


def _matches(
    topics: TopicQuerySet, query: language.Query, filters: Sequence[Filter]
) -> TopicQuerySet:
    return narrowed(matching(excluding(topics, query), query), filters)
