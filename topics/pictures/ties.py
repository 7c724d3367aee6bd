"""What ties topics: the links in their texts and their cross-references."""

from dataclasses import dataclass
from itertools import chain

from django.db.models import Q

from topics.models.link import CrossReference, Link
from topics.pictures.geometry.arcs import ROW, arc, rows_of
from topics.pictures.geometry.graph import Graph, Node


def ties_among(topics):
    """(links, cross-references) among `topics` (a queryset), each a list of pairs of
    primary keys."""
    ids = topics.order_by().values("pk")
    return tuple(
        list(
            model.objects.filter(source__in=ids, target__in=ids)
            .order_by()
            .values_list("source", "target")
        )
        for model in (Link, CrossReference)
    )


def pairs_of(ids):
    """(links, cross-references) that one of the topics of `ids` has, to or from it."""
    return tuple(
        list(
            model.objects.filter(Q(source__in=ids) | Q(target__in=ids))
            .exclude(target=None)
            .order_by()
            .values_list("source", "target")
        )
        for model in (Link, CrossReference)
    )


def ties_of(ids):
    """{primary key: those of the topics that it names, or that name it}."""
    ties = {pk: set() for pk in ids}
    for one, other in chain(*pairs_of(list(ties))):
        for here, there in ((one, other), (other, one)):
            if here in ties and here != there:
                ties[here].add(there)
    return ties


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
