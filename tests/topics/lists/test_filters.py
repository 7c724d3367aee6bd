"""The conditions by which lists are narrowed."""

import pytest

from tests.factories import (
    make_indicator,
    make_instrument,
    make_mission,
    make_section,
    make_topic,
)
from topics.lists.filters import (
    CountryFilter,
    DateFilter,
    FactFilter,
    KindFilter,
    SectionFilter,
    TagFilter,
    narrowed,
)
from topics.models import Tag, Topic
from topics.models.profiles.partial_date import PartialDate

pytestmark = pytest.mark.django_db


def slugs(*filters):
    return [topic.slug for topic in narrowed(Topic.objects.published(), filters)]


def test_tag_that_is_demanded_twice_is_one_condition():
    make_topic("page", tags=["law"])
    law = TagFilter(Tag.objects.get(slug="law"))

    assert slugs(law, law) == ["page"]


def test_topic_of_any_section_of_one_filter_is_left():
    for section in ("role", "law", "gender"):
        make_topic(f"in-{section}", section=section)

    assert set(slugs(SectionFilter(("role", "law")))) == {"in-role", "in-law"}
    assert slugs(SectionFilter(("role",)), SectionFilter(("law",))) == []


def test_every_fact_must_hold():
    make_mission("kfor", profile={"region": "Europe", "lead": "NATO"})
    make_mission("unmik", profile={"region": "Europe"})

    facts = [FactFilter("region", "Europe"), FactFilter("lead", "NATO")]

    assert slugs(*facts) == ["kfor"]


def test_topic_is_of_the_kind_of_its_profile():
    make_mission("a-mission")
    make_topic("an-event", make_section("history", profile="event"), event=EVENT)
    make_topic("no-event", "history")
    make_indicator("an-indicator")
    make_instrument("an-instrument")

    assert slugs(KindFilter("mission")) == ["a-mission"]
    assert slugs(KindFilter("event")) == ["an-event"]
    assert slugs(KindFilter("indicator")) == ["an-indicator"]
    assert slugs(KindFilter("instrument")) == ["an-instrument"]
    assert slugs(KindFilter("page")) == ["no-event"]


def test_every_country_must_be_of_the_topic():
    make_mission("both", profile={"countries": ["SLE", "LBR"]})
    make_mission("one", profile={"countries": ["SLE"]})
    make_topic("none")

    assert set(slugs(CountryFilter("SL"))) == {"both", "one"}
    assert slugs(CountryFilter("SL"), CountryFilter("LR")) == ["both"]


EVENT = {"start": "1999-10-22"}


def overlaps(first, last):
    """Whether the only dated topic overlaps the time between two dates."""
    filters = []
    if first:
        filters.append(DateFilter(PartialDate.parse(first)))
    if last:
        filters.append(DateFilter(PartialDate.parse(last), is_latest=True))
    return bool(slugs(*filters))


@pytest.mark.parametrize(
    ("start", "end", "within", "outside"),
    [
        # To the day: the first and the last are of it.
        ("1999-10-22", "2005-12-31",
         [("2005-12-31", ""), ("", "1999-10-22"), ("2000", "2001"), ("1990", "2020")],
         [("2006-01-01", ""), ("", "1999-10-21"), ("2006", ""), ("", "1998")]),
        # To the month or the year: any day of it may be meant.
        ("1999-10", "2005",
         [("2005-12-31", ""), ("2005-07", ""), ("", "1999-10-01"), ("", "1999")],
         [("2006", ""), ("", "1999-09-30"), ("", "1999-09"), ("2006-01-01", "2007")]),
        ("1999", "2005-06",
         [("2005-06-30", ""), ("2005", ""), ("", "1999-01-01")],
         [("2005-07-01", ""), ("2005-07", ""), ("", "1998-12-31")]),
        # Within a month.
        ("1999-10-05", "1999-10-07",
         [("1999-10", "1999-10"), ("1999-10-07", "1999-10-07"), ("1999-10-06", "")],
         [("1999-10-08", "1999-10"), ("1999-10", "1999-10-04"), ("1999-11", "")]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["mission", "event"])
def test_time_of_a_topic_overlaps_what_is_asked_for(kind, start, end, within, outside):
    make_topic("undated")
    dates = {"start": start, "end": end}
    if kind == "mission":
        make_mission("dated", profile=dates)
    else:
        make_topic("dated", make_section("history", profile="event"), event=dates)

    assert [pair for pair in within if not overlaps(*pair)] == []
    assert [pair for pair in outside if overlaps(*pair)] == []


def test_mission_that_goes_on_has_no_last_day():
    make_mission("goes-on", profile={"start": "1999-10", "end": ""})

    assert overlaps("2026-12-01", "")
    assert overlaps("2050", "2060")
    assert not overlaps("", "1999-09")


def test_event_and_instrument_without_an_end_are_of_their_one_date():
    make_topic("day", make_section("history", profile="event"), event=EVENT)
    make_instrument("text", profile={"adopted": "1999-10"})

    date = PartialDate.parse("1999-10-22")
    assert set(slugs(DateFilter(date), DateFilter(date, is_latest=True))) == {
        "day",
        "text",
    }
    assert slugs(DateFilter(PartialDate.parse("1999-10-23"))) == ["text"]
    assert not overlaps("1999-11", "")


def test_undated_topic_meets_no_date():
    make_topic("undated")
    make_indicator("indicator")

    assert not overlaps("1000", "")
    assert not overlaps("", "2100")
