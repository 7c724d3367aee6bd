from datetime import date

import pytest

from topics.pictures.geometry.chart import (
    BOTTOM,
    HEIGHT,
    LEFT,
    RIGHT,
    TOP,
    WIDTH,
    Value,
    chart,
    missing,
    share,
    span,
)

ZERO = HEIGHT - BOTTOM


def value(year, amount, low=None, high=None):
    return Value(year, amount, low or amount, high or amount)


def test_bar_reaches_from_zero_to_its_value():
    drawn = chart([value(2000, 50), value(2001, 100)], 2000, 2001)

    low, high = drawn.bars
    assert (high.y, high.height) == (TOP, ZERO - TOP)
    assert (low.y, low.height) == (TOP + (ZERO - TOP) / 2, (ZERO - TOP) / 2)


def test_bars_share_the_width_by_years():
    drawn = chart([value(2000, 1), value(2003, 1)], 2000, 2003)

    year = (WIDTH - LEFT - RIGHT) / 4
    assert drawn.bars[0].x == pytest.approx(LEFT + year * 0.1, abs=0.1)
    assert drawn.bars[1].x == pytest.approx(LEFT + year * 3.1, abs=0.1)
    assert drawn.bars[0].width == pytest.approx(year * 0.8, abs=0.1)


def test_missing_years_are_gaps_and_have_no_bar():
    drawn = chart([value(2000, 1), value(2003, 1)], 1999, 2004)

    year = (WIDTH - LEFT - RIGHT) / 6
    assert [bar.year for bar in drawn.bars] == [2000, 2003]
    assert [(gap.first, gap.last) for gap in drawn.gaps] == [
        (1999, 1999),
        (2001, 2002),
        (2004, 2004),
    ]
    assert drawn.gaps[1].x == pytest.approx(LEFT + 2 * year, abs=0.1)
    assert drawn.gaps[1].width == pytest.approx(2 * year, abs=0.1)


def test_bounds_and_other_sources_of_a_year_are_a_span():
    drawn = chart(
        [value(2000, 50, 25, 75), value(2001, 50), value(2001, 100)], 2000, 2001
    )

    bounded, disputed = drawn.bars
    room = ZERO - TOP
    assert (bounded.low_y, bounded.high_y) == (ZERO - room / 4, ZERO - room * 3 / 4)
    assert (disputed.low_y, disputed.high_y) == (ZERO - room / 2, TOP)
    assert disputed.height == room / 2


def test_single_value_without_bounds_has_no_span():
    bar = chart([value(2000, 5)], 2000, 2000).bars[0]

    assert (bar.low_y, bar.high_y) == (None, None)


@pytest.mark.parametrize(
    ("amount", "labels", "decimals"),
    [
        (0.633, [0, 0.2, 0.4, 0.6, 0.8], 1),
        (483, [0, 200, 400, 600], 0),
        (237_000, [0, 100_000, 200_000, 300_000], 0),
        (0, [0, 0.25], 2),
        (0.05, [0, 0.02, 0.04, 0.06], 2),
    ],
)
def test_axis_has_few_round_steps(amount, labels, decimals):
    drawn = chart([value(2000, amount)], 2000, 2000)

    assert [mark.label for mark in drawn.values] == labels
    assert drawn.decimals == decimals
    assert (drawn.values[0].at, drawn.values[-1].at) == (ZERO, TOP)


def test_negative_values_hang_from_zero():
    drawn = chart([value(2000, -10), value(2001, 10)], 2000, 2001)

    below, above = drawn.bars
    assert below.y == drawn.zero == above.y + above.height
    assert drawn.zero == (ZERO + TOP) / 2


def test_years_are_marked_by_decades_or_by_their_ends():
    assert [m.label for m in chart([value(2000, 1)], 1993, 2015).years] == [2000, 2010]
    assert [m.label for m in chart([value(2000, 1)], 1998, 2003).years] == [1998, 2003]
    assert [m.label for m in chart([value(2000, 1)], 2000, 2000).years] == [2000]


def test_runs_of_missing_years():
    assert missing([2001, 2004, 2005], 2000, 2006) == [
        (2000, 2000),
        (2002, 2003),
        (2006, 2006),
    ]
    assert missing([], 2000, 2002) == [(2000, 2002)]


def test_share_is_of_the_greatest_that_is_known():
    assert share(50, [50, None, 200]) == 25
    assert share(None, [50]) == share(0, [0, None]) == 0


def test_span_is_a_part_of_the_years_shown():
    assert span(date(2000, 1, 1), date(2009, 12, 31), 2000, 2009) == (0, 100)
    x, width = span(date(2005, 1, 1), date(2005, 12, 31), 2000, 2009)
    assert x == pytest.approx(50, abs=0.1)
    assert width == pytest.approx(10, abs=0.1)
    assert span(date(2000, 1, 1), date(2000, 1, 1), 1948, 2026)[1] == 0.5


def test_line_of_a_category_stops_at_missing_years_and_at_new_definitions():
    def illness(year, breaks=False):
        return Value(year, 5, 5, 5, "illness", breaks)

    years = [illness(2000), illness(2001), illness(2003), illness(2004, breaks=True)]
    drawn = chart([value(2000, 10), *years], 2000, 2004)

    [line] = drawn.lines
    assert [bar.year for bar in drawn.bars] == [2000]
    assert [stroke.count("L") for stroke in line.path.split("M")[1:]] == [1, 0, 0]
    assert [mark.label for mark in drawn.breaks] == [2004]
    assert [gap.first for gap in drawn.gaps] == [2002]
