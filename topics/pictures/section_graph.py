"""The picture of all published topics, a cluster for each section."""

from dataclasses import dataclass
from math import sqrt

from django.db.models import QuerySet

from topics.lists.keys import pk_in
from topics.models import Section, SectionGraph, Topic
from topics.pictures.geometry.section_graph import Cluster, ClusterEdge, ClusterNode

WIDEST_EDGE = 22


@dataclass(frozen=True)
class SectionGraphPicture:
    """(cluster, section, [(node, topic)]) of each section, and the two clusters and
    the width of each edge."""

    clusters: list[tuple[Cluster, Section, list[tuple[ClusterNode, Topic]]]]
    edges: list[tuple[Cluster, Cluster, float]]


def section_graph_picture(
    layout: SectionGraph, topics: QuerySet[Topic]
) -> SectionGraphPicture:
    """The picture with those of `topics` that have a position in the layout."""
    nodes = {values[0]: ClusterNode(*values) for values in layout.nodes}
    clusters = {values[0]: Cluster(*values) for values in layout.clusters}
    sections = {
        section.pk: section
        for section in Section.objects.all()
        if section.topic_count and section.pk in clusters
    }
    nodes_of: dict[int, list[tuple[ClusterNode, Topic]]] = {pk: [] for pk in sections}
    for topic in topics.filter(pk__in=pk_in(nodes, topics.db)).listed():
        if topic.section_id in sections:
            nodes_of[topic.section_id].append((nodes[topic.pk], topic))
    edges = [ClusterEdge(*values) for values in layout.edges]
    most = max((edge.ties for edge in edges), default=1)
    return SectionGraphPicture(
        [(clusters[pk], sections[pk], nodes_of[pk]) for pk in sections],
        [
            (
                clusters[edge.one],
                clusters[edge.other],
                round(WIDEST_EDGE * sqrt(edge.ties / most), 1),
            )
            for edge in edges
            if edge.one in sections and edge.other in sections
        ],
    )
