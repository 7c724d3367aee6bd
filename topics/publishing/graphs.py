"""The pictures of the graph, laid out when what they show changes."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet

from topics.models import EgoGraph, SectionGraph, Topic
from topics.pictures.geometry.graph import Graph, Node, ego_graph
from topics.pictures.geometry.section_graph import section_graph
from topics.pictures.ties import pairs_of, ties_among

# Where so many pages lie within two steps of a change, those that it does not touch
# keep their picture until `manage.py rebuild`: an editor waits for the others.
MOST_LAID_OUT = 40
# A page that so many others lead to is not followed further.
MOST_FOLLOWED = 500
# With more topics than these, the picture of all is left to `manage.py rebuild`.
MOST_TOPICS = 2_000
BATCH = 250


@transaction.atomic
def lay_out_all() -> None:
    """Lay out the pictures around all published topics, and the one of all of them."""
    topics = _published()
    graph = Graph(_nodes(topics), *ties_among(topics))
    _lay_out(graph, set(graph.nodes))
    _lay_out_sections(topics)


def lay_out_near(ids: Iterable[int]) -> set[int]:
    """Lay out the pictures that can show a new tie of the topics with these primary
    keys, and that of all topics. Returns the topics whose picture changed."""
    ids, topics = set(ids), _published()
    graph = _graph_near(ids, topics)
    keys = graph.within(ids, 1)
    if len(keys) > MOST_LAID_OUT:
        keys = ids & set(graph.nodes)
    changed = _lay_out(graph, keys)
    if topics.count() <= MOST_TOPICS:
        _lay_out_sections(topics)
    return changed


def _published() -> QuerySet[Topic]:
    return Topic.objects.exclude(published_at=None)


def _lay_out(graph: Graph, keys: Iterable[int]) -> set[int]:
    ordered, changed = sorted(keys), set()
    for start in range(0, len(ordered), BATCH):
        some = ordered[start : start + BATCH]
        present = {row.pk: row.layout for row in EgoGraph.objects.filter(pk__in=some)}
        rows = [
            row
            for row in (_ego_graph(graph, key) for key in some)
            if present.get(row.pk) != row.layout
        ]
        EgoGraph.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["topic"],
            update_fields=["nodes", "edges"],
        )
        changed |= {row.pk for row in rows}
    return changed


def _ego_graph(graph: Graph, key: int) -> EgoGraph:
    nodes, edges = ego_graph(graph, key)
    # Lists, as JSON returns them, so that layouts can be compared.
    return EgoGraph(
        topic_id=key,
        nodes=[list(node) for node in nodes],
        edges=[list(e) for e in edges],
    )


def _graph_near(ids: set[int], topics: QuerySet[Topic]) -> Graph:
    """The part of the graph that decides how the pictures of some topics and of their
    neighbours look."""
    near = set(ids)
    for _step in range(2):
        if len(near) <= MOST_FOLLOWED:
            near |= {key for pairs in pairs_of(near) for pair in pairs for key in pair}
    pairs = pairs_of(near)
    keys = near | {key for some in pairs for pair in some for key in pair}
    return Graph(_nodes(topics.filter(pk__in=keys)), *pairs)


def _nodes(topics: QuerySet[Topic]) -> list[Node]:
    rows = topics.order_by().values_list("pk", "section__position", "slug")
    return [Node(pk, (position, slug)) for pk, position, slug in rows]


def _lay_out_sections(topics: QuerySet[Topic]) -> None:
    rows = list(
        topics.order_by().values_list("pk", "slug", "section", "section__position")
    )
    nodes = [Node(pk, (position, slug)) for pk, slug, _section, position in rows]
    graph = Graph(nodes, *ties_among(topics))
    sections = {pk: section for pk, _slug, section, _position in rows}
    clusters, placed, edges = section_graph(graph, sections)
    SectionGraph.objects.bulk_create(
        [SectionGraph(pk=1, clusters=clusters, nodes=placed, edges=edges)],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["clusters", "nodes", "edges"],
    )
