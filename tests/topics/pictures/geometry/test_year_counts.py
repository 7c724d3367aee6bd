"""How many there were in each year."""

from collections import Counter

from topics.pictures.geometry.year_counts import HEIGHT, bars, years_of


def test_each_is_counted_once_a_year_within_the_axis():
    spans = [("a", 1940, 1949), ("a", 1949, 1950), ("b", 1950, 2100)]

    counts = years_of(spans, 1948, 1951)

    assert counts == {1948: 1, 1949: 1, 1950: 2, 1951: 1}


def test_span_outside_the_axis_counts_nothing():
    assert years_of([("a", 1900, 1910), ("b", 2050, 2060)], 1948, 2026) == {}


def test_bars_stand_on_the_ground_and_the_greatest_fills_the_height():
    one, two = bars(Counter({1950: 2, 1949: 1, 1951: 0}), 1948, greatest=2)

    assert (one.year, one.x, one.y, one.height) == (1949, 1, HEIGHT / 2, HEIGHT / 2)
    assert (two.x, two.y, two.height) == (2, 0, HEIGHT)
