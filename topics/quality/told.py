"""Rules of facts that a page tells in its text and in its profile: they must agree.

Only what can be read without understanding is compared: the days on which a text says
that the mission began or ended, and what a summary says an indicator was in a year.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from topics.models import (
    Measurement,
    Mission,
    MissionDetail,
    MissionResolution,
    Topic,
)
from topics.quality.draft import Draft
from topics.quality.rows import CHUNK, topic_rows
from topics.quality.rule import Level, Row, Rule

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
_DAY = rf"(?:(\d{{1,2}}) )?({'|'.join(MONTHS)}) (\d{{4}})"
# Texts are in English. %s is the acronym of the mission.
_LASTED = (
    r"\b(?:[Tt]he (?:mandate|mission|operation|force)|%s) "
    r"(?:began|ended|expired|closed|was (?:established|set up|closed|terminated)) "
    rf"(?:on |in |at the end of )?{_DAY}"
)
# `14,347 in 1998`; of `1.76 billion in 1999` the unit is not known.
_IN_YEAR = re.compile(r"(?<![\d.,])(\d[\d,]*(?:\.\d+)?)(?: \w+){0,2} in (\d{4})\b")
_SCALED = re.compile(r"\b(?:thousand|million|billion)\b")


def told_dates(text: str, acronym: str, known: Collection[str]) -> Iterator[Row]:
    """The days of which a text says that the mission began or ended on them, and that
    none of the dates `known`, as in ISO 8601, is or lies in."""
    for match in re.finditer(_LASTED % re.escape(acronym), text):
        day, month, year = match.groups()
        told = f"{year}-{MONTHS.index(month) + 1:02}" + (f"-{day:0>2}" if day else "")
        if not any(told.startswith(date) or date.startswith(told) for date in known):
            yield {"told": match[0]}


def told_values(
    summary: str, values: Mapping[int, Collection[float]], unit: str
) -> Iterator[Row]:
    """What a summary says of a year for which there are `values`, none of which is
    that when rounded as there."""
    is_scaled = _SCALED.search(unit)
    for match in _IN_YEAR.finditer(summary):
        number, year = match[1].replace(",", ""), int(match[2])
        decimals = len(number.partition(".")[2])
        if bool(_SCALED.search(match[0])) != bool(is_scaled) or year not in values:
            continue
        if float(number) not in {round(value, decimals) for value in values[year]}:
            yield {"told": match[0]}


def dates_told_otherwise() -> Iterator[Row]:
    """Missions of whose beginning or end the text tells a day that is not recorded."""
    known = _known_dates()
    missions = Topic.objects.published().filter(mission__isnull=False)
    rows = topic_rows(missions, "text", acronym=F("mission__acronym"))
    for row in rows.iterator(chunk_size=CHUNK):
        dates = known.get(row["topic_pk"], ())
        for case in told_dates(row["text"], row["acronym"], dates):
            yield {**row, **case}


def _known_dates() -> dict[int, set[str]]:
    """The dates of missions, and those of the decisions on them."""
    known: dict[int, set[str]] = {}
    for model, owner, *columns in (
        (Mission, "pk", "start", "end"),
        (MissionDetail, "profile", "start", "end"),
        (MissionResolution, "profile", "date", "until"),
    ):
        rows = model.objects.order_by().values_list(owner, *columns)
        for pk, *dates in rows.iterator(chunk_size=CHUNK):
            known.setdefault(pk, set()).update(str(date) for date in dates if date)
    return known


def values_told_otherwise() -> Iterator[Row]:
    """Indicators whose summary tells another value than is recorded."""
    values: dict[int, dict[int, set[float]]] = {}
    rows = Measurement.objects.order_by().values_list("profile", "year", "value")
    for pk, year, value in rows.iterator(chunk_size=CHUNK):
        values.setdefault(pk, {}).setdefault(year, set()).add(float(value))
    indicators = Topic.objects.published().filter(indicator__isnull=False)
    for row in topic_rows(indicators, "summary", unit=F("indicator__unit")):
        known = values.get(row["topic_pk"], {})
        for case in told_values(row["summary"], known, row["unit"]):
            yield {**row, **case}


def _ask_dates(draft: Draft) -> Iterable[Row]:
    mission = draft.mission
    rows = chain(
        [mission],
        mission.get("details", []),
        map(MissionResolution.columns_of, mission.get("resolutions", [])),
    )
    names = ("start", "end", "date", "until")
    known = {row[name] for row in rows for name in names if row.get(name)}
    if known:
        yield from told_dates(draft.text, mission.get("acronym", ""), known)


def _ask_values(draft: Draft) -> Iterable[Row]:
    values: dict[int, set[float]] = {}
    for row in draft.indicator.get("measurements", []):
        values.setdefault(int(row["year"]), set()).add(float(row["value"]))
    return told_values(draft.summary, values, draft.indicator.get("unit", ""))


DATE_TOLD_OTHERWISE = Rule(
    "date-told-otherwise",
    Level.WARNING,
    _(
        "The text says “%(told)s”, which is none of the dates that are recorded; "
        "correct one of them, or record the other date too."
    ),
    dates_told_otherwise,
    _ask_dates,
    "details",
)
VALUE_TOLD_OTHERWISE = Rule(
    "value-told-otherwise",
    Level.WARNING,
    _("The summary says “%(told)s”, which is no value of that year; correct either."),
    values_told_otherwise,
    _ask_values,
    "measurements",
)
