"""Values by year as bars and lines, and as rows of a table."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from topics.lists.yearly_counts import active_missions, counted_values
from topics.models import Indicator, Measurement, MissionStrength, Topic
from topics.pictures.geometry.chart import Chart, Value, chart, missing

Row = Measurement | MissionStrength
MOST_ROWS = 60


@dataclass(frozen=True)
class Series:
    """A chart, and the rows of its table: (years, row or None), with the years of which
    there is no figure, `2011` or `2012–2014`."""

    chart: Chart
    rows: list[tuple[str, Row | None]]

    @property
    def is_long(self) -> bool:
        """Whether a page that shows all rows at once would be hard to go through."""
        return len(self.rows) > MOST_ROWS

    @property
    def has_categories(self) -> bool:
        return bool(self.chart.lines or self.chart.parts)


def series_of_topic(topic: Topic) -> Series | None:
    """The values of a topic's indicator, or the strength of its mission."""
    if hasattr(topic, "indicator"):
        (values,) = values_of([topic.indicator])
        return series_of(values)
    if hasattr(topic, "mission"):
        return series_of(list(topic.mission.strengths.all()))
    return None


def values_of(indicators: Sequence[Indicator]) -> list[list[Measurement]]:
    """What each says of the years: its `measurements`, and what is computed."""
    is_needed = any(indicator.computed_from for indicator in indicators)
    counted = active_missions() if is_needed else Counter()
    return [
        [
            *indicator.measurements.all(),
            *(counted_values(indicator, counted) if indicator.computed_from else ()),
        ]
        for indicator in indicators
    ]


def series_of(
    rows: Sequence[Row], first: int | None = None, last: int | None = None
) -> Series | None:
    """The rows as a chart, from the year `first` to `last` or as far as they reach, and
    as a table; None if there are none."""
    if not rows:
        return None
    years = [row.year for row in rows]
    drawn = chart(map(_value, rows), first or min(years), last or max(years))
    return Series(drawn, _rows_by_year(rows))


def _value(row: Row) -> Value:
    value = float(row.value)
    low, high = (
        value if bound is None else float(bound) for bound in (row.low, row.high)
    )
    return Value(row.year, value, low, high, row.category, breaks=bool(row.new_basis))


def _rows_by_year(values: Sequence[Row]) -> list[tuple[str, Row | None]]:
    rows: list[tuple[int, str, Row | None]] = [
        (row.year, str(row.year), row) for row in values
    ]
    years = [row.year for row in values]
    rows += [
        (first, str(first) if first == last else f"{first}–{last}", None)
        for first, last in missing(years, min(years), max(years))
    ]
    ordered = sorted(rows, key=lambda row: row[0])
    return [(words, row) for _year, words, row in ordered]
