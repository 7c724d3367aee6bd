"""What ties topics: the links in their texts and their cross-references."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from topics.models import CrossReference, Link, Topic
from topics.pictures.geometry.arcs import ROW, arc, rows_of
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

    groups: list
    arcs: list
    height: int

    @classmethod
    def among(cls, topics):
        """The ties among `topics` (a listed queryset)."""
        by_key = {topic.pk: topic for topic in topics}
        by_section = {}
        for topic in by_key.values():
            by_section.setdefault(topic.section, []).append(topic)
        nodes = [
            Node(key, (number, topic.slug))
            for number, (key, topic) in enumerate(by_key.items())
        ]
        graph = Graph(nodes, *ties_among(topics))
        row_of, rows = rows_of(
            [topic.pk for topic in members] for members in by_section.values()
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
        tied = {key: graph.in_order(graph.ties[key]) for key in by_key}
        groups = [
            (section, [(t, [by_key[key] for key in tied[t.pk]]) for t in members])
            for section, members in by_section.items()
        ]
        return cls(groups, arcs, rows * ROW)
