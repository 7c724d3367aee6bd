"""Rules of what is recorded of the mandates of missions."""

from collections.abc import Iterable, Iterator

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Left, Length
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from topics.models import MandateTask, Mission, MissionResolution, Source, Topic
from topics.quality.draft import Draft
from topics.quality.rows import topic_rows
from topics.quality.rule import Level, Row, Rows, Rule

AT = "profile__topic"


def mandates_run_out() -> Rows:
    """Missions that go on though their mandate has run out, as far as is recorded."""
    known = Q(resolutions__until__gt="")
    missions = Mission.objects.filter(topic__in=Topic.objects.published(), end="")
    dated = missions.annotate(until=Max("resolutions__until", filter=known))
    # A month is over when the next has begun.
    today = Left(Value(str(timezone.localdate())), Length("until"))
    return topic_rows(dated.filter(until__lt=today), "until", at="topic")


def unsourced_mandates() -> Iterator[Row]:
    """Decisions and tasks without a source, of which the resolution is no source of the
    bibliography either."""
    decisions = _without_source(MissionResolution.objects.published(), "symbol")
    tasks = _without_source(MandateTask.objects.published(), "resolution")
    yield from topic_rows(decisions, at=AT, named=F("symbol"))
    yield from topic_rows(tasks.distinct(), at=AT, named=F("resolution"))


def unknown_resolutions() -> Rows:
    """Resolutions that gave tasks and are not in the bibliography."""
    unknown = MandateTask.objects.published().filter(~Exists(_numbered("resolution")))
    return topic_rows(unknown, at=AT, named=F("resolution")).distinct()


def _numbered(column: str) -> QuerySet[Source]:
    return Source.objects.filter(number=OuterRef(column))


def _without_source(rows: QuerySet, column: str) -> QuerySet:
    return rows.filter(~Exists(_numbered(column)), source=None)


def _ask_run_out(draft: Draft) -> Iterator[Row]:
    until = max((row.get("until", "") for row in _decisions(draft)), default="")
    is_over = until < str(timezone.localdate())[: len(until)]
    if is_over and not draft.mission.get("end"):
        yield {"until": until}


def _ask_sources(draft: Draft) -> Iterator[Row]:
    decisions = [row["symbol"] for row in _decisions(draft) if not row.get("source")]
    tasks = [row["resolution"] for row in _tasks(draft) if not row.get("source")]
    known = _known([*decisions, *tasks])
    for symbol in [*decisions, *dict.fromkeys(tasks)]:
        if symbol not in known:
            yield {"named": symbol}


def _ask_resolutions(draft: Draft) -> Iterator[Row]:
    symbols = dict.fromkeys(row["resolution"] for row in _tasks(draft))
    known = _known(symbols)
    return ({"named": symbol} for symbol in symbols if symbol not in known)


def _decisions(draft: Draft) -> Iterable[Row]:
    return map(MissionResolution.columns_of, draft.mission.get("resolutions", []))


def _tasks(draft: Draft) -> Iterable[Row]:
    return map(MandateTask.columns_of, draft.mission.get("tasks", []))


def _known(symbols: Iterable[str]) -> set[str]:
    """Those of the symbols that the bibliography has as numbers of documents."""
    numbers = Source.objects.filter(number__in=set(symbols)).order_by()
    return set(numbers.values_list("number", flat=True)) if symbols else set()


RUN_OUT = Rule(
    "mandate-run-out",
    Level.WARNING,
    _(
        "As far as is recorded the mandate ran out on %(until)s; record the decision "
        "that extended or ended it."
    ),
    mandates_run_out,
    _ask_run_out,
    "resolutions",
)
UNSOURCED = Rule(
    "unsourced-mandate",
    Level.WARNING,
    _("What is said of %(named)s has no source; name one, or add the resolution."),
    unsourced_mandates,
    _ask_sources,
    "resolutions",
)
UNKNOWN_RESOLUTION = Rule(
    "unknown-resolution",
    Level.WARNING,
    _("The bibliography has no %(named)s, which gave the mission a task; add it."),
    unknown_resolutions,
    _ask_resolutions,
    "tasks",
)
