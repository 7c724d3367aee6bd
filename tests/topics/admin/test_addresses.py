"""Addresses that change hands."""

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError

from tests.factories import make_draft, make_section, make_tag, make_topic
from tests.topics.admin.test_topics import address, form_values, save
from tests.topics.admin.test_workflow import words
from topics import publishing
from topics.models import Section, Tag, Topic

pytestmark = pytest.mark.django_db


def test_two_pages_swap_their_addresses(as_editor, client):
    x, y = make_topic("x-page", title="X"), make_topic("y-page", title="Y")
    linking = make_topic("linking", body="See [[x-page]].\n")
    section = make_section("law", introduction="See [[x-page]].")

    save(as_editor, x, slug="for-a-moment")
    refused = save(as_editor, y, slug="x-page")
    assert "Another topic had this address once" in words(refused)
    assert BeautifulSoup(refused.content, "html.parser").select_one("#id_take_over")
    save(as_editor, y, slug="x-page", take_over="on")
    save(as_editor, x, slug="y-page", take_over="on")

    assert "Y" in client.get("/role/x-page/").content.decode()
    assert client.get("/role/for-a-moment/")["Location"] == "/role/y-page/"
    linking.refresh_from_db()
    assert ">Y</a>" in linking.html
    assert linking.links.get().target == y
    assert ">Y</a>" in Section.objects.get(pk=section.pk).html


def test_draft_takes_over_an_address_and_links_are_missing_until_it_is_public():
    x, draft = make_topic("x-page", title="X"), make_draft("y-page")
    linking = make_topic("linking", body="See [[x-page]].\n")
    publishing.rename(x, "moved")

    publishing.rename(draft, "x-page", take_over=True)

    linking.refresh_from_db()
    assert 'class="missing-link"' in linking.html
    assert not x.aliases.exists()


def test_new_page_takes_over_an_address(as_editor):
    publishing.rename(make_topic("x-page"), "moved")
    add = "/admin/topics/topic/add/"
    section = Section.objects.get()
    typed = {
        **form_values(as_editor, add),
        "title": "T",
        "summary": "S",
        "body": "B",
        "note": "n",
        "slug": "x-page",
        "section": section.pk,
        "_draft": "1",
    }
    assert "Another topic had this address once" in words(as_editor.post(add, typed))

    as_editor.post(add, {**typed, "take_over": "on"})

    assert Topic.objects.filter(slug="x-page").exists()


def test_address_is_taken_over_only_where_that_is_said():
    publishing.rename(make_topic("x-page"), "moved")

    with pytest.raises(ValidationError, match="once"):
        publishing.rename(make_topic("y-page"), "x-page")


def test_address_that_a_page_has_now_cannot_be_taken_over():
    make_topic("x-page")

    with pytest.raises(ValidationError, match="already exists"):
        publishing.rename(make_topic("y-page"), "x-page", take_over=True)


def test_contributor_cannot_take_an_address_over(as_contributor):
    publishing.rename(make_topic("x-page"), "moved")
    draft = make_draft("y-page")

    refused = save(as_contributor, draft, slug="x-page")
    assert b"id_take_over" not in refused.content
    forced = save(as_contributor, draft, slug="x-page", take_over="on")

    assert forced.status_code == 403
    assert Topic.objects.filter(slug="y-page").exists()


def test_tag_takes_over_an_address(as_editor, editor, client):
    old, other = make_tag("women"), make_tag("gender")
    publishing.rename_tag(old, "Women and girls", "girls", author=editor)
    rename = f"/admin/topics/tag/{other.pk}/rename/"
    typed = {"name": "Women", "slug": "women", "keep_name": ""}

    refused = as_editor.post(rename, typed)
    assert b"id_take_over" in refused.content
    as_editor.post(rename, {**typed, "take_over": "on"})

    assert Tag.objects.get(slug="women") == other
    assert client.get("/tags/women/").status_code == 200


def test_form_of_a_public_page_says_that_its_address_moves_at_once(as_editor):
    topic, draft = make_topic(), make_draft()

    assert "new address at once" in words(as_editor.get(address(topic)))
    assert "new address at once" not in words(as_editor.get(address(draft)))
