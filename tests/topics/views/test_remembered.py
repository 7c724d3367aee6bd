"""What a process remembers for all its pages: the sections and the names of tags."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import make_section, make_tag, make_topic, revise
from topics import publishing
from topics.models import Section, Tag, Topic

pytestmark = pytest.mark.django_db(transaction=True)


def facet(page, name):
    [details] = [d for d in page.select(".facet") if d.summary.text == name]
    return [item.a.text for item in details.select(".facet__item")]


def tables(client, address):
    """What each query for the page reads first."""
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return [query["sql"].split(" FROM ")[1].split()[0] for query in captured]


def test_sections_and_names_of_tags_are_not_asked_for_again(client):
    make_topic("a-page", tags=["law"])

    assert tables(client, "/role/a-page/") == ['"topics_page"']
    # The tag asked for, the topics' keys and rows, how many are of which section, kind
    # and country, and carry which tag.
    found = tables(client, "/search/?tag=law")
    assert found == [
        f'"topics_{name}"' for name in ("tag", "topic", "topic", "topic", "tagging")
    ]


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
