"""The picture of all pages: a cluster for each section, a node for each page: pure."""

from collections import defaultdict
from itertools import combinations
from math import cos, hypot, pi, sin, sqrt
from typing import NamedTuple

from topics.pictures.geometry.graph import Graph

WIDTH, HEIGHT, MARGIN = 960, 680, 16
MOST_NODES = 120  # of a section; the most linked ones are drawn
SPACING = 9.5
TURN = pi * (3 - sqrt(5))  # the golden angle: a sunflower's, which leaves no gaps
NAME_HEIGHT, HALF_NAME = 30, 118  # what a section's name takes under its nodes
ROUNDS = 150


class Cluster(NamedTuple):
    """The position of a section's pages."""

    section: int
    x: int
    y: int
    radius: int
    pages: int

    @property
    def name_y(self) -> int:
        """The baseline of the section's name."""
        return self.y + self.radius + NAME_HEIGHT * 3 // 5


class ClusterNode(NamedTuple):
    """The position of a page; it is tied to so many others (`ties`)."""

    key: int
    x: int
    y: int
    ties: int

    @property
    def radius(self) -> float:
        return round(2 + sqrt(self.ties) / 2.5, 1)


class ClusterEdge(NamedTuple):
    """How many ties there are between the pages of two sections."""

    one: int
    other: int
    ties: int


def section_graph(
    graph: Graph, sections: dict[int, int]
) -> tuple[list[Cluster], list[ClusterNode], list[ClusterEdge]]:
    """Place each page in its section's cluster, the most linked in the middle, and
    the clusters so that those with many ties are near each other. `sections` gives
    the section of each page."""
    members: dict[int, list[int]] = defaultdict(list)
    for key in graph.in_order(graph.nodes):
        members[sections[key]].append(key)
    edges = _edges(graph, sections)
    radii = {
        section: _radius(min(len(pages), MOST_NODES))
        for section, pages in members.items()
    }
    centres = _centres(radii, edges)
    clusters, nodes = [], []
    for section, pages in members.items():
        x, y = centres[section]
        clusters.append(
            Cluster(section, round(x), round(y), round(radii[section]), len(pages))
        )
        nodes += _nodes(graph, pages, x, y)
    return clusters, nodes, edges


def _edges(graph: Graph, sections: dict[int, int]) -> list[ClusterEdge]:
    counts: dict[tuple[int, int], int] = defaultdict(int)
    for one, other in graph.edges(graph.nodes):
        pair = sorted((sections[one], sections[other]))
        counts[pair[0], pair[1]] += 1
    return [
        ClusterEdge(one, other, ties)
        for (one, other), ties in sorted(counts.items())
        if one != other
    ]


def _radius(pages: int) -> float:
    return SPACING * sqrt(pages) + SPACING


def _nodes(graph: Graph, pages: list[int], x: float, y: float) -> list[ClusterNode]:
    # sorted() is stable: pages with as many ties keep their order.
    by_ties = sorted(pages, key=lambda key: -len(graph.ties[key]))[:MOST_NODES]
    nodes = []
    for number, key in enumerate(by_ties):
        distance = SPACING * sqrt(number + 0.5)
        nodes.append(
            ClusterNode(
                key,
                round(x + distance * cos(number * TURN)),
                round(y + distance * sin(number * TURN)),
                len(graph.ties[key]),
            )
        )
    return nodes


def _centres(
    radii: dict[int, float], edges: list[ClusterEdge]
) -> dict[int, tuple[float, float]]:
    """The middles of the clusters: from a circle, pulled together by their ties and
    pushed apart where they overlap, then spread over the picture."""
    count = len(radii)
    positions = {
        section: [
            WIDTH / 2 + WIDTH / 3 * sin(2 * pi * number / count),
            HEIGHT / 2 - HEIGHT / 3 * cos(2 * pi * number / count),
        ]
        for number, section in enumerate(radii)
    }
    most = max((edge.ties for edge in edges), default=1)
    for turn in range(ROUNDS):
        warmth = 1 - turn / ROUNDS
        for edge in edges:
            _pull(
                positions[edge.one],
                positions[edge.other],
                0.01 * warmth * edge.ties / most,
            )
        for one, other in combinations(radii, 2):
            _push_apart(positions[one], positions[other], radii[one], radii[other])
        for section, position in positions.items():
            _keep_inside(position, radii[section])
    largest = max(radii.values(), default=0)
    xs = _stretched(
        [position[0] for position in positions.values()],
        MARGIN + HALF_NAME,
        WIDTH - HALF_NAME,
    )
    ys = _stretched(
        [position[1] for position in positions.values()],
        MARGIN + largest,
        HEIGHT - MARGIN - NAME_HEIGHT - largest,
    )
    return dict(zip(positions, zip(xs, ys, strict=True), strict=True))


def _stretched(middles: list[float], start: float, end: float) -> list[float]:
    """Places along one axis, spread evenly so that they use the room there is."""
    low, high = min(middles, default=0), max(middles, default=0)
    factor = max(1.0, (end - start) / (high - low or 1))
    return [
        (start + end) / 2 + (place - (low + high) / 2) * factor for place in middles
    ]


def _pull(one: list[float], other: list[float], strength: float) -> None:
    for axis in (0, 1):
        step = (other[axis] - one[axis]) * strength
        one[axis] += step
        other[axis] -= step


def _push_apart(
    one: list[float], other: list[float], radius: float, other_radius: float
) -> None:
    across = max(radius, HALF_NAME) + max(other_radius, HALF_NAME)
    down = radius + other_radius + NAME_HEIGHT
    dx, dy = other[0] - one[0], other[1] - one[1]
    # 1 where the two touch: the distance in units of the room that they need.
    apart = hypot(dx / across, dy / down)
    if apart >= 1:
        return
    if apart == 0:
        dx, apart = across * 0.01, 0.01
    for axis, distance in enumerate((dx, dy)):
        step = distance / apart * (1 - apart) / 2
        one[axis] -= step
        other[axis] += step


def _keep_inside(position: list[float], radius: float) -> None:
    across = max(radius, HALF_NAME)
    position[0] = min(max(position[0], MARGIN + across), WIDTH - MARGIN - across)
    position[1] = min(
        max(position[1], MARGIN + radius), HEIGHT - MARGIN - radius - NAME_HEIGHT
    )
