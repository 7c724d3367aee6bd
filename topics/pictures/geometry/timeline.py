"""The positions of years, eras, bars and marks of a timeline.

Lengths are units of the picture's SVG; y grows downward. What the template links and
names travels along as `item` and is not looked at here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

TOP = 44.0  # the years and the names of the eras
BOTTOM = 20.0  # the years again
TITLE = 34.0  # above the bars of a group
SHORTEST = 2.0  # of a bar, so that it can be seen
GAP = 8.0  # between things in one lane
RADIUS = 8.0  # of a mark


@dataclass(frozen=True)
class Span:
    """Something that lasted from the day `start` to the day `end`; None: goes on."""

    start: date
    end: date | None = None
    label: str = ""
    item: object = None


@dataclass(frozen=True)
class Tick:
    year: int
    x: float


@dataclass(frozen=True)
class Scale:
    """An axis of `width` units from 1 January of `first` to 1 January of `last`."""

    first: int
    last: int
    width: float
    today: date

    @classmethod
    def around(
        cls, spans: Sequence[Span], today: date, *, width: float, step: int = 10
    ) -> "Scale":
        """The shortest axis with all of the spans that begins and ends at multiples
        of `step` years."""
        first = min([span.start for span in spans], default=today)
        ends = [span.end or max(today, span.start) for span in spans]
        last = max(ends, default=today)
        return cls(
            first.year // step * step, last.year // step * step + step, width, today
        )

    def x(self, day: date) -> float:
        """Where the day begins; days off the axis are at its ends."""
        new_year = date(day.year, 1, 1)
        length = (date(day.year + 1, 1, 1) - new_year).days
        years = day.year + (day - new_year).days / length - self.first
        part = years / (self.last - self.first)
        return round(min(1.0, max(0.0, part)) * self.width, 1)

    def extent(self, span: Span) -> tuple[float, float]:
        """x and width of its bar, the last day included."""
        end = span.end or max(self.today, span.start)
        x = self.x(span.start)
        width = max(SHORTEST, round(self.x(end + timedelta(days=1)) - x, 1))
        return min(x, self.width - width), width

    def ticks(self, step: int = 10) -> list[Tick]:
        """The years on the axis that are multiples of `step`."""
        first = -(-self.first // step) * step
        years = range(first, self.last + 1, step)
        return [Tick(year, self.x(date(year, 1, 1))) for year in years]


@dataclass(frozen=True)
class Lanes:
    """How bars are drawn: heights of a lane and of the bar at its foot, and the width
    that a letter of a label may take (0: no labels)."""

    height: float
    bar: float
    letter: float = 0.0


LABELLED = Lanes(height=25.0, bar=7.0, letter=8.8)
PLAIN = Lanes(height=8.0, bar=6.0)


@dataclass(frozen=True)
class Bar:
    x: float
    y: float
    width: float
    height: float
    is_open: bool
    item: object
    label: str = ""
    label_x: float = 0.0
    anchor: str = "start"

    @property
    def label_y(self) -> float:
        return self.y - 4

    @property
    def outline(self) -> str:
        """Path data: a rectangle, with a point where it goes on."""
        tip = min(self.height / 2, self.width) if self.is_open else 0.0
        body, half = round(self.width - tip, 2), self.height / 2
        end = f"l{tip:g} {half:g}l{-tip:g} {half:g}" if tip else f"v{self.height:g}"
        return f"M{self.x:g} {self.y:g}h{body:g}{end}h{-body:g}z"


@dataclass(frozen=True)
class Band:
    """An era, over the height of the picture."""

    x: float
    width: float
    label: str
    item: object


@dataclass(frozen=True)
class Mark:
    """A numbered point in time; x and y of its centre."""

    x: float
    y: float
    number: int
    item: object


@dataclass(frozen=True)
class Group:
    title: str
    y: float
    bars: list[Bar]

    @property
    def title_y(self) -> float:
        return self.y + TITLE - 8


@dataclass(frozen=True)
class Timeline:
    width: float
    height: float
    ticks: list[Tick]
    bands: list[Band]
    marks: list[Mark]
    groups: list[Group]

    @property
    def foot(self) -> float:
        """The baseline of the years below the bars."""
        return self.height - 5


def lanes(extents: Sequence[tuple[float, float]]) -> list[int]:
    """The number of a lane for each (left, right), so that in a lane no two overlap:
    always the first lane with room."""
    free_from: list[float] = []
    numbers = []
    for left, right in extents:
        number = next((n for n, x in enumerate(free_from) if x <= left), None)
        if number is None:
            number = len(free_from)
            free_from.append(0.0)
        free_from[number] = right
        numbers.append(number)
    return numbers


def draw(
    groups: Sequence[tuple[str, Sequence[Span]]],
    scale: Scale,
    *,
    marks: Sequence[Span] = (),
    eras: Sequence[Span] = (),
) -> Timeline:
    """The whole picture: marks above, then one group of labelled bars under the
    other."""
    placed, y = _marks(marks, scale, TOP)
    drawn = []
    for title, spans in groups:
        bars, foot = _bars(spans, scale, LABELLED, y + TITLE)
        drawn.append(Group(title, y, bars))
        y = foot
    bands = _bands(eras, scale)
    return Timeline(scale.width, y + BOTTOM, scale.ticks(), bands, placed, drawn)


def overview(
    spans: Sequence[Span], scale: Scale, eras: Sequence[Span] = ()
) -> Timeline:
    """A small picture: thin bars without labels, in one group, below the years."""
    bars, y = _bars(spans, scale, PLAIN, TITLE)
    bands = _bands(eras, scale)
    group = Group("", 0.0, bars)
    return Timeline(scale.width, y, scale.ticks(), bands, [], [group])


def rows(spans: Sequence[Span], scale: Scale) -> list[Bar]:
    """One bar for each span, each in a picture of its own, all on one axis."""
    drawn = []
    for span in spans:
        x, width = scale.extent(span)
        drawn.append(Bar(x, 0.0, width, PLAIN.bar, span.end is None, span.item))
    return drawn


def _bars(
    spans: Sequence[Span], scale: Scale, style: Lanes, top: float
) -> tuple[list[Bar], float]:
    """The bars below `top`, and where the last lane ends."""
    bars, extents = [], []
    for span in spans:
        x, width = scale.extent(span)
        taken = max(width, len(span.label) * style.letter)
        is_late = x + taken > scale.width
        right = x + width
        left = right - taken if is_late else x
        extents.append((left, left + taken + (GAP if style.letter else 1.0)))
        bars.append((span, x, width, right if is_late else x, is_late))
    numbers = lanes(extents)
    placed = [
        Bar(
            x,
            top + number * style.height + style.height - style.bar,
            width,
            style.bar,
            span.end is None,
            span.item,
            span.label,
            round(label_x, 1),
            "end" if is_late else "start",
        )
        for (span, x, width, label_x, is_late), number in zip(
            bars, numbers, strict=True
        )
    ]
    return placed, top + (max(numbers, default=-1) + 1) * style.height


def _bands(eras: Sequence[Span], scale: Scale) -> list[Band]:
    """The eras of which some is on the axis, with their names where these have room."""
    bands = []
    for era in eras:
        x, width = scale.extent(era)
        if (era.end and era.end.year < scale.first) or era.start.year >= scale.last:
            continue
        has_room = width >= len(era.label) * LABELLED.letter
        bands.append(Band(x, width, era.label if has_room else "", era.item))
    return bands


def _marks(spans: Sequence[Span], scale: Scale, top: float) -> tuple[list[Mark], float]:
    """The marks below `top`, numbered from 1, and where their last lane ends."""
    xs = [scale.extent(span)[0] for span in spans]
    numbers = lanes([(x - RADIUS, x + RADIUS + 1) for x in xs])
    height = 2 * RADIUS + 2
    placed = [
        Mark(x, top + lane * height + RADIUS, number, span.item)
        for number, (span, x, lane) in enumerate(
            zip(spans, xs, numbers, strict=True), start=1
        )
    ]
    return placed, top + (max(numbers, default=-1) + 1) * height
