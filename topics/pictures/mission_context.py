"""The missions around a mission: before, after and beside it."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from topics.models.profiles.agreement import Agreement
from topics.models.profiles.event import Event
from topics.models.profiles.mission import Mission, MissionCountry
from topics.models.topic import Topic
from topics.models.topic_queryset import TopicQuerySet
from topics.pictures.geometry.timeline import Scale, Span, rows

CONTEMPORARIES_SHOWN = 8
CONSIDERED = 100
ROW_WIDTH = 300


@dataclass
class MissionContext:
    """Topics of missions, in the order in which the missions began."""

    predecessors: list[Topic] = field(default_factory=list)
    successors: list[Topic] = field(default_factory=list)
    contemporaries: list[Topic] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.predecessors or self.successors or self.contemporaries)


def mission_context(topic: Topic, topics: TopicQuerySet, today: date) -> MissionContext:
    """The MissionContext of a topic with a mission, from `topics` (a queryset) of the
    same region: the missions it grew out of, those that grew out of it, and those that
    worked at the same time, in the same countries first, then the longest."""
    around = list(missions_around(topic, topics))
    by_id: dict[int | None, Topic] = {other.pk: other for other in around}
    predecessors = _predecessors(topic, by_id)
    successors = [t for t in _successors(topic, around) if t not in predecessors]
    tied = {other.pk for other in [*predecessors, *successors]}
    beside = [
        (other.shares_country, days, other)
        for other in around
        if other.pk not in tied
        and (days := topic.mission.days_shared_with(other.mission, today))
    ]
    beside.sort(key=lambda row: (not row[0], -row[1], row[2].mission.start))
    nearest = [other for _, _, other in beside[:CONTEMPORARIES_SHOWN]]
    return MissionContext(*map(_in_order, (predecessors, successors, nearest)))


def missions_around(topic: Topic, topics: TopicQuerySet) -> TopicQuerySet:
    """Topics of missions of the region that may be tied to it, with
    `shares_country`."""
    mission = topic.mission
    countries = [row.country for row in mission.countries.all()]
    at_the_time = Q(mission__end="") | Q(mission__end__gte=str(mission.start.year))
    if mission.end:
        at_the_time &= Q(mission__start__lt=str(mission.end.year + 1))
    followed = Mission.objects.exclude(predecessor=None)
    in_a_line = Q(mission__predecessor__isnull=False) | Q(
        pk__in=followed.values("predecessor")
    )
    same_country = MissionCountry.objects.filter(
        profile=OuterRef("pk"), country__in=countries
    )
    around: TopicQuerySet = (
        topics.exclude(pk=mission.pk)
        .filter(at_the_time | in_a_line, mission__region=mission.region)
        .annotate(shares_country=Exists(same_country))
        .order_by("-shares_country", "-mission__predecessor", "mission__start", "pk")
        .with_facts()[:CONSIDERED]
    )
    return around


def _predecessors(topic: Topic, by_id: dict[int | None, Topic]) -> list[Topic]:
    found, mission = [], topic.mission
    while (before := by_id.pop(mission.predecessor_id, None)) is not None:
        found.append(before)
        mission = before.mission
    return found


def _successors(topic: Topic, around: list[Topic]) -> list[Topic]:
    found: list[Topic] = []
    waiting = [topic.pk]
    while waiting:
        parent = waiting.pop()
        following = [
            other
            for other in around
            if other.mission.predecessor_id == parent and other not in found
        ]
        found += following
        waiting += [other.pk for other in following if other.pk != topic.pk]
    return found


def _in_order(topics: list[Topic]) -> list[Topic]:
    return sorted(topics, key=lambda topic: (topic.mission.start, topic.title))


def mission_span(topic: Topic) -> Span:
    """The Span of a topic's mission."""
    return span_of(topic.mission, topic.mission.acronym, topic)


def span_of(
    profile: Mission | Event | Agreement, label: str = "", item: Topic | None = None
) -> Span:
    """What a profile says of its time; an event without an end lasted a day."""
    if isinstance(profile, Agreement):
        return Span(profile.signed.first_day, None, label, item)
    end = profile.end.last_day if profile.end else None
    return Span(profile.start.first_day, end, label, item)


def context_of(topic: Topic, topics: TopicQuerySet) -> dict[str, Any] | None:
    """A mission among those of `topics` (a queryset): rows by their tie, and the
    decades of their axis; None for another topic, or a mission without any."""
    if not hasattr(topic, "mission"):
        return None
    today = timezone.localdate()
    context = mission_context(topic, topics, today)
    if not context:
        return None
    groups = [
        ("predecessors", context.predecessors),
        ("itself", [topic]),
        ("successors", context.successors),
        ("contemporaries", context.contemporaries),
    ]
    spans = {name: [mission_span(t) for t in members] for name, members in groups}
    every = [span for members in spans.values() for span in members]
    scale = Scale.around(every, today, width=ROW_WIDTH)
    drawn = {name: rows(members, scale) for name, members in spans.items()}
    return {
        **drawn,
        "decades": scale.ticks()[:-1],
        "region": topic.mission.region,
        # Then its bars end today.
        "is_ongoing": any(span.end is None for span in every),
    }
