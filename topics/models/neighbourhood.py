from dataclasses import dataclass

from django.apps import apps
from django.db import models, transaction

from topics.models.constellation import Constellation
from topics.pictures.geometry.graph import (
    HEIGHT,
    WIDTH,
    Graph,
    Line,
    Page,
    Spot,
    neighbourhood,
    shortened,
)
from topics.pictures.ties import pairs_of, ties_among

LONGEST_NAMES = (40, 20, 22)  # characters, by the steps from the centre
# Where so many pages lie within two steps of a change, those that it does not touch
# keep their picture until `manage.py rebuild`: an editor waits for the others.
MOST_REDRAWN = 40
# A page that so many others lead to is not followed further.
MOST_FOLLOWED = 500
MOST_IN_THE_SKY = 2_000
BATCH = 250
BESIDE_MIDDLE = 20  # a name nearer to the middle than this stands above or below


class NeighbourhoodQuerySet(models.QuerySet):
    @transaction.atomic
    def redraw(self, around=None, *, with_sky=True):
        """Lay out again the pictures that can show a new tie of the topics of `around`
        (primary keys), and with `with_sky` that of all topics; without `around`, all
        of them. Gives back the primary keys of the topics whose picture changed."""
        # By name: topics know their neighbourhoods.
        topics = apps.get_model("topics", "Topic").objects.exclude(published_at=None)
        changed = self._redraw_among(topics, around)
        if around is None or (with_sky and topics.count() <= MOST_IN_THE_SKY):
            Constellation.objects.redraw(topics)
        return changed

    def _redraw_among(self, topics, around):
        graph = whole_graph(topics) if around is None else graph_near(around, topics)
        keys = set(graph.pages) if around is None else graph.within(around, 1)
        if around is not None and len(keys) > MOST_REDRAWN:
            keys = set(around) & set(graph.pages)
        keys, changed = sorted(keys), set()
        for start in range(0, len(keys), BATCH):
            some = keys[start : start + BATCH]
            present = {row.pk: row.places for row in self.filter(pk__in=some)}
            drawn = [Neighbourhood.of(graph, key) for key in some]
            rows = [row for row in drawn if present.get(row.pk) != row.places]
            self.bulk_create(
                rows,
                update_conflicts=True,
                unique_fields=["topic"],
                update_fields=["spots", "lines"],
            )
            changed |= {row.pk for row in rows}
        return changed


def whole_graph(topics):
    """The Graph of all of `topics` (a queryset)."""
    return Graph(_places(topics), *ties_among(topics))


def graph_near(ids, topics):
    """The part of the Graph of `topics` (a queryset) that decides how the pictures of
    those of `ids` and of their neighbours look."""
    near = set(ids)
    for _step in range(2):
        if len(near) <= MOST_FOLLOWED:
            near |= {key for pairs in pairs_of(near) for pair in pairs for key in pair}
    pairs = pairs_of(near)
    keys = near | {key for some in pairs for pair in some for key in pair}
    return Graph(_places(topics.filter(pk__in=keys)), *pairs)


def _places(topics):
    rows = topics.order_by().values_list("pk", "section__position", "slug")
    return [Page(pk, (position, slug)) for pk, position, slug in rows]


class Neighbourhood(models.Model):
    """The picture of the topics within two steps of a published one.

    It holds places only. What stands there is read with the page, so that what readers
    may not see is not shown, and a new title is.
    """

    topic = models.OneToOneField(
        "topics.Topic", models.CASCADE, primary_key=True, related_name="neighbourhood"
    )
    spots = models.JSONField()
    lines = models.JSONField()

    objects = NeighbourhoodQuerySet.as_manager()

    def __str__(self):
        return f"{self.topic_id}: {len(self.spots)}"

    @classmethod
    def of(cls, graph, key):
        spots, lines = neighbourhood(graph, key)
        return cls(
            topic_id=key,
            # As JSON gives them back, to be compared.
            spots=[list(spot) for spot in spots],
            lines=[list(line) for line in lines],
        )

    @property
    def places(self):
        return self.spots, self.lines

    @property
    def members(self):
        """The primary keys of the topics in it."""
        return [spot[0] for spot in self.spots]

    def showing(self, centre, topics):
        """The Surroundings of its topic, `centre`, with those of `topics` that stand in
        it; None if there are none."""
        by_key = {topic.pk: topic for topic in [centre, *topics]}
        shown = {}
        for spot in (Spot(*values) for values in self.spots):
            # Behind a page that is not shown nothing is.
            if spot.key in by_key and (spot.step == 0 or spot.parent in shown):
                shown[spot.key] = Node(spot, by_key[spot.key], [])
        for node in shown.values():
            if node.spot.step:
                shown[node.spot.parent].branches.append(node)
        if len(shown) < 2:
            return None
        lines = [
            (shown[line.one].spot, shown[line.other].spot, line)
            for line in (Line(*values) for values in self.lines)
            if line.one in shown and line.other in shown
        ]
        return Surroundings(shown[self.topic_id], list(shown.values()), lines)


@dataclass(frozen=True)
class Node:
    """A topic at its spot; `branches` are the nodes that it leads to."""

    spot: Spot
    topic: models.Model
    branches: list

    @property
    def name(self):
        """What stands beside the spot."""
        longest = LONGEST_NAMES[self.spot.step]
        return self.topic.short_name or shortened(self.topic.title, longest)

    @property
    def full_name(self):
        """The same in full."""
        symbol = self.topic.short_name
        return f"{symbol}: {self.topic.title}" if symbol else self.topic.title

    @property
    def anchor(self):
        """Where the name begins, as SVG's text-anchor: names of far spots stand
        outside the ring."""
        away = self.spot.x - WIDTH // 2
        if self.spot.step < 2 or abs(away) < BESIDE_MIDDLE:
            return "middle"
        return "end" if away < 0 else "start"

    @property
    def name_x(self):
        return self.spot.x + {"end": -10, "middle": 0, "start": 10}[self.anchor]

    @property
    def name_y(self):
        if self.anchor != "middle":
            return self.spot.y + 4
        is_above = self.spot.step == 2 and self.spot.y < HEIGHT // 2
        return self.spot.y + (-12 if is_above else 22)


@dataclass(frozen=True)
class Surroundings:
    """A neighbourhood with its topics: the node in the middle, all nodes, and
    (spot, spot, line) of each line."""

    centre: Node
    nodes: list
    lines: list
