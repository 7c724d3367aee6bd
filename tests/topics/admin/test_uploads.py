"""Uploading a zip of topics: a report first, then drafts."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests.factories import (
    make_draft,
    make_mission,
    make_section,
    make_tag,
    make_topic,
    make_user,
)
from tests.topics.content.test_archive import zipped
from topics import publishing
from topics.content import proposals
from topics.content.archive import pack, unpack
from topics.markup import meter
from topics.models import Revision, Topic, TopicUpload

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/topics/topic/upload/"
HEAD = "title: A title\nsummary: A summary.\n"


def topic_file(head=HEAD, body="Text.\n"):
    return f"---\n{head}---\n{body}".encode()


def upload(client, raw):
    return client.post(ADDRESS, {"archive": SimpleUploadedFile("topics.zip", raw)})


def report(client, *files):
    """The page of the report on an upload."""
    response = upload(client, zipped(*files))
    assert response.status_code == 302, response.content.decode()
    return response["Location"], read_report(client, response["Location"])


def read_report(client, address):
    return BeautifulSoup(client.get(address).content, "html.parser")


def said(page, path):
    row = next(r for r in page.select("tbody tr") if r.th.text == path)
    return " ".join(row.td.text.split())


def save(client, address, page):
    return client.post(address, {"report": page.select_one("[name=report]")["value"]})


def test_report_says_what_each_file_would_do_and_saves_nothing(as_editor):
    make_topic("known", title="Public"), make_section("law")
    unchanged = make_topic("same")
    same = pack(Topic.objects.filter(pk=unchanged.pk))
    revisions = Revision.objects.count()

    _address, page = report(
        as_editor,
        ("law/fresh.md", topic_file()),
        ("role/known.md", topic_file()),
        ("role/bad.md", topic_file("title: x\n")),
        ("readme.txt", b"x"),
    )
    same_page = read_report(as_editor, upload(as_editor, same)["Location"])

    assert "new topic" in said(page, "law/fresh.md")
    assert "draft after version 1 (Published" in said(page, "role/known.md")
    assert "role/bad.md:1: summary: This is needed." in said(page, "role/bad.md")
    assert "not <section>/<slug>.md" in said(page, "readme.txt")
    assert "Nothing" in said(same_page, "role/same.md")
    assert page.select_one("input[type=submit]")["value"] == "Save 2 drafts"
    assert Revision.objects.count() == revisions
    assert Topic.objects.count() == 2


def test_sound_files_become_drafts_and_readers_see_no_change(as_editor, editor):
    known = make_topic("known", title="Public")
    make_section("law")
    address, page = report(
        as_editor,
        ("law/fresh.md", topic_file()),
        ("role/known.md", topic_file()),
        ("role/bad.md", b"no front matter"),
    )

    response = save(as_editor, address, page)

    assert response.status_code == 302
    new = Topic.objects.get(slug="fresh")
    for topic in (new, known):
        newest = topic.newest_revision
        assert (newest.title, newest.state) == ("A title", Revision.State.DRAFT)
        assert (newest.author, newest.note) == (editor, "Uploaded in topics.zip")
    assert [t.title for t in Topic.objects.published()] == ["Public"]
    assert as_editor.get("/law/fresh/").status_code == 404
    flags = LogEntry.objects.values_list("object_id", "action_flag")
    assert set(flags) == {(str(new.pk), 1), (str(known.pk), 2)}
    assert not TopicUpload.objects.exists()
    assert as_editor.get(address).status_code == 404


def test_downloaded_file_comes_back_byte_for_byte(as_editor):
    reviewed = {"reviewed": "2026-11-20", "reviewer": "A. Expert"}
    make_mission("unamsil", tags=["law"], **reviewed)
    raw = pack(Topic.objects.all())
    Topic.objects.all().delete()
    address = upload(as_editor, raw)["Location"]

    save(as_editor, address, read_report(as_editor, address))

    assert unpack(pack(Topic.objects.all())) == unpack(raw)


def test_files_of_windows_are_read(as_editor):
    make_section("law")
    raw = b"\xef\xbb\xbf" + topic_file(body="One\n\nTwo\n").replace(b"\n", b"\r\n")
    address, page = report(as_editor, ("my-folder\\law\\fresh.md", raw))

    save(as_editor, address, page)

    newest = Topic.objects.get(slug="fresh").newest_revision
    assert newest.content["body"] == "One\n\nTwo\n"


def test_folded_summary_is_read(as_editor):
    make_section("law")
    head = "title: A title\nsummary: >\n  What\n  it is.\n"
    address, page = report(as_editor, ("law/fresh.md", topic_file(head)))

    save(as_editor, address, page)

    newest = Topic.objects.get(slug="fresh").newest_revision
    assert newest.content["summary"] == "What it is."


@pytest.mark.parametrize(
    ("path", "raw", "words"),
    [
        ("nowhere/fresh.md", topic_file(), "no section “nowhere”"),
        ("law/known.md", topic_file(), "is in the section “role”"),
        ("law/admin.md", topic_file(), "addresses use for themselves"),
        ("law/old-known.md", topic_file(), "old address of “known”"),
        ("law/fresh.md", b"\xff\xfe", "not UTF-8"),
        ("law/fresh.md", topic_file().decode().encode("utf-16"), "save it as UTF-8"),
        ("law/fresh.md", topic_file(body="One\n\nT\x08wo\n"), "law/fresh.md:7: There"),
        (
            "law/fresh.md",
            topic_file(body="T\u202ewo\n"),
            "law/fresh.md:5: There is a mark",
        ),
        ("law/fresh.md", b"words", "front matter"),
        ("law/fresh.MD", topic_file(), "not <section>/<slug>.md"),
        ("law/Ünamsil.md", topic_file(), "not <section>/<slug>.md"),
        ("law/fresh.md", topic_file(HEAD + "colour: red\n"), "no key `colour`"),
        ("law/fresh.md", topic_file(HEAD + "a: &x 1\n"), "anchors"),
        ("law/fresh.md", topic_file(HEAD + "tags: [nope]\n"), "no tag “nope”"),
        ("law/fresh.md", topic_file(HEAD + "tags: {a: b}\n"), "list of tag slugs"),
        (
            "law/fresh.md",
            topic_file(HEAD + "tags: [[a], {b: c}]\n"),
            "list of tag slugs",
        ),
        ("law/fresh.md", topic_file(HEAD + "search_terms: a\n"), "list of search"),
        (
            "law/fresh.md",
            topic_file(HEAD + f"search_terms: [{', '.join(map(str, range(41)))}]\n"),
            "at most 40",
        ),
        (
            "law/fresh.md",
            topic_file(HEAD + f"search_terms: [{'a' * 81}]\n"),
            "at most 80",
        ),
        ("law/fresh.md", topic_file(HEAD + "reviewed: soon\n"), "2026-11-20"),
        ("law/fresh.md", topic_file(HEAD + "reviewed: 2062-11-20\n"), "years ahead"),
        ("law/fresh.md", topic_file(HEAD + "reviewed: [a]\n"), "2026-11-20"),
        ("law/fresh.md", topic_file(HEAD + "mission: {a: b}\n"), "no mission profile"),
        (
            "law/fresh.md",
            topic_file(HEAD + "related: [{to: [a], kind: {b: c}, note: d}]\n"),
            "related",
        ),
        ("law/fresh.md", topic_file("title: [a]\nsummary: {b: c}\n"), "needed"),
        ("law/fresh.md", topic_file(body="[" * 9000), "brackets"),
        ("law/fresh.md", topic_file(body=""), "empty"),
        ("law/fresh.md", topic_file(HEAD + "aliases: x\n"), "must be a list"),
    ],
)
def test_file_that_cannot_be_a_topic_is_named_with_its_reason(
    as_editor, path, raw, words
):
    make_section("law")
    make_topic("known").aliases.create(slug="old-known")

    address, page = report(as_editor, (path, raw))

    assert said(page, path).startswith("Refused:")
    assert words in said(page, path)
    assert not page.select("input[type=submit]")
    save(as_editor, address, page)
    assert Topic.objects.count() == 1


@pytest.mark.parametrize(
    "profile",
    [
        "{measurements: [{year: [1], value: {a: b}, source: [c]}], source: x}",
        "{measurements: x}",
        "{measurements: [x]}",
        "{definition: [a], unit: {b: c}, direction: d, source: [e]}",
        "{definition: a, unit: b, direction: c, source: {d: e}}",
        "[a, b]",
        "x",
        "{}",
    ],
)
def test_odd_profile_is_refused_and_no_error(as_editor, profile):
    make_section("evaluation", profile="indicator")
    head = f"{HEAD}indicator: {profile}\n"

    _address, page = report(as_editor, ("evaluation/fresh.md", topic_file(head)))

    assert said(page, "evaluation/fresh.md").startswith("Refused:")


def test_same_topic_twice_is_refused_the_second_time(as_editor):
    make_section("law"), make_section("role")

    _address, page = report(
        as_editor, ("law/fresh.md", topic_file()), ("a/law/fresh.md", topic_file())
    )

    assert "occurs twice" in said(page, "a/law/fresh.md")


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"no zip", "not a zip archive"),
        (b"", "empty"),
        (zipped(("../evil.md", b"x")), "outside"),
        (zipped(("role/bomb.md", b"\0" * 40_000_000)), "larger than"),
    ],
)
def test_archive_that_is_refused_leaves_nothing_behind(as_editor, raw, words):
    response = upload(as_editor, raw)

    assert response.status_code == 200
    assert words in response.content.decode()
    assert not TopicUpload.objects.exists()


def test_page_that_was_saved_since_the_report_is_reported_again(as_editor):
    topic = make_draft("known")
    address, page = report(as_editor, ("role/known.md", topic_file()))
    content = {**topic.newest_revision.content, "title": "Theirs"}
    publishing.save_revision(topic, content, note="x")

    response = save(as_editor, address, page)

    assert response.status_code == 200
    again = BeautifulSoup(response.content, "html.parser")
    assert "draft after version 2" in said(again, "role/known.md")
    assert "changed since" in again.text
    assert topic.newest_revision.title == "Theirs"
    save(as_editor, address, again)
    assert topic.newest_revision.title == "A title"
    assert topic.revisions.filter(content__title="Theirs").exists()


@pytest.mark.parametrize("value", ["", "nonsense"])
def test_report_that_was_not_read_saves_nothing(as_editor, value):
    make_section("law")
    address, _page = report(as_editor, ("law/fresh.md", topic_file()))

    assert as_editor.post(address, {"report": value}).status_code == 200
    assert not Topic.objects.exists()


def test_contributor_uploads_drafts(as_contributor):
    make_topic("known", title="Public")
    address, page = report(as_contributor, ("role/known.md", topic_file()))

    save(as_contributor, address, page)

    assert Topic.objects.get().newest_revision.state == Revision.State.DRAFT
    assert Topic.objects.get().title == "Public"


def test_upload_of_another_is_not_there(as_editor):
    make_section("law")
    address, page = report(as_editor, ("law/fresh.md", topic_file()))
    other = Client()
    other.force_login(make_user("otto", "Editors"))

    assert other.get(address).status_code == 404
    assert save(other, address, page).status_code == 404


def test_staff_without_rights_may_not_upload(client):
    make_section("law")
    user = make_user("nobody")
    user.is_staff = True
    user.save()
    client.force_login(user)

    assert client.get(ADDRESS).status_code == 403
    assert upload(client, zipped(("law/fresh.md", topic_file()))).status_code == 403


def test_anonymous_is_asked_to_sign_in(client):
    response = upload(client, zipped(("law/fresh.md", topic_file())))

    assert response["Location"].startswith("/admin/login/")
    assert not TopicUpload.objects.exists()


def test_forms_are_protected_against_forgery(editor):
    make_tag("law")
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor)

    response = upload(strict, zipped(("law/fresh.md", topic_file())))
    assert response.status_code == 403
    form = BeautifulSoup(strict.get(ADDRESS).content, "html.parser").select_one(
        "#content form"
    )
    token = form.select_one("[name=csrfmiddlewaretoken]")["value"]
    archive = SimpleUploadedFile("t.zip", zipped(("law/fresh.md", topic_file())))
    sent = {"archive": archive, "csrfmiddlewaretoken": token}
    assert strict.post(ADDRESS, sent).status_code == 302


def test_uploads_that_nobody_decided_on_are_forgotten(as_editor):
    make_section("law")
    report(as_editor, ("law/fresh.md", topic_file()))
    yesterday = timezone.now() - timedelta(days=2)
    TopicUpload.objects.update(created_at=yesterday, user=make_user("otto", "Editors"))

    report(as_editor, ("law/fresh.md", topic_file()))

    assert TopicUpload.objects.count() == 1


def test_archive_that_takes_too_long_to_check_is_refused_as_a_whole(
    as_editor, monkeypatch
):
    monkeypatch.setattr(proposals, "MAX_COST", 20_000)
    files = [(f"role/topic-{n}.md", topic_file(body="a\n\n" * 150)) for n in range(4)]
    make_section("role")

    few = upload(as_editor, zipped(*files[:2]))["Location"]
    assert as_editor.get(few).status_code == 200
    many = upload(as_editor, zipped(*files))["Location"]
    response = as_editor.get(many, follow=True)

    assert "Upload fewer topics at once" in response.content.decode()
    assert as_editor.get(many).status_code == 404


def test_texts_that_are_refused_count_as_well(as_editor, monkeypatch):
    monkeypatch.setattr(meter, "MAX_COST", 9_000)
    monkeypatch.setattr(proposals, "MAX_COST", 30_000)
    files = [(f"role/topic-{n}.md", topic_file(body="# a\n" * 999)) for n in range(4)]
    make_section("role")

    page = report(as_editor, *files[:2])[1]
    refused = as_editor.get(upload(as_editor, zipped(*files))["Location"])

    assert "takes too long to show" in said(page, "role/topic-0.md")
    assert refused.status_code == 302


def test_archive_from_before_a_tag_was_renamed_is_taken(as_editor, editor):
    tag = make_tag("old")
    raw = topic_file(f"{HEAD}tags: [old]\n")
    make_section("law")
    publishing.rename_tag(tag, "New", "new", author=editor)

    address, page = report(as_editor, ("law/fresh.md", raw))
    save(as_editor, address, page)

    assert Topic.objects.get().newest_revision.content["tags"] == ["new"]


def test_archive_from_before_a_tag_was_renamed_changes_nothing(as_editor, editor):
    tag = make_tag("old")
    make_topic("page", tags=["old"])
    raw = pack(Topic.objects.all())
    publishing.rename_tag(tag, "New", "new", author=editor)

    page = read_report(as_editor, upload(as_editor, raw)["Location"])

    assert said(page, "role/page.md").startswith("Nothing: it is the newest")
