"""The picture of the topics around one: positions from the database, names and
addresses as they are now."""

from collections.abc import Mapping
from dataclasses import dataclass

from topics.models import EgoGraph, Topic
from topics.pictures.geometry.graph import (
    HEIGHT,
    WIDTH,
    Edge,
    NodePosition,
    shortened,
)

LONGEST_NAMES = (40, 20, 22)  # characters, by the steps from the centre
BESIDE_MIDDLE = 20  # a name nearer to the middle than this is above or below


@dataclass(frozen=True)
class PlacedTopic:
    """A topic at its position; `branches` are those that it leads to."""

    position: NodePosition
    topic: Topic
    branches: list["PlacedTopic"]

    @property
    def name(self) -> str:
        """The label beside the node."""
        longest = LONGEST_NAMES[self.position.step]
        return self.topic.short_name or shortened(self.topic.title, longest)

    @property
    def full_name(self) -> str:
        """The same in full."""
        short_name = self.topic.short_name
        return f"{short_name}: {self.topic.title}" if short_name else self.topic.title

    @property
    def anchor(self) -> str:
        """Where the name begins, as SVG's text-anchor: names of far nodes are
        outside the ring."""
        away = self.position.x - WIDTH // 2
        if self.position.step < 2 or abs(away) < BESIDE_MIDDLE:
            return "middle"
        return "end" if away < 0 else "start"

    @property
    def name_x(self) -> int:
        return self.position.x + {"end": -10, "middle": 0, "start": 10}[self.anchor]

    @property
    def name_y(self) -> int:
        if self.anchor != "middle":
            return self.position.y + 4
        is_above = self.position.step == 2 and self.position.y < HEIGHT // 2
        return self.position.y + (-12 if is_above else 22)


@dataclass(frozen=True)
class EgoGraphPicture:
    """The topic in the centre, all topics, and (position, position, edge) of each
    edge."""

    centre: PlacedTopic
    nodes: list[PlacedTopic]
    edges: list[tuple[NodePosition, NodePosition, Edge]]


def ego_graph_picture(
    layout: EgoGraph, centre: Topic, topics: list[Topic]
) -> EgoGraphPicture | None:
    """The picture of the topic `centre` with those of `topics` that have a position
    in its layout; None if there are none."""
    placed = _placed(layout, {topic.pk: topic for topic in [centre, *topics]})
    if len(placed) < 2:
        return None
    edges = [
        (placed[edge.one].position, placed[edge.other].position, edge)
        for edge in (Edge(*values) for values in layout.edges)
        if edge.one in placed and edge.other in placed
    ]
    return EgoGraphPicture(placed[centre.pk], list(placed.values()), edges)


def _placed(layout: EgoGraph, topics: Mapping[int, Topic]) -> dict[int, PlacedTopic]:
    """By primary key, those of `topics` that have a position, the centre first."""
    placed: dict[int, PlacedTopic] = {}
    for position in (NodePosition(*values) for values in layout.nodes):
        topic, parent = topics.get(position.key), position.parent
        # Behind a page that is not shown nothing is.
        if topic is None or (parent is not None and parent not in placed):
            continue
        placed[position.key] = PlacedTopic(position, topic, [])
        if parent is not None:
            placed[parent].branches.append(placed[position.key])
    return placed
