"""Bars of yearly values, lines of their categories and the years that are missing, as
numbers: pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby
from math import ceil, floor, log10

WIDTH, HEIGHT = 320, 160
LEFT, RIGHT, TOP, BOTTOM = 54, 8, 10, 24
STEPS = (1, 2, 2.5, 5, 10)
# More lines than these cannot be told apart.
MOST_LINES = 4


@dataclass(frozen=True)
class Value:
    """What one source gives for a year; `low` and `high` are its bounds, or the
    value itself where none are known. Without a category it is the whole. If `breaks`,
    the values before it cannot be compared with it."""

    year: int
    value: float
    low: float
    high: float
    category: str = ""
    breaks: bool = False


@dataclass(frozen=True)
class Bar:
    """A year's value as a rectangle from zero; its span of uncertainty, if there is
    one, goes from `low_y` up to `high_y` in its middle."""

    year: int
    x: float
    y: float
    width: float
    height: float
    middle: float
    low_y: float | None = None
    high_y: float | None = None


@dataclass(frozen=True)
class Line:
    """The values of a category as an SVG path, interrupted where a year is missing or
    the definition changes; `number` counts the categories from 1."""

    category: str
    number: int
    path: str


@dataclass(frozen=True)
class Gap:
    """Years in a row without a figure."""

    first: int
    last: int
    x: float
    width: float


@dataclass(frozen=True)
class Mark:
    """A labelled place on an axis."""

    label: float
    at: float


@dataclass(frozen=True)
class Chart:
    """All that a template draws; the labels of values need so many `decimals`. The
    `breaks` are the years with which a definition changes, where they begin. Of more
    categories than lines can show, each has a chart of its own, all on the same scale:
    `parts` are (category, Chart)."""

    bars: list[Bar]
    lines: list[Line]
    breaks: list[Mark]
    gaps: list[Gap]
    years: list[Mark]
    values: list[Mark]
    zero: float
    decimals: int
    parts: list[tuple[str, "Chart"]] = field(default_factory=list)


@dataclass(frozen=True)
class Axes:
    """From years and values to places in the picture."""

    first: int
    last: int
    bottom: float
    top: float
    step: float

    @classmethod
    def around(cls, values: Iterable[float], first: int, last: int) -> "Axes":
        """Axes that hold zero and all the values, with two to five even steps."""
        values = [0.0, *values]
        lowest, highest = min(values), max(values)
        rough = (highest - lowest or 1.0) / 4
        unit = 10.0 ** floor(log10(rough))
        step = next(unit * size for size in STEPS if unit * size >= rough * 0.999)
        bottom = floor(lowest / step) * step
        return cls(first, last, bottom, ceil(highest / step) * step or step, step)

    @property
    def width(self) -> float:
        """Of one year."""
        return (WIDTH - LEFT - RIGHT) / (self.last - self.first + 1)

    @property
    def decimals(self) -> int:
        """How many the steps need."""
        return len(f"{self.step:.6f}".rstrip("0").partition(".")[2])

    def x(self, year: float) -> float:
        """Where a year begins."""
        return round(LEFT + (year - self.first) * self.width, 1)

    def y(self, value: float) -> float:
        share = (value - self.bottom) / (self.top - self.bottom)
        return round(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM), 1)

    def years(self) -> list[Mark]:
        """The decades, or the first and last year where there are not two."""
        decades = [y for y in range(self.first, self.last + 1) if y % 10 == 0]
        shown = decades if len(decades) > 1 else sorted({self.first, self.last})
        return [Mark(year, self.x(year + 0.5)) for year in shown]

    def values(self) -> list[Mark]:
        steps = round((self.top - self.bottom) / self.step)
        values = [round(self.bottom + n * self.step, 6) for n in range(steps + 1)]
        return [Mark(value, self.y(value)) for value in values]


def chart(values: Iterable[Value], first: int, last: int) -> Chart:
    """The bars of an indicator from the year `first` to `last`, and lines of its
    categories. Where several sources give a year, the bar is the first and the span
    reaches over all of them; a line has the first."""
    ordered = sorted(values, key=_year)
    by_category = _by_category(ordered)
    if len(by_category) <= MOST_LINES:
        return _drawn(ordered, _axes(ordered, first, last))
    whole = [value for value in ordered if not value.category]
    axes = _axes([value for value in ordered if value.category], first, last)
    parts = []
    for category, some in by_category.items():
        part = _drawn([replace(value, category="") for value in some], axes)
        parts.append((category, replace(part, breaks=_breaks(ordered, axes))))
    return replace(_drawn(whole, _axes(whole, first, last)), parts=parts)


def _axes(values: list[Value], first: int, last: int) -> Axes:
    return Axes.around([n for v in values for n in (v.low, v.high)], first, last)


def _drawn(ordered: list[Value], axes: Axes) -> Chart:
    years = {value.year for value in ordered}
    gaps = [
        Gap(start, end, axes.x(start), round((end - start + 1) * axes.width, 1))
        for start, end in missing(years, axes.first, axes.last)
    ]
    return Chart(
        _bars(ordered, axes),
        _lines(ordered, axes),
        _breaks(ordered, axes),
        gaps,
        axes.years(),
        axes.values(),
        axes.y(0),
        axes.decimals,
    )


def _year(value: Value) -> int:
    return value.year


def _bars(values: list[Value], axes: Axes) -> list[Bar]:
    whole = groupby((v for v in values if not v.category), _year)
    return [_bar(year, [*some], axes) for year, some in whole]


def _breaks(values: list[Value], axes: Axes) -> list[Mark]:
    years = sorted({value.year for value in values if value.breaks})
    return [Mark(year, axes.x(year)) for year in years]


def _lines(values: list[Value], axes: Axes) -> list[Line]:
    return [
        Line(category, number, _path(some, axes))
        for number, (category, some) in enumerate(_by_category(values).items(), start=1)
    ]


def _by_category(values: list[Value]) -> dict[str, list[Value]]:
    """Those of parts of the whole."""
    by_category: dict[str, list[Value]] = {}
    for value in values:
        if value.category:
            by_category.setdefault(value.category, []).append(value)
    return by_category


def _path(values: list[Value], axes: Axes) -> str:
    """A line through the middles of the years; a year by itself is a short stroke."""
    runs: list[list[Value]] = []
    for value in values:
        last = runs[-1][-1].year if runs else None
        if value.year == last:
            continue
        if value.year - 1 != last or value.breaks:
            runs.append([])
        runs[-1].append(value)
    return "".join(_stroke(run, axes) for run in runs)


def _stroke(run: list[Value], axes: Axes) -> str:
    if len(run) == 1:
        x = round(axes.x(run[0].year) + axes.width * 0.2, 1)
        return f"M{x} {axes.y(run[0].value)}h{round(axes.width * 0.6, 1)}"
    return "M" + "L".join(f"{axes.x(v.year + 0.5)} {axes.y(v.value)}" for v in run)


def _bar(year: int, values: list[Value], axes: Axes) -> Bar:
    top, bottom = sorted((axes.y(values[0].value), axes.y(0)))
    low, high = min(v.low for v in values), max(v.high for v in values)
    span = (axes.y(low), axes.y(high)) if low < high else (None, None)
    return Bar(
        year,
        round(axes.x(year) + axes.width * 0.1, 1),
        top,
        round(axes.width * 0.8, 1),
        round(bottom - top, 1),
        axes.x(year + 0.5),
        *span,
    )


def missing(years: Iterable[int], first: int, last: int) -> list[tuple[int, int]]:
    """The (first, last) of each run of years that are not among `years`."""
    present, runs = set(years), list[tuple[int, int]]()
    for year in range(first, last + 1):
        if year in present:
            continue
        if runs and runs[-1][1] == year - 1:
            runs[-1] = (runs[-1][0], year)
        else:
            runs.append((year, year))
    return runs


def share(value: float | None, values: Iterable[float | None]) -> float:
    """A value's part of the greatest of some, from 0 to 100, for bars beside numbers;
    0 where there is no value."""
    greatest = max((v for v in values if v is not None), default=0)
    return round(100 * value / greatest, 1) if value and greatest else 0.0


def span(start: date, end: date, first: int, last: int) -> tuple[float, float]:
    """The (x, width) of a bar from one day to another, in per cent of an axis from the
    beginning of the year `first` to the end of `last`."""
    begin, days = date(first, 1, 1), (date(last, 12, 31) - date(first, 1, 1)).days + 1
    left = 100 * (start - begin).days / days
    width = 100 * ((end - start).days + 1) / days
    return round(left, 1), round(max(width, 0.5), 1)
