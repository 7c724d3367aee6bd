"""The picture of all published topics, a cluster for each section."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

from topics.lists.keys import pk_in
from topics.models import Section, SectionGraph, Topic
from topics.models.topic_queryset import TopicQuerySet
from topics.pictures.geometry.section_graph import Cluster, ClusterEdge, ClusterNode

WIDEST_EDGE = 22


@dataclass(frozen=True)
class SectionGraphPicture:
    """(cluster, section, [(node, topic)]) of each section, and the two clusters and
    the width of each edge."""

    clusters: list[tuple[Cluster, Section, list[tuple[ClusterNode, Topic]]]]
    edges: list[tuple[Cluster, Cluster, float]]


def section_graph_picture(
    layout: SectionGraph, topics: TopicQuerySet
) -> SectionGraphPicture:
    """The picture with those of `topics` that have a position in the layout."""
    clusters = {values[0]: Cluster(*values) for values in layout.clusters}
    sections = list(Section.objects.filter(pk__in=clusters, topic_count__gt=0))
    nodes = {values[0]: ClusterNode(*values) for values in layout.nodes}
    placed = topics.filter(pk__in=pk_in(nodes, topics.db), section__in=sections)
    nodes_of: dict[int, list[tuple[ClusterNode, Topic]]] = defaultdict(list)
    for topic in placed.listed():
        nodes_of[topic.section_id].append((nodes[topic.pk], topic))
    shown = {section.pk: clusters[section.pk] for section in sections}
    return SectionGraphPicture(
        [(shown[section.pk], section, nodes_of[section.pk]) for section in sections],
        _edges(layout, shown),
    )


def _edges(
    layout: SectionGraph, clusters: Mapping[int, Cluster]
) -> list[tuple[Cluster, Cluster, float]]:
    """The edges between the given clusters, with their widths."""
    edges = [ClusterEdge(*values) for values in layout.edges]
    most = max((edge.ties for edge in edges), default=1)
    return [
        (
            clusters[edge.one],
            clusters[edge.other],
            round(WIDEST_EDGE * sqrt(edge.ties / most), 1),
        )
        for edge in edges
        if edge.one in clusters and edge.other in clusters
    ]
