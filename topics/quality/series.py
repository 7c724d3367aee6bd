"""Rules of series: indicators year by year, and the strength of missions."""

import re
from collections.abc import Collection, Iterator

from django.db.models import CharField, F, Q
from django.db.models.functions import Cast, Left
from django.utils.translation import gettext_lazy as _

from topics.models import Measurement, MissionStrength, Topic
from topics.pictures.geometry.chart import missing
from topics.quality.draft import Draft
from topics.quality.rows import CHUNK, topic_rows
from topics.quality.rule import Level, Row, Rows, Rule

_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


def unexplained_gaps(years: Collection[int], text: str) -> Iterator[Row]:
    """The runs of years without a value of which the text names neither the first nor
    the last."""
    named = {int(year) for year in _YEAR.findall(text)}
    for first, last in missing(years, min(years), max(years)) if years else ():
        if not named & {first, last}:
            yield {"years": str(first) if first == last else f"{first}–{last}"}


def series_with_gaps() -> Iterator[Row]:
    """Indicators with years without a value of which their text says nothing."""
    years: dict[int, set[int]] = {}
    rows = Measurement.objects.order_by().values_list("profile", "year")
    for pk, year in rows.distinct().iterator(chunk_size=CHUNK):
        years.setdefault(pk, set()).add(year)
    indicators = Topic.objects.published().filter(indicator__isnull=False)
    for row in topic_rows(indicators, "text"):
        for case in unexplained_gaps(years.get(row["topic_pk"], ()), row["text"]):
            yield {**row, **case}


def strengths_outside_dates() -> Rows:
    """Strengths for a year in which the mission did not work."""
    rows = MissionStrength.objects.annotate(
        told=Cast("year", CharField()),
        begun=Left("profile__start", 4),
        ended=Left("profile__end", 4),
    )
    outside = Q(told__lt=F("begun")) | (~Q(ended="") & Q(told__gt=F("ended")))
    published = rows.filter(profile__topic__in=Topic.objects.published())
    return topic_rows(published.filter(outside), "year", at="profile__topic")


def _ask_gaps(draft: Draft) -> Iterator[Row]:
    rows = draft.indicator.get("measurements", [])
    return unexplained_gaps({int(row["year"]) for row in rows}, draft.text)


def _ask_strengths(draft: Draft) -> Iterator[Row]:
    start, end = draft.mission.get("start", ""), draft.mission.get("end", "")
    for row in draft.mission.get("strengths", []):
        if row["year"] < start[:4] or (end and row["year"] > end[:4]):
            yield {"year": row["year"]}


GAP = Rule(
    "series-gap",
    Level.WARNING,
    _("There is no value for %(years)s; add it, or say in the text why it is missing."),
    series_with_gaps,
    _ask_gaps,
    "measurements",
)
OUTSIDE_DATES = Rule(
    "strength-outside-dates",
    Level.WARNING,
    _("A strength is given for %(year)s, when the mission did not work; correct it."),
    strengths_outside_dates,
    _ask_strengths,
    "strengths",
)
