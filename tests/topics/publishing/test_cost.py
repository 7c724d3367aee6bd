"""What a click on Publish costs: one rendering, and as many queries with few topics as
with many."""

from unittest.mock import patch

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from markdown import Markdown

from tests.factories import make_mission, make_source, make_topic
from tests.topics.admin.test_topics import address, form_values

pytestmark = pytest.mark.django_db

MOST_QUERIES = 64


@pytest.fixture
def topic():
    for slug in ("one", "two", "three"):
        make_topic(slug)
    make_source("cited")
    related = [
        {"to": slug, "kind": "explains", "note": "why"} for slug in ("one", "two")
    ]
    return make_mission(
        "unamsil",
        tags=["law", "gender", "police"],
        body="Claim [@cited], see [[one]] and [[three]].\n",
        related=related,
        profile={"countries": ["SLE", "LBR"]},
    )


def publish(client, topic, **changes):
    """(renderings, queries) of a click on Publish."""
    values = {**form_values(client, address(topic)), "note": "Why", **changes}
    convert = Markdown.convert
    with (
        patch.object(Markdown, "convert", autospec=True, side_effect=convert) as render,
        CaptureQueriesContext(connection) as queries,
    ):
        response = client.post(address(topic), {**values, "_publish": "1"})
    assert response.status_code == 302
    return render.call_count, len(queries)


def test_one_click_renders_once_and_asks_little(as_editor, topic):
    body = "Claim [@cited], see [[one]] and [[three]]. More words.\n"

    rendered, queries = publish(as_editor, topic, body=body)

    assert rendered == 1
    assert queries <= MOST_QUERIES
    topic.refresh_from_db()
    assert "More words" in topic.html


def test_cost_is_the_same_among_many_topics(as_editor, topic):
    body = "Claim [@cited], see [[one]] and [[three]]. {}\n"
    publish(as_editor, topic, body=body.format("Begun."))
    among_few = publish(as_editor, topic, body=body.format("First."))
    for number in range(5):
        make_topic(f"more-{number}", tags=["law"], body="See [[unamsil]].\n")
        make_mission(f"m-{number}", tags=["law"], body="See [[one]].\n")

    among_many = publish(as_editor, topic, body=body.format("Second."))

    assert among_many == among_few


def test_other_title_renders_only_the_pages_that_link_to_it(as_editor, topic):
    for number in range(3):
        make_topic(f"linking-{number}", body="See [[unamsil]].\n")
    make_topic("elsewhere", body="Nothing.\n")

    rendered, _queries = publish(as_editor, topic, title="Another title")

    assert rendered == 4


def test_other_review_interval_is_stored_with_the_publication(as_editor, topic):
    publish(as_editor, topic, review_months="6")

    topic.refresh_from_db()
    assert topic.review_months == 6
