"""The values of an indicator as bars and lines, and as rows of a table."""

from topics.models import Indicator, Measurement
from topics.pictures.geometry.chart import Chart, Value, chart, missing


def chart_of(
    indicator: Indicator, first: int | None = None, last: int | None = None
) -> Chart | None:
    """The chart of its measurements, from the year `first` to `last` or as far as they
    reach; None if there are none. Reads its `measurements`."""
    values = [_value(row) for row in indicator.measurements.all()]
    if not values:
        return None
    years = [value.year for value in values]
    return chart(values, first or min(years), last or max(years))


def _value(measurement: Measurement) -> Value:
    value = float(measurement.value)
    low, high = (
        value if bound is None else float(bound)
        for bound in (measurement.low, measurement.high)
    )
    return Value(
        measurement.year,
        value,
        low,
        high,
        measurement.category,
        breaks=bool(measurement.new_basis),
    )


def rows_by_year(indicator: Indicator) -> list[tuple[str, Measurement | None]]:
    """(years, measurement or None), with the years of which there is no figure: `2011`
    or `2012–2014`. Reads its `measurements`."""
    rows: list[tuple[int, str, Measurement | None]] = [
        (row.year, str(row.year), row) for row in indicator.measurements.all()
    ]
    years = [year for year, _words, _row in rows]
    gaps = missing(years, min(years), max(years)) if years else []
    rows += [
        (first, str(first) if first == last else f"{first}–{last}", None)
        for first, last in gaps
    ]
    ordered = sorted(rows, key=lambda row: row[0])
    return [(words, measurement) for _year, words, measurement in ordered]
