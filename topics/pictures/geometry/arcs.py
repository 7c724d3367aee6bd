"""Ties between the rows of a list, as half ellipses beside it: pure."""

from collections.abc import Iterable
from dataclasses import dataclass

WIDTH, ROW = 160, 28
LEAST, MOST = 12, 150


@dataclass(frozen=True)
class Arc:
    """From the middle of a row to that of a lower one; `reach` is how far it bends
    away from the list."""

    top: int
    bottom: int
    reach: int

    @property
    def height(self) -> int:
        """Half the distance of its ends: the other radius of the ellipse."""
        return self.length // 2

    @property
    def length(self) -> int:
        """The distance of its ends."""
        return self.bottom - self.top


def arc(one: int, other: int, rows: int) -> Arc:
    """The tie of two rows, counted from 0, of a list of so many; the farther apart,
    the farther it bends."""
    upper, lower = sorted((one, other))
    share = (lower - upper) / max(rows - 1, 1)
    return Arc(
        upper * ROW + ROW // 2,
        lower * ROW + ROW // 2,
        round(LEAST + (MOST - LEAST) * share),
    )


def rows_of(groups: Iterable[Iterable[int]]) -> tuple[dict[int, int], int]:
    """The row of each member of a list of groups, each under a row of its own for
    its name; and how many rows there are."""
    rows: dict[int, int] = {}
    row = 0
    for group in groups:
        row += 1
        for member in group:
            rows[member] = row
            row += 1
    return rows, row
