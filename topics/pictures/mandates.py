"""Which tasks missions had in which years, and what a resolution did to missions."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from topics.models import MandateTask, MissionResolution, Tag, Topic
from topics.models.profiles.mandate import TaskQuerySet
from topics.models.profiles.partial_date import PartialDate
from topics.pictures.geometry.year_counts import YearBar, bars, years_of

FIRST_YEAR = 1948
MOST_DRAWN = 5_000
COLUMNS = (
    *("task", "profile", "since", "until"),
    *("profile__end", "profile__mandate_read_to"),
)


@dataclass(frozen=True)
class TaskYears:
    """In how many missions a task was recorded: `bars` by year, `decades` the most at
    once in each; `first` and `last` are the years of the whole. `open_bars` count also
    missions of which later decisions are not recorded, as if the task had lasted."""

    tag: Tag
    bars: list[YearBar]
    open_bars: list[YearBar]
    decades: list[int]
    first: int
    last: int
    most: int


@dataclass(frozen=True)
class TaskPicture:
    """A row for each task, the one of most missions first, on years from `first` to
    `last`; `decades` are their first years; `is_cut` says that rows are left out."""

    rows: list[TaskYears]
    first: int
    last: int
    decades: list[int]
    is_cut: bool

    @property
    def width(self) -> int:
        """Of the axis, in years."""
        return self.last - self.first + 1

    @property
    def ticks(self) -> list[int]:
        """Where on the axis decades begin."""
        return [max(year, self.first) - self.first for year in self.decades]


Spans = dict[int, list[tuple[int, int, int]]]  # by task: (mission, first, last year)


def picture_of(tasks: TaskQuerySet) -> TaskPicture:
    """Tasks by year, until this one; a task without an end lasted as long as its
    mission, as far as is known."""
    last = timezone.localdate().year
    rows = list(tasks.order_by("pk").values_list(*COLUMNS)[: MOST_DRAWN + 1])
    recorded: Spans = {}
    lasting: Spans = {}
    for task, mission, since, until, end, read_to in rows[:MOST_DRAWN]:
        to = _year(until or end, last)
        read = to if until else min(to, max(_year(read_to, last), since.year))
        lasting.setdefault(task, []).append((mission, since.year, to))
        recorded.setdefault(task, []).append((mission, since.year, read))
    counts = {
        pk: (years_of(some, FIRST_YEAR, last), years_of(lasting[pk], FIRST_YEAR, last))
        for pk, some in recorded.items()
    }
    tags = Tag.objects.in_bulk(counts) if counts else {}
    greatest = max((max(c[1].values(), default=1) for c in counts.values()), default=1)
    drawn = [_row(tags[pk], *both, greatest, last) for pk, both in counts.items()]
    drawn.sort(key=lambda row: (-row.most, row.tag.name))
    return TaskPicture(
        drawn, FIRST_YEAR, last, list(_decades(last)), len(rows) > MOST_DRAWN
    )


def _year(date: PartialDate | None, last: int) -> int:
    return date.year if date else last


def _decades(last: int) -> range:
    return range(FIRST_YEAR // 10 * 10, last + 1, 10)


def _row(
    tag: Tag, recorded: Counter[int], lasting: Counter[int], greatest: int, last: int
) -> TaskYears:
    return TaskYears(
        tag,
        bars(recorded, FIRST_YEAR, greatest),
        bars(lasting, FIRST_YEAR, greatest),
        [max(_of(recorded, decade)) for decade in _decades(last)],
        min(recorded, default=FIRST_YEAR),
        max(recorded, default=last),
        max(recorded.values(), default=0),
    )


def _of(numbers: Counter[int], decade: int) -> Iterable[int]:
    return (numbers[year] for year in range(decade, decade + 10))


def decisions_on_missions(topic: Topic) -> Iterable[MissionResolution]:
    """The decisions on published missions that a topic's instrument is, with the
    missions; none if it is no instrument with a symbol."""
    instrument = getattr(topic, "instrument", None)
    if not instrument or not instrument.symbol:
        return []
    return MissionResolution.objects.of_symbol(instrument.symbol)


def missions_with_tasks() -> Iterable[tuple[str, str]]:
    """(slug, acronym) of the published missions of which tasks are recorded."""
    rows = MandateTask.objects.published().order_by("profile__acronym")
    return rows.values_list("profile__topic__slug", "profile__acronym").distinct()


def tasks_given() -> Iterable[tuple[str, str]]:
    """(slug, name) of the tasks that published missions were given."""
    rows = MandateTask.objects.published().order_by("task__name")
    return rows.values_list("task__slug", "task__name").distinct()
