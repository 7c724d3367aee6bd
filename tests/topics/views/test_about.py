"""What the portal says of itself: of how many pages, and who reviewed them."""

import pytest
from bs4 import BeautifulSoup

from tests.factories import make_source, make_topic, revise
from topics import publishing

pytestmark = pytest.mark.django_db
NOT_YET = "not yet reviewed by an outside expert"


def words_of(client, address):
    page = BeautifulSoup(client.get(address).content, "html.parser")
    return " ".join(page.main.get_text().split())


def test_counts_what_readers_may_see(client):
    make_topic("one")
    publishing.unpublish(make_topic("two"))
    make_source("a-1")

    assert "Pages: 1. Sources in the bibliography: 1." in words_of(client, "/about/")


def test_page_without_an_outside_reviewer_says_so(client):
    topic = make_topic(reviewed="2026-11-20")

    assert NOT_YET in words_of(client, topic.get_absolute_url())
    assert "No page has been reviewed" in words_of(client, "/about/")


def test_outside_reviewer_is_named(client):
    topic = make_topic(reviewed="2026-11-20")
    words_of(client, "/about/")
    revise(topic, reviewer="A. Expert, Some University")

    page = words_of(client, topic.get_absolute_url())
    assert "20 November 2026 by A. Expert, Some University." in page
    assert NOT_YET not in page
    assert "One page has been reviewed" in words_of(client, "/about/")


def test_page_that_was_never_reviewed_says_nothing_of_a_review(client):
    topic = make_topic()

    assert NOT_YET not in words_of(client, topic.get_absolute_url())
