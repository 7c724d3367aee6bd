"""What a process remembers for all its pages: the sections, the names of tags, and what
lists print and count of topics."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    make_mission,
    make_section,
    make_tag,
    make_topic,
    revise,
)
from topics import publishing
from topics.models import Mission, Section, Tag, Topic

pytestmark = pytest.mark.django_db(transaction=True)


def facet(page, name):
    [details] = [d for d in page.select(".facet") if d.summary.text == name]
    return [item.a.text for item in details.select(".facet__item")]


def tables(client, address):
    """What each query for the page reads first, once it was asked for before."""
    for _ in range(2):  # the first in a process looks for what is due
        client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return [query["sql"].split(" FROM ")[1].split()[0] for query in captured]


def test_sections_and_names_of_tags_are_not_asked_for_again(client):
    make_topic("a-page", tags=["law"])

    assert tables(client, "/role/a-page/") == ['"topics_page"']
    # The tag asked for, the topics' keys and texts.
    found = tables(client, "/search/?tag=law")
    assert found == ['"topics_tag"', '"topics_topic"', '"topics_topic"']


def test_list_asks_for_nothing_that_was_printed_before(client):
    make_topic("a-page", tags=["law"])
    client.get("/tags/law/")

    assert tables(client, "/role/") == []
    # The tag that is asked for, and the keys of its topics.
    assert tables(client, "/role/?tag=law") == ['"topics_tag"', '"topics_topic"']


def listed(page):
    """{title: all that a list says of a topic}."""
    items = page.select(".topic-list__item")
    return {item.a.text: item.text.split("\n") for item in items if item.a}


def test_changed_topic_alone_is_read_again(client):
    topic = make_topic("a-page")
    make_topic("b-page", title="Another")
    client.get("/role/")

    revise(topic, title="Renamed", summary="Other words")
    with CaptureQueriesContext(connection) as captured:
        page = BeautifulSoup(client.get("/role/").content, "html.parser")

    assert listed(page).keys() == {"Another", "Renamed"}
    assert "Other words" in listed(page)["Renamed"]
    [rows] = [q["sql"] for q in captured if "summary" in q["sql"].split("FROM")[0]
              and "topics_topic" in q["sql"]]  # fmt: skip
    assert rows.count(f"IN ({topic.pk})") == 1


def test_fact_that_is_saved_in_the_shell_is_listed_at_once(read):
    make_mission("a-mission", profile={"start": "1999", "end": "2005"})
    read("/missions/")

    mission = Mission.objects.get()
    mission.end = "2006"
    mission.save()

    [said] = listed(read("/missions/")).values()
    assert any("1999–2006" in words for words in said)


def test_withdrawn_topic_is_listed_no_more(read):
    make_topic("a-page", tags=["law"], title="A page")
    make_topic("b-page", tags=["law"], title="Another")
    assert listed(read("/tags/law/")).keys() == {"A page", "Another"}

    publishing.unpublish(Topic.objects.get(slug="b-page"))

    assert listed(read("/tags/law/")).keys() == {"A page"}


def test_new_title_of_a_section_is_listed_at_once(read):
    make_topic("a-page", tags=["law"])
    read("/tags/law/")

    section = Section.objects.get(slug="role")
    section.title = "Purpose"
    section.save()

    [said] = listed(read("/tags/law/")).values()
    assert "Purpose" in said


def test_country_that_a_tag_gets_is_counted_at_once(read):
    make_tag("freetown", facet="place")
    make_topic("a-page", tags=["freetown"])
    read("/search/?section=role")

    tag = Tag.objects.get(slug="freetown")
    tag.country = "SL"
    tag.save()

    assert facet(read("/search/?section=role"), "Countries") == ["Sierra Leone"]


def test_renamed_section_shows_at_once_everywhere(read):
    make_topic("a-page")
    make_section("law", title="Law")
    read("/role/a-page/")

    section = Section.objects.get(slug="law")
    section.title = "Law and accountability"
    section.save()

    navigation = read("/role/a-page/").select(".section-nav__list a")
    assert "Law and accountability" in [link.text for link in navigation]


def test_new_address_of_a_section_is_linked_at_once(read):
    make_topic("a-page")
    section = make_section("law", title="Law")
    read("/role/a-page/")

    section.slug = "accountability"
    section.save()

    header = read("/role/a-page/").select_one(".site-header")
    assert header.find("a", string="Law")["href"] == "/accountability/"


def test_new_and_renamed_tags_are_offered_at_once(read, editor):
    topic = make_topic("a-page", tags=["law"])
    make_tag("law", name="Law")
    assert facet(read("/search/?section=role"), "Themes") == ["Law"]

    make_tag("gender", name="Gender")
    revise(topic, tags=["law", "gender"])
    assert facet(read("/search/?section=role"), "Themes") == ["Gender", "Law"]

    publishing.rename_tag(
        Tag.objects.get(slug="law"), "Justice", "justice", author=editor
    )
    assert facet(read("/search/?section=role"), "Themes") == ["Gender", "Justice"]


def test_withdrawn_page_takes_its_tags_along(read):
    make_topic("a-page", tags=["law"])
    make_topic("b-page", tags=["law", "gender"])
    read("/search/?section=role")

    publishing.unpublish(Topic.objects.get(slug="b-page"))

    assert facet(read("/search/?section=role"), "Themes") == ["Law"]
