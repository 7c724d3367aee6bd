import pytest

from topics.citing.dates import date_parts, parse_date, written_date


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("1999", [[1999]]),
        ("1999-10", [[1999, 10]]),
        ("1999-10-22", [[1999, 10, 22]]),
        ("2004/2006", [[2004], [2006]]),
        ("2004-05/2004-06", [[2004, 5], [2004, 6]]),
        ("2004-05-01/2004-05-02", [[2004, 5, 1], [2004, 5, 2]]),
        ("2004-12-30/2005-01-02", [[2004, 12, 30], [2005, 1, 2]]),
        ("2004-05/2004", [[2004, 5], [2004]]),
        ("1999/..", [[1999], [0]]),
        ("2004-21", [[2004, 21]]),
        ("2004-24/2005-21", [[2004, 24], [2005, 21]]),
        ("0999", [[999]]),
    ],
)
def test_date_is_read_and_written_alike(written, parts):
    date = parse_date(written)

    assert date == {"date-parts": parts}
    assert written_date(date) == written


@pytest.mark.parametrize("written", ["1950~", "1950~/1960~", "1950-05~"])
def test_date_that_is_not_certain_is_marked(written):
    date = parse_date(written)

    assert date["circa"] is True
    assert written_date(date) == written


@pytest.mark.parametrize(
    "written",
    [
        *("soon", "99", "1999-1", "1999-13", "1999-00", "1999-02-30", "0000"),
        *("2004/2003", "2004-06/2004-05", "2004-05-02/2004-05-01", "1/2/3"),
        *("../2004", "..", "/", "2004/", "1999-21-01", "１９９９", "1999/2000/2001"),
    ],
)
def test_what_is_no_date_is_refused(written):
    with pytest.raises(ValueError, match=r"date|number|range|day|month"):
        parse_date(written)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ({"date-parts": [["2004", "5"]]}, "2004-05"),
        ({"date-parts": [[2004]], "season": 1}, "2004-21"),
        ({"date-parts": [[2004]], "season": "4"}, "2004-24"),
        ({"date-parts": [[2004]], "season": ""}, "2004"),
        ({"date-parts": [[1950]], "circa": 1}, "1950~"),
        ({"date-parts": [[1950]], "circa": False}, "1950"),
        ({"date-parts": [[1999], [0, 0, 0]]}, "1999/.."),
        ({"raw": "long ago"}, ""),
        ({"date-parts": [[2004, 5, 40]]}, ""),
        (None, ""),
    ],
)
def test_forms_of_csl_are_written_for_the_editor(value, written):
    assert written_date(value) == written


@pytest.mark.parametrize(
    "parts",
    [
        *([], [[]], [[], []], [[2004], []], [[2004], None], [[2004], [2005], [2006]]),
        *(None, "2004", [2004], [[True]], [[2004.0]], [[2004, 5, 1, 1]], [[0]]),
        *([[-1]], [[10000]], [[2004, 0]], [["two"]], [[[2004]]], [{"year": 2004}]),
        *([[10**30]], [[2004, 5], [2003]], [["20 04"]]),
    ],
)
def test_parts_of_no_calendar_are_refused(parts):
    with pytest.raises(ValueError, match=r"date|number|range|day|month"):
        date_parts({"date-parts": parts})
