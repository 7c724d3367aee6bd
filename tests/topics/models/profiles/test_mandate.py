"""What a mission was told to do, and by which decisions."""

import pytest
from django.core.exceptions import ValidationError

from tests.factories import make_mission, make_task
from topics.models import MandateTask
from topics.models.content import clean_content

pytestmark = pytest.mark.django_db

DECISION = {"symbol": "S/RES/1270 (1999)", "action": "established"}
SYMBOL = "S/RES/1270 (1999)"


def refusal(**lists):
    """What is wrong with these lists of a mission's profile, as one text."""
    topic = make_mission("unamsil")
    content = topic.newest_revision.content
    profile = {**content["mission"], **lists}
    with pytest.raises(ValidationError) as refused:
        clean_content({**content, "mission": profile}, topic)
    return " ".join(refused.value.messages)


@pytest.mark.parametrize(
    ("lists", "words"),
    [
        ({"resolutions": ["1270"]}, "Write a symbol"),
        ({"resolutions": [{**DECISION, "action": "made"}]}, "not a valid choice"),
        (
            {"resolutions": [{**DECISION, "date": "1999-10-22", "until": "1999-09"}]},
            "It ends before it begins",
        ),
        ({"resolutions": [{**DECISION, "source": "nobody"}]}, "no source “nobody”"),
        ({"resolutions": [{**DECISION, "vote": "15"}]}, "“vote” is no column"),
        ({"resolutions": [DECISION, SYMBOL]}, "is listed twice"),
        ({"tasks": ["ddr"]}, "no tag “ddr”"),
        ({"tasks": [{"resolution": SYMBOL, "since": "1999"}]}, "cannot be null"),
    ],
)
def test_what_cannot_be_is_refused_with_the_line(lists, words):
    sentences = refusal(**lists)

    assert words in sentences
    assert "Line" in sentences or "twice" in sentences


def test_decision_may_end_a_mandate_in_the_month_in_which_it_is_made():
    decision = {**DECISION, "date": "1999-10-22", "until": "1999-10"}

    topic = make_mission("unamsil", profile={"resolutions": [decision]})

    assert topic.mission.resolutions.get().until.words == "October 1999"


@pytest.mark.parametrize(
    ("since", "until", "end", "year", "is_found"),
    [
        ("1999-10-22", "", "2005-12", 1999, True),
        ("1999-10-22", "", "2005-12", 1998, False),
        ("1999-10-22", "", "2005-12", 2005, True),
        ("1999-10-22", "", "2005-12", 2006, False),
        ("1999-10-22", "2004-02", "2005-12", 2004, True),
        ("1999-10-22", "2004-02", "2005-12", 2005, False),
        ("1999", "", "", 2020, True),
        ("1999", "1999", "", 1999, True),
    ],
)
def test_task_is_given_from_its_first_day_to_its_last(
    since, until, end, year, is_found
):
    task = {**make_task("ddr", SYMBOL, "8", since), "until": until}
    make_mission("unamsil", profile={"start": "1999", "end": end, "tasks": [task]})

    assert MandateTask.objects.having(year=year).exists() == is_found
