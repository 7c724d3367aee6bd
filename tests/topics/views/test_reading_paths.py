"""Pages that lead through others: steps in order, with the minutes they take."""

import pytest
from bs4 import BeautifulSoup

from tests.factories import make_topic
from topics import publishing

pytestmark = pytest.mark.django_db
WORDS_OF_FIVE_MINUTES = "peace " * 1_250


@pytest.fixture
def path():
    make_topic("charter")
    make_topic("principles", body=WORDS_OF_FIVE_MINUTES)
    steps = [
        {"to": "principles", "kind": "step", "note": "What it rests on."},
        {"to": "charter", "kind": "step", "note": "What it is read out of."},
    ]
    return make_topic("path", related=steps)


def page_of(client, topic):
    response = client.get(topic.get_absolute_url())
    return BeautifulSoup(response.content, "html.parser")


def steps_on(page):
    return [
        (step.a["href"], step.select_one(".steps__minutes").get_text(strip=True))
        for step in page.select("ol > .steps__step")
    ]


def test_steps_stand_in_order_with_their_minutes(client, path):
    page = page_of(client, path)

    assert [minutes for _address, minutes in steps_on(page)] == ["5 min", "1 min"]
    assert "principles" in steps_on(page)[0][0]
    assert "2 pages, about 6 minutes" in page.select_one(".steps").get_text()
    assert page.select_one(".steps__note").get_text() == "What it rests on."


def test_steps_are_not_told_a_second_time_as_relations(client, path):
    assert "Leads through" not in page_of(client, path).get_text()


def test_page_says_of_which_path_it_is_a_step(client, path):
    page = page_of(client, path.cross_references.first().target)

    group = page.find("h2", string="A step of").parent
    assert group.a["href"] == path.get_absolute_url()


def test_step_that_readers_may_not_see_is_left_out(client, path):
    page_of(client, path)
    publishing.unpublish(path.cross_references.first().target)

    assert len(steps_on(page_of(client, path))) == 1


def test_minutes_follow_the_text(client, path):
    page_of(client, path)
    step = path.cross_references.last().target
    content = {**step.newest_revision.content, "body": WORDS_OF_FIVE_MINUTES}
    longer = publishing.save_revision(step, content, note="More to read")
    publishing.publish([(step, longer)])

    assert steps_on(page_of(client, path))[1][1] == "5 min"


def test_page_without_steps_has_no_such_heading(client):
    assert page_of(client, make_topic()).select_one(".steps") is None
