"""How topics look from outside: what other pages and lists show of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Length

from topics.models import Alias, Citation, Tagging, Topic
from topics.models.link import minutes_to_read
from topics.models.profiles import PROFILES, SHOWN_ELSEWHERE
from topics.pictures.ties import ties_of

NAME = ("title", "slug", "section")
# What other pages say of a topic, beside its name.
FACTS = ("summary", "position", "date", *SHOWN_ELSEWHERE)
# What tables and files say besides, and are sorted and filtered by.
PROFILE = tuple(f"published_revision__content__{name}" for name in PROFILES)
MISSION = list(PROFILES).index("mission")


@dataclass(frozen=True)
class Snapshot:
    """What readers can see of a published topic on other pages than its own: `name`
    has the values of NAME, `facts` those of FACTS, `profile` all of its profile;
    `slugs` are its present and former ones; tags, sources and ties (topics it names or
    that name it) are primary keys; `minutes` is how long it takes to read."""

    name: tuple[Any, ...]
    facts: tuple[Any, ...]
    profile: tuple[Any, ...]
    slugs: frozenset[str]
    tags: frozenset[int]
    sources: frozenset[int]
    ties: frozenset[int]
    minutes: int

    @property
    def section(self) -> int:
        section: int = self.name[-1]
        return section

    @property
    def decisions(self) -> frozenset[tuple[str, str]]:
        """(symbol, all that is said of it) of each decision on its mission."""
        mission = self.profile[MISSION]
        # What was stored by older code, or by hand, may have another shape.
        rows = mission.get("resolutions") if isinstance(mission, dict) else None
        items = rows if isinstance(rows, list) else []
        said = [row if isinstance(row, dict) else {"symbol": row} for row in items]
        return frozenset(
            (str(row.get("symbol")), repr(sorted(row.items()))) for row in said
        )

    @property
    def words(self) -> tuple[Any, ...]:
        """What other pages say of it."""
        return self.name, self.facts

    @property
    def listed(self) -> tuple[Any, ...]:
        """What lists say of it, or sort and filter it by."""
        return self.name, self.facts, self.profile, self.tags


def snapshots(ids: Iterable[int]) -> dict[int, Snapshot]:
    """By primary key, those of the topics of `ids` that are published."""
    topics = Topic.objects.published().filter(pk__in=list(ids))
    values = topics.values_list("pk", Length("text"), *NAME, *FACTS, *PROFILE)
    rows = {pk: columns for pk, _length, *columns in values}
    minutes = {pk: minutes_to_read(length) for pk, length, *_columns in values}
    if not rows:
        return {}
    aliases = _sets(Alias.objects.filter(topic__in=rows), "topic", "slug")
    carried = Tagging.objects.filter(content_object__in=rows)
    tags = _sets(carried, "content_object", "tag")
    cited = Citation.objects.filter(topic__in=rows).exclude(source=None)
    sources = _sets(cited, "topic", "source")
    ties = ties_of(rows)
    return {
        pk: Snapshot(
            name=tuple(row[: len(NAME)]),
            facts=tuple(row[len(NAME) : -len(PROFILE)]),
            profile=tuple(row[-len(PROFILE) :]),
            slugs=frozenset({row[1], *aliases.get(pk, ())}),
            tags=frozenset(tags.get(pk, ())),
            sources=frozenset(sources.get(pk, ())),
            ties=frozenset(ties.get(pk, ())),
            minutes=minutes[pk],
        )
        for pk, row in rows.items()
    }


def _sets(queryset: QuerySet[Any], owner: str, value: str) -> dict[int, set[Any]]:
    sets: dict[int, set[Any]] = {}
    for key, item in queryset.order_by().values_list(owner, value):
        sets.setdefault(key, set()).add(item)
    return sets


@dataclass(frozen=True)
class Difference:
    """One topic before and after a change; None where it was not published."""

    before: Snapshot | None
    after: Snapshot | None

    @property
    def sides(self) -> list[Snapshot]:
        return [side for side in (self.before, self.after) if side]

    def has_other(self, aspect: str) -> bool:
        """Whether `name`, `words`, `listed` or `minutes` of the two differ."""
        before, after = (
            side and getattr(side, aspect) for side in (self.before, self.after)
        )
        return bool(before != after)

    def changed(self, aspect: str) -> frozenset[int]:
        """What came to or went from `tags` or `sources`."""
        before, after = (
            getattr(side, aspect) if side else frozenset()
            for side in (self.before, self.after)
        )
        changed: frozenset[int] = before ^ after
        return changed

    @property
    def is_mission(self) -> bool:
        """Whether it has the facts of a mission, or had."""
        return any(side.profile[MISSION] for side in self.sides)

    @property
    def changed_symbols(self) -> frozenset[str]:
        """The symbols of decisions on the mission of which something else is said; all,
        if it came or went."""
        before, after = (
            side.decisions if side else frozenset()
            for side in (self.before, self.after)
        )
        return frozenset(symbol for symbol, _said in before ^ after)

    @property
    def changed_sections(self) -> set[int]:
        """The sections that it came to or went from."""
        before, after = (side and side.section for side in (self.before, self.after))
        return {pk for pk in (before, after) if pk} if before != after else set()

    @property
    def changed_ties(self) -> frozenset[int]:
        """The topics at the other end of ties that came or went; of a topic that came,
        went or was renamed, all."""
        before, after = (
            side.ties if side else frozenset() for side in (self.before, self.after)
        )
        return before | after if self.has_other("name") else before ^ after
