"""What ties topics: the links in their texts and their cross-references."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Self

from django.db.models import Q, QuerySet

from topics.models import CrossReference, Link, Section, Topic
from topics.pictures.geometry.arcs import ROW, Arc, arc, rows_of
from topics.pictures.geometry.graph import Graph, Node

Pairs = list[tuple[int, int]]


def ties_among(topics: QuerySet[Topic]) -> tuple[Pairs, Pairs]:
    """(links, cross-references) among `topics`, each as pairs of primary keys."""
    ids = topics.order_by().values("pk")
    links, references = (
        model.objects.filter(source__in=ids, target__in=ids)
        .order_by()
        .values_list("source", "target")
        for model in (Link, CrossReference)
    )
    return list(links), list(references)


def pairs_of(ids: Collection[int]) -> tuple[Pairs, Pairs]:
    """(links, cross-references) that one of the topics with these primary keys has, to
    or from it."""
    links, references = _pairs_of(ids)
    return list(links), list(references)


def ties_of(ids: Collection[int]) -> dict[int, set[int]]:
    """By primary key of each topic, those of the topics that it names, or that name
    it."""
    ties: dict[int, set[int]] = {pk: set() for pk in ids}
    links, references = _pairs_of(ids)
    for one, other in links.union(references, all=True):
        for here, there in ((one, other), (other, one)):
            if here in ties and here != there:
                ties[here].add(there)
    return ties


def _pairs_of(ids: Collection[int]) -> Iterator[QuerySet[Any, tuple[int, int]]]:
    for model in (Link, CrossReference):
        rows = model.objects.filter(Q(source__in=ids) | Q(target__in=ids))
        yield rows.exclude(target=None).order_by().values_list("source", "target")


@dataclass(frozen=True)
class ListedTies:
    """Topics by section, and what ties them: for arcs beside a list, and for words.

    `groups` is [(section, [(topic, [tied topics])])]; an arc is (its geometry, the
    numbers of its two topics, whether it is a cross-reference).
    """

    groups: list[tuple[Section, list[tuple[Topic, list[Topic]]]]]
    arcs: list[tuple[Arc, int, int, bool]]
    height: int

    @classmethod
    def among(cls, topics: QuerySet[Topic]) -> Self:
        """The ties among `topics` (a listed queryset)."""
        by_key = {topic.pk: topic for topic in topics}
        graph = Graph(_nodes(by_key.values()), *ties_among(topics))
        groups: dict[Section, list[tuple[Topic, list[Topic]]]] = defaultdict(list)
        for key, topic in by_key.items():
            tied = [by_key[other] for other in graph.in_order(graph.ties[key])]
            groups[topic.section].append((topic, tied))
        row_of, rows = rows_of(
            [topic.pk for topic, _tied in members] for members in groups.values()
        )
        arcs = [
            (
                arc(row_of[one], row_of[other], rows),
                one,
                other,
                graph.is_typed(one, other),
            )
            for one, other in graph.edges(by_key)
        ]
        return cls(list(groups.items()), arcs, rows * ROW)


def _nodes(topics: Iterable[Topic]) -> list[Node]:
    """In the order of `topics`."""
    return [Node(topic.pk, (number, topic.slug)) for number, topic in enumerate(topics)]
