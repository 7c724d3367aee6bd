"""Sections, tags and sources in the admin; who may do what."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group

from tests.factories import make_section, make_source, make_tag, make_topic
from tests.topics.admin.test_topics import form_values
from topics.models import Section, Source, Tag

pytestmark = pytest.mark.django_db


def save(client, address, /, **changes):
    return client.post(address, {**form_values(client, address), **changes})


def test_source_is_written_in_fields(as_editor):
    url = "/admin/topics/source/add/"

    save(
        as_editor,
        url,
        key="hultman-2013",
        kind="article-journal",
        work_title="United Nations Peacekeeping and Civilian Protection",
        authors="Hultman, Lisa\r\nUnited Nations",
        issued="2013-10",
        container="American Journal of Political Science",
        doi="10.1111/ajps.12036",
    )

    assert Source.objects.get().csl == {
        "id": "hultman-2013",
        "type": "article-journal",
        "title": "United Nations Peacekeeping and Civilian Protection",
        "author": [
            {"family": "Hultman", "given": "Lisa"},
            {"literal": "United Nations"},
        ],
        "issued": {"date-parts": [[2013, 10]]},
        "container-title": "American Journal of Political Science",
        "DOI": "10.1111/ajps.12036",
    }


def test_untouched_source_stays_as_it_was(as_editor):
    source = make_source(
        "fortna-2008",
        issued={"date-parts": [[2008, 3, 4]]},
        author=[{"family": "Fortna", "given": "Page"}, {"literal": "UN"}],
        language="en",
    )

    save(as_editor, f"/admin/topics/source/{source.pk}/change/")

    assert Source.objects.get().csl == source.csl


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"key": "Bad Key"}, "single hyphens"),
        ({"isbn": "9780306406158"}, "ISBN"),
        ({"doi": "x"}, "DOI"),
        ({"issued": "then"}, "1999-10"),
        ({"url": "javascript:alert(1)"}, "URL"),
        ({"work_title": ""}, "required"),
    ],
)
def test_source_that_cannot_be_cited_is_refused(as_editor, changes, words):
    good = {"key": "a-1", "kind": "book", "work_title": "T"}

    response = save(as_editor, "/admin/topics/source/add/", **{**good, **changes})

    assert response.status_code == 200
    assert words in response.content.decode()
    assert not Source.objects.exists()


def test_tag_is_made_with_its_aliases(as_editor):
    broader = make_tag("people")

    save(
        as_editor,
        "/admin/topics/tag/add/",
        name="Gender",
        slug="gender",
        facet="theme",
        definition="D",
        broader=broader.pk,
        other_names="Women",
    )

    tag = Tag.objects.get(slug="gender")
    assert (tag.broader, tag.aliases.get().name) == (broader, "Women")


def test_tag_of_a_place_is_given_its_country(as_editor):
    tag = make_tag("sierra-leone", facet="place")
    address = f"/admin/topics/tag/{tag.pk}/change/"

    save(as_editor, address, country="SL")
    save(as_editor, address, definition="Another one.")

    tag.refresh_from_db()
    assert (tag.country.code, tag.definition) == ("SL", "Another one.")


def test_only_the_tag_of_a_place_has_a_country(as_editor):
    tag = make_tag("gender")

    page = save(as_editor, f"/admin/topics/tag/{tag.pk}/change/", country="SL")

    assert "Only the tag of a place has a country" in page.content.decode()
    assert not Tag.objects.get().country


def test_tag_of_the_same_name_is_refused(as_editor):
    make_tag("gender", name="Gender")

    response = save(
        as_editor,
        "/admin/topics/tag/add/",
        name="GENDER",
        slug="other",
        facet="theme",
        definition="D",
    )

    assert "There is a tag of this name already" in response.content.decode()


def test_used_tag_is_not_deleted(as_editor):
    make_topic(tags=["law"])
    tag = Tag.objects.get(slug="law")

    page = as_editor.post(f"/admin/topics/tag/{tag.pk}/delete/", {"post": "yes"})

    assert Tag.objects.filter(pk=tag.pk).exists()
    assert "protected" in page.content.decode()


def test_introduction_of_a_section_keeps_its_line_ends(as_editor):
    section = make_section(introduction="One.\n\nTwo.\n")

    save(as_editor, f"/admin/topics/section/{section.pk}/change/")

    assert Section.objects.get().introduction == "One.\n\nTwo.\n"


def test_libraries_own_tags_are_not_offered():
    assert apps.get_model("taggit", "Tag") not in admin.site._registry


RIGHTS = {
    "Contributors": {
        "topic": {"view", "add", "change"},
        "source": {"view", "add", "change"},
        "tag": {"view"},
        "section": {"view"},
        "revision": {"view"},
        "emptysearch": {"view"},
        "problemreport": {"view"},
        "image": {"view", "add"},
    },
    "Editors": {
        "topic": {"view", "add", "change", "delete", "publish"},
        "source": {"view", "add", "change", "delete"},
        "tag": {"view", "add", "change", "delete"},
        "tagalias": {"view", "add", "change", "delete"},
        "section": {"view", "change"},
        "revision": {"view"},
        "emptysearch": {"view"},
        "problemreport": {"view", "change", "delete"},
        "alert": {"view", "delete"},
        "image": {"view", "add", "change", "delete"},
    },
}


@pytest.mark.parametrize("name", RIGHTS)
def test_group_has_just_its_rights(name):
    rights = {}
    for codename in Group.objects.get(name=name).permissions.values_list(
        "codename", flat=True
    ):
        action, model = codename.split("_")
        rights.setdefault(model, set()).add(action)

    assert rights == RIGHTS[name]


def test_other_name_given_in_the_admin_is_found_at_once(as_editor, client):
    make_topic(title="Carries it", tags=["gender"])
    url = f"/admin/topics/tag/{Tag.objects.get(slug='gender').pk}/change/"

    response = save(as_editor, url, other_names="Womenfolk")

    assert response.status_code == 302
    assert b"Carries it" in client.get("/search/?q=womenfolk").content
    assert b"Womenfolk" in client.get("/search/suggest/?q=womenf").content
