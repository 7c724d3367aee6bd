"""How many there were in each year, as bars: pure."""

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass

HEIGHT = 12


@dataclass(frozen=True)
class YearBar:
    """One year's number, as high as it is of the greatest of all rows."""

    year: int
    number: int
    x: int
    y: float
    height: float


def years_of(
    spans: Iterable[tuple[Hashable, int, int]], first: int, last: int
) -> Counter[int]:
    """Of (who, first year, last year): for each year from `first` to `last` in how many
    different ones it lies."""
    present = {
        (who, year)
        for who, start, end in spans
        for year in range(max(start, first), min(end, last) + 1)
    }
    return Counter(year for _who, year in present)


def bars(numbers: Counter[int], first: int, greatest: int) -> list[YearBar]:
    """The bars of a row, one unit wide, on an axis that begins with the year `first`;
    `greatest` fills the height."""
    return [
        YearBar(
            year,
            number,
            year - first,
            round(HEIGHT - HEIGHT * number / greatest, 2),
            round(HEIGHT * number / greatest, 2),
        )
        for year, number in sorted(numbers.items())
        if number
    ]
