"""Rules of what the figures and dates of missions rest on."""

from collections.abc import Iterable, Iterator

from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from topics.models import Mission, MissionDetail, MissionFigure, Topic
from topics.models.profiles.measure import Absence, Measure
from topics.quality.draft import Draft
from topics.quality.rows import topic_rows
from topics.quality.rule import Level, Row, Rows, Rule

DATES = ("start", "end")


def figures_without_source() -> Rows:
    """Figures without a source, but for those that say why there is none."""
    figures = MissionFigure.objects.filter(
        profile__topic__in=Topic.objects.published(), source=None
    ).exclude(absence=Absence.NOT_ESTABLISHED)
    return topic_rows(figures, "measure", at="profile__topic")


def _ask_source(draft: Draft) -> Iterator[Row]:
    for row in draft.mission.get("figures", []):
        is_told = row.get("source") or row.get("absence") == Absence.NOT_ESTABLISHED
        if not is_told:
            yield {"measure": row["measure"]}


def _named(rows: Iterable[Row]) -> Iterator[Row]:
    labels = dict(Measure.choices)
    for row in rows:
        yield {**row, "measure": labels.get(row["measure"], row["measure"])}


def unsourced_dates() -> Iterator[Row]:
    """Missions of which no source is named for the day on which they began or ended."""
    missions = Mission.objects.filter(topic__in=Topic.objects.published())
    for name in DATES:
        said = MissionDetail.objects.filter(
            ~Q(source=None), profile=OuterRef("pk"), kind=name, start=OuterRef(name)
        )
        unsourced = missions.exclude(Q(**{name: ""}) | Exists(said))
        yield from topic_rows(unsourced, at="topic", date=F(name))


def unsourced_details() -> Rows:
    """Headquarters and heads of missions without a source."""
    details = MissionDetail.objects.filter(
        profile__topic__in=Topic.objects.published(), source=None
    ).exclude(words="")
    return topic_rows(details, "words", at="profile__topic")


def _ask_detail(draft: Draft) -> Iterator[Row]:
    for row in draft.mission.get("details", []):
        if row.get("words") and not row.get("source"):
            yield {"words": row["words"]}


def _ask_date(draft: Draft) -> Iterator[Row]:
    said = {
        (row.get("kind"), row.get("start"))
        for row in draft.mission.get("details", [])
        if row.get("source")
    }
    for name in DATES:
        date = draft.mission.get(name)
        if date and (name, date) not in said:
            yield {"date": date}


FIGURE_WITHOUT_SOURCE = Rule(
    "figure-without-source",
    Level.ERROR,
    _("A figure (%(measure)s) has no source; name it, and the place in it."),
    figures_without_source,
    _ask_source,
    "figures",
    _named,
)
DATE_WITHOUT_SOURCE = Rule(
    "date-without-source",
    Level.WARNING,
    _(
        "No source is named for the date %(date)s; add it to the dates, headquarters "
        "and heads."
    ),
    unsourced_dates,
    _ask_date,
    "details",
)
DETAIL_WITHOUT_SOURCE = Rule(
    "detail-without-source",
    Level.WARNING,
    _("“%(words)s” has no source; name it, and the place in it."),
    unsourced_details,
    _ask_detail,
    "details",
)
