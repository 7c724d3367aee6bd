"""Pages and what ties them, and the picture of the pages around one: pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import cos, pi, sin
from typing import NamedTuple

# How near a page is brought by a cross-reference, and by a link in the text.
REFERENCE, LINK = 3, 1
MOST_NEAR = 10  # pages one step away that are drawn
MOST_FAR, FAR_EACH = 18, 3  # pages two steps away: in all, and beyond each near one

WIDTH, HEIGHT = 960, 600
NEAR_RADII, FAR_RADII = (195, 150), (305, 258)


@dataclass(frozen=True)
class Node:
    """A page by its number; the nodes of a picture are ordered by `sort_key`."""

    key: int
    sort_key: tuple[int, str]


class NodePosition(NamedTuple):
    """The position of a page in a picture, so many steps from its centre; `parent` is
    the page that leads to it."""

    key: int
    step: int
    parent: int | None
    x: int
    y: int


class Edge(NamedTuple):
    """What ties two pages; a typed one is a cross-reference."""

    one: int
    other: int
    is_typed: bool


class Graph:
    """Pages with ties that have no direction. Ties to other pages than the given
    ones, and of a page to itself, are left out."""

    def __init__(
        self,
        nodes: Iterable[Node],
        links: Iterable[tuple[int, int]],
        references: Iterable[tuple[int, int]],
    ) -> None:
        self.nodes = {node.key: node for node in nodes}
        self.ties: dict[int, dict[int, int]] = {key: {} for key in self.nodes}
        self._typed: set[tuple[int, int]] = set()
        for one, other in links:
            self._tie(one, other, LINK)
        for one, other in references:
            self._tie(one, other, REFERENCE)
            self._typed |= {(one, other), (other, one)}

    def _tie(self, one: int, other: int, weight: int) -> None:
        if one == other or one not in self.nodes or other not in self.nodes:
            return
        for here, there in ((one, other), (other, one)):
            self.ties[here][there] = self.ties[here].get(there, 0) + weight

    def is_typed(self, one: int, other: int) -> bool:
        return (one, other) in self._typed

    def within(self, keys: Iterable[int], steps: int) -> set[int]:
        """The given pages and those at most so many steps from one of them."""
        reached = {key for key in keys if key in self.nodes}
        for _step in range(steps):
            reached |= {other for key in reached for other in self.ties[key]}
        return reached

    def edges(self, keys: Iterable[int]) -> Iterator[tuple[int, int]]:
        """Each tied pair of the given pages once, in their order."""
        order = {key: number for number, key in enumerate(keys)}
        for one, number in order.items():
            later = (key for key in self.ties[one] if order.get(key, -1) > number)
            for other in self.in_order(later):
                yield one, other

    def nearest(self, centre: int) -> list[int]:
        """The neighbours of a page, the closest first: by the weight of what ties
        them, then by how many neighbours they share."""
        mine = self.ties[centre]
        return sorted(
            mine,
            key=lambda key: (
                -mine[key],
                -len(mine.keys() & self.ties[key].keys()),
                self._sort_key(key),
            ),
        )

    def beyond(self, centre: int, near: list[int]) -> dict[int, list[int]]:
        """Of each near page, those two steps from the centre that it leads to; a
        page that several lead to is placed at the one it is most tied to."""
        ties = self._ties_beyond(centre, near)
        totals = {key: sum(weights.values()) for key, weights in ties.items()}
        found: dict[int, list[int]] = {key: [] for key in near}
        for other in self._heaviest_first(totals):
            parents = self._heaviest_first(ties[other])
            free = [key for key in parents if len(found[key]) < FAR_EACH]
            if free and sum(map(len, found.values())) < MOST_FAR:
                found[free[0]].append(other)
        return found

    def _ties_beyond(self, centre: int, near: list[int]) -> dict[int, dict[int, int]]:
        """Of each page two steps from the centre, its ties to the near ones."""
        ties: dict[int, dict[int, int]] = defaultdict(dict)
        for key in near:
            for other, weight in self.ties[key].items():
                if other != centre and other not in self.ties[centre]:
                    ties[other][key] = weight
        return ties

    def _heaviest_first(self, weights: Mapping[int, int]) -> list[int]:
        return sorted(weights, key=lambda key: (-weights[key], self._sort_key(key)))

    def in_order(self, keys: Iterable[int]) -> list[int]:
        return sorted(keys, key=self._sort_key)

    def _sort_key(self, key: int) -> tuple[int, str]:
        return self.nodes[key].sort_key


def ego_graph(graph: Graph, centre: int) -> tuple[list[NodePosition], list[Edge]]:
    """The pages within two steps of one, as far as a picture has room for them: the
    centre, the near ones around it, the far ones on an outer ring behind theirs."""
    near = graph.in_order(graph.nearest(centre)[:MOST_NEAR])
    beyond = graph.beyond(centre, near)
    positions = [NodePosition(centre, 0, None, *_at(0, (0, 0)))]
    for number, key in enumerate(near):
        turn = number / len(near)
        positions.append(NodePosition(key, 1, centre, *_at(turn, NEAR_RADII)))
        for index, other in enumerate(beyond[key]):
            aside = (index - (len(beyond[key]) - 1) / 2) / (FAR_EACH * len(near))
            positions.append(NodePosition(other, 2, key, *_at(turn + aside, FAR_RADII)))
    inner = {centre, *near}
    edges = [
        Edge(one, other, graph.is_typed(one, other))
        for one, other in graph.edges([position.key for position in positions])
        if one in inner or other in inner
    ]
    return positions, edges


def shortened(words: str, length: int) -> str:
    """Words that fit beside a node: at most `length` characters, with an ellipsis
    where something was cut off."""
    if len(words) <= length:
        return words
    return words[: length - 1].rstrip(" ,:;–-(") + "…"


def _at(turn: float, radii: tuple[int, int]) -> tuple[int, int]:
    """A point of an ellipse around the middle; turns count clockwise from the top."""
    angle = 2 * pi * turn
    return (
        round(WIDTH / 2 + radii[0] * sin(angle)),
        round(HEIGHT / 2 - radii[1] * cos(angle)),
    )
