"""Missions fact by fact."""

from collections.abc import Sequence

from django.db.models import Q
from django.utils import timezone

from topics.models.link import CrossReference
from topics.models.profiles.fields import Fact
from topics.models.profiles.mandate import MandateTask, MissionResolution
from topics.models.profiles.mission import Mission
from topics.models.published import published
from topics.models.tag import Tag
from topics.models.topic import Topic
from topics.models.topic_queryset import long_fields
from topics.pictures.geometry.chart import share, span
from topics.pictures.yearly_chart import Series, series_of_topic

LESSONS, CHALLENGES = "lessons", "challenges"
# In the heads of columns, as dates and duration, as headlines, with the decisions, and
# as charts.
SAID_OTHERWISE = {
    *("acronym", "start", "end", "figures"),
    *("resolutions", "tasks", "mandate_read_to", "strengths"),
}

Linked = list[tuple[Topic, str]]  # topics, each with the note of its cross-reference


class SideBySide:
    """Some missions (topics `for_comparison()`), fact by fact, each fact in their
    order."""

    def __init__(self, missions: Sequence[Topic]) -> None:
        self.missions = missions
        self.today = timezone.localdate()
        self._linked = self._linked_topics()

    @property
    def columns(self) -> int:
        """How many columns a table of them has."""
        return len(self.missions) + 1

    @property
    def durations(self) -> list[tuple[str, tuple[float, float]]]:
        """Of each, (words, its bar as x and width in per cent of the years from the
        first beginning to the last end)."""
        profiles = [topic.mission for topic in self.missions]
        first = min(mission.start.year for mission in profiles)
        last = max(mission.last_day(self.today).year for mission in profiles)
        return [
            (
                mission.duration(self.today),
                span(
                    mission.start.first_day, mission.last_day(self.today), first, last
                ),
            )
            for mission in profiles
        ]

    @property
    def facts(self) -> list[tuple[str, list[tuple[Fact, float]]]]:
        """[(label, [(Fact, its share of the greatest in per cent, if it is a
        number)])] of what the table does not say otherwise."""
        rows = [
            [topic.mission.fact(name) for topic in self.missions]
            for name in Mission.fields()
            if name not in SAID_OTHERWISE
        ]
        figures = [topic.mission.headlines() for topic in self.missions]
        rows += map(list, zip(*figures, strict=True))
        return [(facts[0].label, _with_shares(facts)) for facts in rows]

    @property
    def strengths(self) -> list[tuple[Topic, Series | None]]:
        """[(mission, its strength by year)]; nothing if none of them has any."""
        drawn = [(topic, series_of_topic(topic)) for topic in self.missions]
        return drawn if any(series for _topic, series in drawn) else []

    @property
    def decisions(self) -> list[list[MissionResolution]]:
        """Of each, the first and the newest decision on its mandate that is
        recorded."""
        chains = [list(topic.mission.resolutions.all()) for topic in self.missions]
        return [[*chain[:1], *chain[1:][-1:]] for chain in chains]

    @property
    def tasks(self) -> list[tuple[Tag, list[list[MandateTask]]]]:
        """[(tag, [the rows of each that give it the task])] of the tasks in their
        mandates as far as they are recorded, shared ones first."""
        tags: dict[int, Tag] = {}
        given: dict[int, list[list[MandateTask]]] = {}
        for column, topic in enumerate(self.missions):
            for row in topic.mission.tasks.all():
                tags[row.task_id] = row.task
                cells = given.setdefault(row.task_id, [[] for _ in self.missions])
                cells[column].append(row)
        rows = [(tag, given[pk]) for pk, tag in tags.items()]
        return sorted(rows, key=lambda row: (row[1].count([]), row[0].name))

    @property
    def lessons(self) -> list[Linked]:
        """Of each, [(topic, note)] of the lessons it is tied to by cross-references."""
        return [self._linked[topic.pk, LESSONS] for topic in self.missions]

    @property
    def challenges(self) -> list[Linked]:
        """Of each, the same of the challenges."""
        return [self._linked[topic.pk, CHALLENGES] for topic in self.missions]

    def _linked_topics(self) -> dict[tuple[int, str], Linked]:
        ids = [topic.pk for topic in self.missions]
        linked: dict[tuple[int, str], dict[int, tuple[Topic, str]]] = {
            (pk, slug): {} for pk in ids for slug in (LESSONS, CHALLENGES)
        }
        rows = (
            CrossReference.objects.filter(
                Q(published("target"), source__in=ids)
                | Q(published("source"), target__in=ids)
            )
            .select_related("source__section", "target__section")
            .defer(*long_fields("source"), *long_fields("target"))
            .order_by("position", "source__title", "target__title")
        )
        for row in rows:
            source, target = row.source, row.target
            if target is None:
                continue
            for here, other in ((source, target), (target, source)):
                if (found := linked.get((here.pk, other.section.slug))) is not None:
                    found.setdefault(other.pk, (other, row.note))
        return {key: list(found.values()) for key, found in linked.items()}


def _with_shares(facts: list[Fact]) -> list[tuple[Fact, float]]:
    numbers = [fact.number for fact in facts]
    return [(fact, share(fact.number, numbers)) for fact in facts]
