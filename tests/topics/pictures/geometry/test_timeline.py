"""Where things of a timeline stand."""

from datetime import date

import pytest

from topics.pictures.geometry.timeline import (
    LABELLED,
    SHORTEST,
    TITLE,
    TOP,
    Scale,
    Span,
    draw,
    lanes,
    overview,
    rows,
)

TODAY = date(2026, 7, 2)
CENTURY = Scale(1950, 2050, 1000, TODAY)


@pytest.mark.parametrize(
    ("day", "x"),
    [
        (date(1950, 1, 1), 0),
        (date(2000, 1, 1), 500),
        (date(1999, 7, 2), 495),  # day 183 of 365
        (date(2000, 7, 2), 505),  # day 184 of 366
        (date(2049, 12, 31), 1000),
        (date(1901, 1, 1), 0),
        (date(2100, 1, 1), 1000),
    ],
)
def test_day_stands_in_proportion_to_its_year(day, x):
    assert CENTURY.x(day) == pytest.approx(x, abs=0.05)


@pytest.mark.parametrize(
    ("start", "end", "x", "width"),
    [
        (date(2000, 1, 1), date(2009, 12, 31), 500, 100),
        (date(1999, 10, 22), date(2005, 12, 31), 498.1, 61.9),
        (date(2016, 7, 2), None, 665, 100),
    ],
)
def test_bar_reaches_from_its_first_day_to_the_end_of_its_last(start, end, x, width):
    assert CENTURY.extent(Span(start, end)) == pytest.approx((x, width), abs=0.11)


def test_short_mission_can_be_seen_even_at_the_end_of_the_axis():
    assert CENTURY.extent(Span(date(2001, 5, 1), date(2001, 5, 2)))[1] == SHORTEST
    assert CENTURY.extent(Span(date(2049, 12, 31), date(2049, 12, 31))) == (
        1000 - SHORTEST,
        SHORTEST,
    )


def test_mission_that_is_to_begin_has_a_bar():
    assert CENTURY.extent(Span(date(2030, 1, 1))) == (800, SHORTEST)


def test_axis_holds_all_spans_between_round_years():
    scale = Scale.around(
        [Span(date(1948, 5, 1), date(1967, 1, 1)), Span(date(1956, 1, 1))],
        TODAY,
        width=900,
    )

    assert (scale.first, scale.last) == (1940, 2030)
    assert [tick.year for tick in scale.ticks()] == list(range(1940, 2031, 10))
    assert [tick.x for tick in scale.ticks()][:3] == [0, 100, 200]


def test_axis_between_half_decades_has_only_full_ones_as_ticks():
    scale = Scale.around(
        [Span(date(1948, 5, 1), date(1967, 1, 1))], TODAY, width=100, step=5
    )

    assert (scale.first, scale.last) == (1945, 1970)
    assert [tick.year for tick in scale.ticks()] == [1950, 1960, 1970]


def test_axis_of_nothing_is_that_of_today():
    scale = Scale.around([], TODAY, width=100)

    assert (scale.first, scale.last) == (2020, 2030)


def test_lanes_are_filled_from_the_first_without_overlap():
    assert lanes([(0, 10), (5, 8), (8, 20), (10, 12), (30, 40)]) == [0, 1, 1, 0, 0]


def test_label_keeps_others_from_its_lane():
    first = Span(date(2000, 1, 1), date(2000, 6, 30), "UNAMSIL")
    second = Span(date(2003, 1, 1), date(2004, 1, 1), "UNMIL")

    [group] = draw([("Africa", [first, second])], CENTURY).groups

    assert [bar.y for bar in group.bars] == [
        TOP + TITLE + lane * LABELLED.height + LABELLED.height - LABELLED.bar
        for lane in (0, 1)
    ]


def test_label_without_room_on_its_right_ends_with_its_bar():
    [group] = draw(
        [("", [Span(date(2049, 1, 1), date(2049, 12, 31), "A LONG NAME")])], CENTURY
    ).groups

    [bar] = group.bars
    assert (bar.anchor, bar.label_x) == ("end", 1000)
    assert (bar.x, bar.width) == (990, 10)


def test_groups_stand_one_under_the_other():
    span = Span(date(2000, 1, 1), date(2001, 1, 1), "A")

    picture = draw([("One", [span, span]), ("Two", [span])], CENTURY)

    one, two = picture.groups
    assert one.y == TOP
    assert two.y == TOP + TITLE + 2 * LABELLED.height
    assert two.title_y > max(bar.y + bar.height for bar in one.bars)
    assert picture.height > two.bars[0].y + two.bars[0].height


def test_marks_are_numbered_and_do_not_cover_each_other():
    days = [date(1990, 1, 1), date(1990, 6, 1), date(1995, 1, 1)]

    marks = draw([], CENTURY, marks=[Span(day, day) for day in days]).marks

    assert [mark.number for mark in marks] == [1, 2, 3]
    assert [mark.x for mark in marks] == pytest.approx([400, 404.1, 450], abs=0.1)
    assert marks[0].y == marks[2].y
    assert marks[1].y - marks[0].y >= 16


def test_band_covers_its_era():
    eras = [Span(date(2000, 1, 1), date(2014, 12, 31)), Span(date(2015, 1, 1))]

    bands = draw([], CENTURY, eras=eras).bands

    assert (bands[0].x, bands[0].width) == (500, 150)
    assert bands[1].x == 650
    assert bands[1].x + bands[1].width == pytest.approx(765, abs=0.1)


def test_era_off_the_axis_has_no_band_and_a_short_one_no_name():
    scale = Scale(2000, 2010, 1000, date(2009, 7, 2))
    years = [(1948, 1999, "A"), (1988, 2000, "B"), (2000, 2000, "A long name" * 2)]
    eras = [Span(date(a, 1, 1), date(b, 12, 31), name) for a, b, name in years]

    bands = draw([], scale, eras=[*eras, Span(date(2010, 1, 1))]).bands

    assert [(b.x, b.width, b.label) for b in bands] == [(0, 100, "B"), (0, 100, "")]


def test_bar_of_what_goes_on_has_a_point():
    ended, open_ended = rows(
        [Span(date(2000, 1, 1), date(2009, 12, 31)), Span(date(2016, 7, 2))], CENTURY
    )

    assert ended.outline == "M500 0h100v6h-100z"
    assert open_ended.outline == "M665 0h97l3 3l-3 3h-97z"


def test_overview_packs_bars_that_do_not_overlap_into_one_lane():
    years = [(1950, 1960), (1955, 1965), (1970, 1980)]
    spans = [Span(date(a, 1, 1), date(b, 1, 1)) for a, b in years]

    bars = overview(spans, CENTURY).groups[0].bars

    assert bars[0].y == bars[2].y < bars[1].y
