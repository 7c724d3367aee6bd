"""The editor's work on a topic, through the form."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.admin.models import LogEntry

from tests.factories import (
    make_draft,
    make_mission,
    make_section,
    make_source,
    make_tag,
    make_topic,
    make_user,
)
from topics import publishing
from topics.models import Revision, Topic

pytestmark = pytest.mark.django_db


def address(topic):
    return f"/admin/topics/topic/{topic.pk}/change/"


def form_values(client, url):
    """What the form on a page would send as it stands."""
    response = client.get(url)
    assert response.status_code == 200
    form = BeautifulSoup(response.content, "html.parser").select_one("form[id$=_form]")
    values = {}
    for field in form.select("input[name], textarea[name], select[name]"):
        name = field["name"]
        if field.name == "textarea":
            # A browser sends what it shows, with CRLF at line ends; the first line
            # end after the tag belongs to the markup.
            values[name] = field.text.removeprefix("\n").replace("\n", "\r\n")
        elif field.name == "select":
            chosen = [o["value"] for o in field.select("option[selected]")]
            values[name] = chosen if field.has_attr("multiple") else (chosen or [""])[0]
        elif field.get("type") not in {"submit", "checkbox"}:
            values[name] = field.get("value", "")
    return values


def save(client, topic, button="_draft", **changes):
    values = {**form_values(client, address(topic)), "note": "Why", **changes}
    return client.post(address(topic), {**values, button: "1"})


def test_form_shows_the_newest_revision(as_editor):
    topic = make_topic(title="Public")
    content = {**topic.newest_revision.content, "title": "Draft title"}
    publishing.save_revision(topic, content, note="x")

    assert form_values(as_editor, address(topic))["title"] == "Draft title"


def test_draft_is_kept_and_readers_see_no_change(as_editor, editor):
    topic = make_topic(title="Public")

    response = save(as_editor, topic, title="Draft title")

    assert response.status_code == 302
    topic = Topic.objects.get(pk=topic.pk)
    newest = topic.newest_revision
    assert (topic.title, newest.title) == ("Public", "Draft title")
    assert (newest.author, newest.note, newest.state) == (editor, "Why", "draft")


def test_publishing_shows_the_change_to_readers(as_editor, client):
    topic = make_topic(title="Old")

    save(as_editor, topic, "_publish", title="New", body="New *words*.\r\n")

    page = client.get(topic.get_absolute_url()).content.decode()
    assert "New" in page
    assert "<em>words</em>" in page


def test_saving_an_untouched_form_makes_no_revision(as_editor):
    make_source("a-1"), make_topic("other")
    topic = make_mission(
        "unamsil",
        tags=["law", "gender"],
        body="One [@a-1].\n\n- a\n- b\n",
        reviewed="2026-11-20",
        reviewer="A. Expert, Some University",
        position="7",
        sources=["a-1"],
        search_terms=["who went there", "Lomé"],
        related=[
            {"to": "other", "kind": "explains", "note": "why"},
            {"to": "not-yet", "kind": "see-also", "note": "kept"},
        ],
    )
    before = topic.newest_revision.content

    save(as_editor, topic)

    assert topic.revisions.count() == 1
    assert topic.newest_revision.content == before


def test_everything_on_the_form_can_be_changed(as_editor):
    make_source("a-1"), make_topic("other")
    law, gender = make_tag("law"), make_tag("gender")
    topic = make_mission("unamsil", tags=["law"])
    source = make_source("b-2")

    save(
        as_editor,
        topic,
        "_publish",
        title="T",
        summary="S",
        body="B",
        tags=[gender.pk, law.pk],
        sources=[source.pk],
        search_terms="rebels took peacekeepers\r\n\r\n  captives ",
        reviewed="2026-11-01",
        reviewer=" A. Expert,  Some University ",
        position="3",
        profile_acronym="NEW",
        profile_countries="LBR\r\nSLE",
        profile_end="",
        **{
            "cross_references-0-kind": "explains",
            "cross_references-0-target": Topic.objects.get(slug="other").pk,
            "cross_references-0-note": "why",
        },
    )

    content = topic.newest_revision.content
    assert content["tags"] == ["gender", "law"]
    assert content["sources"] == ["b-2"]
    assert content["search_terms"] == ["rebels took peacekeepers", "captives"]
    assert content["related"] == [{"to": "other", "kind": "explains", "note": "why"}]
    assert content["mission"]["acronym"] == "NEW"
    assert content["mission"]["countries"] == ["LBR", "SLE"]
    assert "end" not in content["mission"]
    topic = Topic.objects.get(pk=topic.pk)
    assert (topic.title, topic.summary, topic.body) == ("T", "S", "B\n")
    assert (str(topic.reviewed), topic.position) == ("2026-11-01", 3)
    assert topic.reviewer == "A. Expert, Some University"


def test_cross_reference_can_be_taken_away(as_editor):
    make_topic("other")
    topic = make_topic(related=[{"to": "other", "kind": "explains", "note": "why"}])

    save(as_editor, topic, **{"cross_references-0-DELETE": "on"})

    assert "related" not in topic.newest_revision.content


def test_new_topic_starts_as_a_draft(as_editor):
    section = make_section("law")
    values = form_values(as_editor, "/admin/topics/topic/add/")

    as_editor.post(
        "/admin/topics/topic/add/",
        {
            **values,
            "title": "T",
            "summary": "S",
            "body": "B",
            "section": section.pk,
            "slug": "new-topic",
            "note": "First",
            "_draft": "1",
        },
    )

    topic = Topic.objects.get(slug="new-topic")
    assert not topic.is_published
    assert topic.newest_revision.title == "T"


@pytest.mark.parametrize(
    ("changes", "words"),
    [({"body": "[" * 9000}, "brackets"), ({"slug": "admin"}, "admin")],
)
def test_new_topic_that_cannot_be_shown_is_refused(as_editor, changes, words):
    typed = {"title": "T", "summary": "S", "body": "B", "slug": "new"}
    values = form_values(as_editor, "/admin/topics/topic/add/")
    section = make_section("law").pk

    response = as_editor.post(
        "/admin/topics/topic/add/", {**values, "section": section, **typed, **changes}
    )

    assert response.status_code == 200
    assert words in response.content.decode()
    assert not Topic.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"title": ""}, "title", "required"),
        ({"summary": "x" * 301}, "summary", "300"),
        ({"body": "[" * 9000}, "body", "brackets"),
        ({"body": "One\r\n\r\nT\x08wo"}, "body", "Line 3: There is a character"),
        ({"body": "One\u2067two"}, "body", "RIGHT-TO-LEFT ISOLATE"),
        ({"title": "T\u202ewo"}, "title", "without its partner"),
        ({"summary": "T\x7fwo"}, "summary", "U+007F"),
        ({"profile_area": "T\u202ewo"}, "profile_area", "U+202E"),
        ({"reviewed": "soon"}, "reviewed", "date"),
        ({"reviewed": "2062-11-20"}, "reviewed", "years ahead"),
        ({"reviewer": "A. Expert"}, "reviewer", "when the page was reviewed"),
        ({"profile_start": "soon"}, "profile_start", "1999-10"),
        ({"profile_countries": "Atlantis"}, "profile_countries", "Atlantis"),
        ({"profile_end": "1990"}, None, "before the start"),
        ({"slug": "feed"}, "slug", "feed"),
    ],
)
def test_refused_form_keeps_all_that_was_typed(as_editor, changes, field, words):
    topic = make_mission("unamsil")

    response = save(
        as_editor, topic, "_publish", **{"body": "My long text.", **changes}
    )

    assert response.status_code == 200
    page = BeautifulSoup(response.content, "html.parser")
    place = page.select_one(f".field-{field} .errorlist") if field else page
    assert words in place.text
    if "body" not in changes:
        assert page.select_one("#id_body").text.strip() == "My long text."
    assert topic.revisions.count() == 1


def test_form_begun_from_an_older_version_is_not_saved_at_once(as_editor):
    topic = make_topic()
    values = {**form_values(as_editor, address(topic)), "title": "Mine", "note": "x"}
    content = {**topic.newest_revision.content, "title": "Theirs"}
    publishing.save_revision(
        topic, content, note="x", author=make_user("otto", "Editors")
    )

    response = as_editor.post(address(topic), {**values, "_draft": "1"})

    page = BeautifulSoup(response.content, "html.parser")
    assert "otto saved version 2" in page.select_one(".editor-note[role=status]").text
    assert page.select_one("#id_title")["value"] == "Mine"
    assert topic.newest_revision.title == "Theirs"
    again = {**values, "based_on": page.select_one("#id_based_on")["value"]}
    as_editor.post(address(topic), {**again, "_draft": "1"})
    assert topic.newest_revision.title == "Mine"


def test_contributor_submits_for_review(as_contributor):
    topic = make_topic(title="Public")

    save(as_contributor, topic, "_submit", title="Proposal")

    assert topic.newest_revision.state == Revision.State.IN_REVIEW
    assert Topic.objects.get(pk=topic.pk).title == "Public"


@pytest.mark.parametrize("where", ["change", "add"])
def test_contributor_cannot_publish(as_contributor, where):
    topic = make_draft()
    values = form_values(as_contributor, address(topic))
    url = address(topic) if where == "change" else "/admin/topics/topic/add/"

    response = as_contributor.post(url, {**values, "_publish": "1"})

    assert response.status_code == 403
    assert not Topic.objects.published().exists()


def test_contributor_sees_no_button_to_publish(as_contributor):
    page = as_contributor.get(address(make_draft())).content.decode()

    assert "_publish" not in page
    assert "_submit" in page


def test_contributor_cannot_move_or_delete_a_published_page(as_contributor):
    topic = make_topic("kept")

    save(as_contributor, topic, slug="moved")

    assert Topic.objects.get(pk=topic.pk).slug == "kept"
    deletion = f"/admin/topics/topic/{topic.pk}/delete/"
    assert as_contributor.post(deletion, {"post": "yes"}).status_code == 403


def test_editor_publishes_what_was_submitted_without_changing_it(as_editor):
    topic = make_draft(title="Submitted")
    publishing.move(topic.newest_revision, Revision.State.IN_REVIEW)

    save(as_editor, topic, "_publish")

    topic = Topic.objects.get(pk=topic.pk)
    assert topic.title == "Submitted"
    assert topic.revisions.count() == 1


def test_renaming_in_the_form_keeps_the_old_address(as_editor):
    topic = make_topic("old-name")

    save(as_editor, topic, "_publish", slug="new-name")

    response = as_editor.get("/role/old-name/")
    assert response["Location"] == "/role/new-name/"


def test_deletion_says_which_pages_lead_here(as_editor):
    topic = make_topic("target")
    make_topic(title="The linking page", body="[[target]]\n")

    page = as_editor.get(f"/admin/topics/topic/{topic.pk}/delete/")

    assert "One page leads here" in page.content.decode()
    assert "The linking page" in page.content.decode()


def test_change_is_in_the_log(as_editor):
    topic = make_topic()

    save(as_editor, topic, title="New")

    assert LogEntry.objects.get().change_message == "Draft 2: Why"


def test_list_shows_the_state_of_the_newest_version(as_editor):
    make_draft(title="Only a draft")
    make_topic(title="Public")

    page = BeautifulSoup(
        as_editor.get("/admin/topics/topic/?state=draft").content, "html.parser"
    )

    rows = page.select("#result_list tbody tr")
    assert len(rows) == 1
    assert "Only a draft" in rows[0].text
    assert "Draft" in rows[0].text


@pytest.mark.parametrize(
    ("kind", "typed", "first"),
    [
        ("tag", "gend", "gender"),
        ("tag", "women", "gender"),
        ("source", "fort", "fortna-2008"),
        ("source", "effort", "a-effort-1"),
        ("topic", "una", "unamsil"),
        ("topic", "page", "page"),
    ],
)
def test_pickers_offer_what_begins_so_first(as_contributor, kind, typed, first):
    make_tag("gender").aliases.create(name="Women")
    make_tag("age-and-gender")
    make_source("fortna-2008"), make_source("a-effort-1", title="Efforts")
    make_topic("unamsil"), make_topic("a-page-una"), make_topic("page")

    response = as_contributor.get(
        "/admin/topics/topic/pick/", {"kind": kind, "q": typed}
    )

    assert response.json()["found"][0]["value"] == first


def test_csrf_failure_tells_how_to_keep_the_text(editor):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor)

    response = strict.post(address(make_topic()), {"title": "x"})

    assert response.status_code == 403
    assert "nothing is lost" in response.content.decode()
