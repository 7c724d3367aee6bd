"""What the form of a page shows before anything is saved, and what it refuses."""

import pytest
from bs4 import BeautifulSoup

from tests.factories import (
    make_mission,
    make_section,
    make_source,
    make_tag,
    make_topic,
    revise,
)
from tests.topics.admin.test_topics import address, form_values, save
from topics.models import Topic

pytestmark = pytest.mark.django_db


def test_text_that_is_much_too_long_comes_back_with_the_reason(as_editor):
    topic = make_topic()
    text = "word " * 540_000

    response = save(as_editor, topic, body=text)

    assert response.status_code == 200
    form = response.context["adminform"].form
    assert "at most 200" in str(form.errors["body"])
    assert form["body"].value() == text


def test_form_too_large_to_be_read_is_refused_with_a_reason(as_editor):
    topic = make_topic()

    response = save(as_editor, topic, body="x" * 11 * 1024**2)

    assert response.status_code == 413
    assert "too large" in response.content.decode()


def test_form_of_too_many_fields_is_refused_with_a_reason(as_editor):
    topic = make_topic()

    response = save(as_editor, topic, **{f"x{n}": "" for n in range(5_001)})

    assert response.status_code == 413


def test_new_page_gets_its_slug_from_the_title(as_editor):
    section = make_section("law")
    url = "/admin/topics/topic/add/"
    typed = {"title": "Côte d’Ivoire: after 2011", "summary": "S", "body": "B"}
    values = {**form_values(as_editor, url), **typed, "section": section.pk}

    as_editor.post(url, values)

    assert Topic.objects.get().slug == "cote-divoire-after-2011"


def test_new_page_shows_the_fields_of_its_section_with_what_is_typed(as_editor):
    section = make_section("missions", profile="mission")
    url = "/admin/topics/topic/add/"
    values = {**form_values(as_editor, url), "title": "T", "section": section.pk}

    response = as_editor.post(url, {**values, "_fields": "1"})

    form = response.context["adminform"].form
    assert form["title"].value() == "T"
    assert "profile_acronym" in form.fields
    assert list(form.errors) == ["__all__"]
    assert not Topic.objects.exists()
    given = as_editor.get(f"{url}?section={section.pk}").context["adminform"].form
    assert "profile_acronym" in given.fields


def test_all_that_is_wrong_with_a_profile_is_said_at_once(as_editor):
    topic = make_mission("unamsil")

    response = save(
        as_editor,
        topic,
        profile_start="soon",
        profile_countries="SLE\nAtlantis\nMu",
        profile_resolutions="1270",
        profile_acronym="",
    )

    errors = response.context["adminform"].form.errors
    wrong = ("start", "countries", "resolutions", "acronym")
    assert {f"profile_{name}" for name in wrong} <= set(errors)
    assert [str(e)[:6] for e in errors["profile_countries"]] == ["Line 2", "Line 3"]


def test_question_before_publishing_shows_changes_warnings_and_the_address(as_editor):
    topic = make_topic("a-page", title="Old", body="One thing.")

    response = as_editor.post(
        f"{address(topic)}?ask",
        {
            **form_values(as_editor, address(topic)),
            "title": "New",
            "slug": "other",
            "body": "One [[nowhere]].",
            "_publish": "1",
        },
    )

    page = BeautifulSoup(response.content, "html.parser").select_one("#content")
    assert "nowhere" in page.select_one(".editor-note__warning").text
    assert "/role/a-page/" in page.text
    assert page.select_one("ins").text == "New"
    assert Topic.objects.get().title == "Old"
    assert Topic.objects.get().revisions.count() == 1
    sent = {
        area["name"]: area.text.removeprefix("\n") for area in page.select("textarea")
    }
    as_editor.post(address(topic), {**sent, "note": "Why", "_publish": "1"})
    assert Topic.objects.get().title == "New"


def test_contributor_is_not_asked_to_publish(as_contributor):
    topic = make_topic()

    values = {**form_values(as_contributor, address(topic)), "_publish": "1"}
    assert as_contributor.post(f"{address(topic)}?ask", values).status_code == 403


@pytest.mark.parametrize("emptied", ["tags", "sources", "reviewed"])
def test_preview_shows_what_is_typed_and_nothing_else(as_editor, emptied):
    make_source("a-1"), make_tag("law", name="Rule of law"), make_topic("other")
    topic = make_topic(
        tags=["law"],
        sources=["a-1"],
        reviewed="2026-01-02",
        related=[{"to": "other", "kind": "explains", "note": "OLDNOTE"}],
    )
    values = form_values(as_editor, address(topic))
    shown = {"tags": "Rule of law", "sources": "a-1", "reviewed": "2 January 2026"}

    page = as_editor.post(
        address(topic),
        {
            **values,
            emptied: "",
            "cross_references-0-note": "NEWNOTE",
            "_preview": "1",
        },
    ).content.decode()

    assert shown[emptied] not in page
    assert all(words in page for name, words in shown.items() if name != emptied)
    assert "NEWNOTE" in page
    assert "OLDNOTE" not in page


def test_preview_of_a_new_page_saves_nothing(as_editor):
    section = make_section("law")
    url = "/admin/topics/topic/add/"
    typed = {"title": "Typed title", "summary": "S", "body": "B", "slug": "typed"}
    values = {**form_values(as_editor, url), **typed, "section": section.pk}

    response = as_editor.post(url, {**values, "_preview": "1"})

    assert "Typed title" in response.content.decode()
    assert not Topic.objects.exists()


def parsed(response):
    return BeautifulSoup(response.content, "html.parser")


def test_words_put_back_are_judged_when_they_are_saved(as_editor):
    url = "/admin/topics/topic/add/"
    values = {**form_values(as_editor, url), "title": "Half", "_restore": "1"}

    page = parsed(as_editor.post(url, values))

    assert page.select_one("#id_title")["value"] == "Half"
    assert "Nothing of it is saved yet" in page.select_one("[role=status]").text
    assert page.select(".errornote, .errorlist, .error-summary") == []


def test_conflict_is_told_before_the_form_and_not_as_a_mistake(as_editor):
    topic = make_topic("a-page", title="A page")
    typed = {**form_values(as_editor, address(topic)), "title": "Mine"}
    revise(topic, title="Theirs")

    page = parsed(as_editor.post(address(topic), typed))

    assert "while you wrote" in page.select_one("[role=status]").text
    assert page.select(".errornote, .errorlist, .error-summary") == []
    assert page.select_one("[data-editor]").has_attr("data-posted")


def test_question_names_the_page_that_it_is_about(as_editor):
    topic = make_topic("a-page", title="A page")

    for name in ("unpublish", "archive", "merge", "delete"):
        page = parsed(as_editor.get(address(topic).replace("change", name)))
        assert "A page" in page.select_one("#content h2").text, name
