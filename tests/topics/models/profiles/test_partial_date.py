import datetime

import pytest
from django.core.exceptions import ValidationError

from topics.models import PartialDate
from topics.models.profiles.partial_date import PartialDateField, lasting


@pytest.mark.parametrize("text", ["1999", "1999-10", "1999-10-22"])
def test_date_is_written_as_it_was_read(text):
    assert str(PartialDate.parse(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        *("99", "1999-1", "1999-13", "1999-02-30", "1999-00", "1999-10-00", "now"),
        *("1999-W10", "19991022", "١٩٩٩", "1999-٠٠"),
    ],
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError, match=text):
        PartialDate.parse(text)


@pytest.mark.parametrize("text", ["9999", "2101-01", "0199-12-31"])
def test_slip_of_the_hand_is_no_date_of_a_profile(text):
    with pytest.raises(ValidationError, match="correct the date"):
        PartialDateField().clean(text, None)


def test_span_of_a_month_ends_with_its_last_day():
    february = PartialDate.parse("2000-02")

    assert february.first_day == datetime.date(2000, 2, 1)
    assert february.last_day == datetime.date(2000, 2, 29)
    assert PartialDate.parse("1999").last_day == datetime.date(1999, 12, 31)


@pytest.mark.parametrize(
    ("text", "words"),
    [("1999", "1999"), ("1999-10", "October 1999"), ("1999-10-22", "22 October 1999")],
)
def test_words_say_no_more_than_is_known(text, words):
    assert PartialDate.parse(text).words == words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("1999-10", "2005-12", "6 years, 2 months"),
        ("1999-10-22", "2000-10-21", "11 months"),
        ("1999-10-22", "2000-10-22", "1 year"),
        ("1999-10-22", "1999-11-05", "up to a month"),
        ("1999-10", "1999-10", "up to a month"),
        ("1948", "1956-11", "about 8 years"),
        ("1990", "1991", "about 1 year"),
        ("1990", "1990-05", "within a year"),
    ],
)
def test_time_between_dates_is_as_exact_as_they_are(start, end, words):
    assert lasting(PartialDate.parse(start), PartialDate.parse(end)) == words
