"""Merging and renaming tags: everything moves, nothing silently."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.admin.models import CHANGE, DELETION, LogEntry
from django.core.management import call_command

from tests.factories import make_draft, make_tag, make_topic, revise
from topics import publishing
from topics.content.folder import dump_folder, load_folder
from topics.models import Revision, Tag, Topic

pytestmark = pytest.mark.django_db


def merge(client, tag, target):
    return client.post(
        f"/admin/topics/tag/{tag.pk}/merge/", {"target": target.pk if target else ""}
    )


def rename(client, tag, **typed):
    typed = {"name": tag.name, "slug": tag.slug, "keep_name": "on", **typed}
    return client.post(f"/admin/topics/tag/{tag.pk}/rename/", typed)


def tags_of(topic):
    topic = Topic.objects.get(pk=topic.pk)
    return topic.newest_revision.content.get("tags", [])


def test_merging_moves_pages_with_a_version_each_by_the_editor(as_editor, editor):
    topic = make_topic(tags=["women", "law"])

    merge(as_editor, Tag.objects.get(slug="women"), make_tag("gender"))

    topic = Topic.objects.get(pk=topic.pk)
    newest = topic.newest_revision
    assert newest.content["tags"] == ["gender", "law"]
    assert (newest.number, newest.author) == (2, editor)
    assert newest.note == "Tag “Women” merged into “Gender”"
    assert topic.published_revision == newest
    assert sorted(topic.tags.slugs()) == ["gender", "law"]
    assert not Tag.objects.filter(slug="women").exists()


def test_page_with_both_tags_has_the_target_once(as_editor):
    topic = make_topic(tags=["women", "gender"])

    merge(as_editor, *(Tag.objects.get(slug=slug) for slug in ("women", "gender")))

    assert tags_of(topic) == ["gender"]


def test_page_without_the_tag_has_no_new_version(as_editor):
    other, women = make_topic(tags=["law"]), make_tag("women")

    merge(as_editor, women, make_tag("gender"))

    assert other.revisions.count() == 1


def test_unpublished_draft_stays_the_newest_and_a_draft(as_editor):
    topic = make_topic(title="Public", tags=["women"])
    content = {**topic.newest_revision.content, "title": "Draft"}
    publishing.save_revision(
        topic, content, note="Mine", state=Revision.State.IN_REVIEW
    )

    merge(as_editor, Tag.objects.get(slug="women"), make_tag("gender"))

    topic = Topic.objects.get(pk=topic.pk)
    newest = topic.newest_revision
    assert (newest.title, newest.state) == ("Draft", Revision.State.IN_REVIEW)
    assert "before: Mine" in newest.note
    assert tags_of(topic) == ["gender"]
    assert topic.title == "Public"
    assert list(topic.tags.slugs()) == ["gender"]


def test_page_that_was_never_published_stays_so(as_editor):
    topic = make_draft(tags=["women"])

    merge(as_editor, Tag.objects.get(slug="women"), make_tag("gender"))

    assert tags_of(topic) == ["gender"]
    assert not Topic.objects.published().exists()


def test_page_that_was_withdrawn_does_not_come_back(as_editor):
    topic = make_topic(tags=["women"])
    publishing.unpublish(topic)

    merge(as_editor, Tag.objects.get(slug="women"), make_tag("gender"))

    assert tags_of(topic) == ["gender"]
    assert topic.newest_revision.state == Revision.State.DRAFT
    assert not Topic.objects.published().exists()


def test_draft_that_drops_the_tag_stays_the_newest(as_editor):
    topic = make_topic(tags=["women"])
    content = {**topic.newest_revision.content, "title": "Draft", "tags": []}
    publishing.save_revision(topic, content, note="x")

    merge(as_editor, Tag.objects.get(slug="women"), make_tag("gender"))

    assert topic.newest_revision.title == "Draft"
    assert tags_of(topic) == []


def test_names_and_place_in_the_thesaurus_move(as_editor):
    women, gender, law = make_tag("women"), make_tag("gender"), make_tag("law")
    women.aliases.create(name="Womankind")
    women.related.add(law, gender)
    girls = make_tag("girls", broader=women)

    merge(as_editor, women, gender)

    gender = Tag.objects.get(slug="gender")
    assert {alias.name for alias in gender.aliases.all()} == {"Women", "Womankind"}
    assert Tag.objects.get(pk=girls.pk).broader == gender
    assert list(gender.related.all()) == [law]


def test_merging_into_a_narrower_tag_makes_no_circle(as_editor):
    top = make_tag("top")
    broad = make_tag("broad", broader=top)
    middle = make_tag("middle", broader=broad)
    narrow = make_tag("narrow", broader=middle)

    merge(as_editor, broad, narrow)

    places = dict(Tag.objects.values_list("slug", "broader__slug"))
    assert places == {"top": None, "narrow": "top", "middle": "narrow"}


def test_old_address_redirects_for_good_also_after_two_merges(as_editor):
    one, two, three = (make_tag(slug) for slug in ("one", "two", "three"))

    merge(as_editor, one, two)
    merge(as_editor, two, three)

    for slug in ("one", "two"):
        response = as_editor.get(f"/tags/{slug}/")
        assert (response.status_code, response["Location"]) == (301, "/tags/three/")


@pytest.mark.parametrize(
    "address", ["/search/?tag=women", "/role/?tag=women", "/tags/law/?tag=women"]
)
def test_old_slug_still_filters_lists(as_editor, address):
    topic = make_topic(tags=["women", "law"])
    make_topic(tags=["law"])
    merge(as_editor, Tag.objects.get(slug="women"), make_tag("gender"))

    response = as_editor.get(address)

    assert [t.pk for t in response.context["topics"]] == [topic.pk]


def test_search_finds_pages_by_the_tags_new_and_old_names(as_editor):
    topic = make_topic(tags=["feminism"])
    merge(as_editor, Tag.objects.get(slug="feminism"), make_tag("gender"))

    for words in ("gender", "feminism"):
        found = as_editor.get(f"/search/?q={words}").context["topics"]
        assert [t.pk for t in found] == [topic.pk]


def test_merging_is_in_the_log_of_tag_and_pages(as_editor):
    topic, gender = make_topic(tags=["women"]), make_tag("gender")

    merge(as_editor, Tag.objects.get(slug="women"), gender)

    said = "Tag “Women” merged into “Gender”."
    entries = {
        (e.content_type.model, e.object_id, e.action_flag): e.change_message
        for e in LogEntry.objects.all()
    }
    assert entries["tag", str(gender.pk), CHANGE] == said
    assert entries["topic", str(topic.pk), CHANGE] == said
    assert DELETION in {flag for _model, _pk, flag in entries}


def test_page_before_merging_says_what_will_change(as_editor):
    topic = make_topic(title="The page", tags=["women"])
    make_draft(tags=["women"])
    women = Tag.objects.get(slug="women")
    women.aliases.create(name="Womankind")

    page = as_editor.get(f"/admin/topics/tag/{women.pk}/merge/")

    words = BeautifulSoup(page.content, "html.parser").select_one(".affected-list").text
    for expected in ("1 published page", "The page", "Womankind", "/tags/women/"):
        assert expected in words
    assert "1 page that is not public" in words
    assert topic.revisions.count() == 1


@pytest.mark.parametrize("target", ["", "0", "nonsense", "itself"])
def test_merging_into_nothing_is_refused_with_a_sentence(as_editor, target):
    women = make_tag("women")
    target = women.pk if target == "itself" else target

    response = as_editor.post(
        f"/admin/topics/tag/{women.pk}/merge/", {"target": target}
    )

    assert response.status_code == 200
    assert BeautifulSoup(response.content, "html.parser").select(".errorlist")
    assert Tag.objects.exists()


def test_page_that_cannot_be_saved_stops_the_merge_and_nothing_is_changed(as_editor):
    make_topic(title="Sound", tags=["women"])
    make_draft(title="Unsound", tags=["women", "gone"])
    Tag.objects.filter(slug="gone").delete()
    women, gender = Tag.objects.get(slug="women"), make_tag("gender")

    page = merge(as_editor, women, gender).content.decode()

    assert "“Unsound” cannot be saved with other tags" in page
    assert "no tag “gone”" in page
    assert Revision.objects.count() == 2
    assert Tag.objects.filter(slug="women").exists()
    assert not LogEntry.objects.exists()


def test_tag_that_is_not_there_is_not_found(as_editor):
    assert as_editor.get("/admin/topics/tag/999/merge/").status_code == 404
    assert as_editor.get("/admin/topics/tag/999/rename/").status_code == 404


def test_renaming_moves_pages_and_keeps_the_old_address_and_name(as_editor, editor):
    topic = make_topic(tags=["women"])
    women = Tag.objects.get(slug="women")

    rename(as_editor, women, name="Gender", slug="gender")

    tag = Tag.objects.get(pk=women.pk)
    assert (tag.name, tag.slug) == ("Gender", "gender")
    assert [alias.name for alias in tag.aliases.all()] == ["Women"]
    assert as_editor.get("/tags/women/")["Location"] == "/tags/gender/"
    assert tags_of(topic) == ["gender"]
    assert topic.newest_revision.author == editor
    assert Topic.objects.published().filter(tags__slug="gender").exists()


def test_renaming_only_the_name_makes_no_versions(as_editor):
    topic = make_topic(tags=["women"])

    rename(as_editor, Tag.objects.get(slug="women"), name="Gender", keep_name="")

    assert topic.revisions.count() == 1
    assert not Tag.objects.get().aliases.exists()
    assert as_editor.get("/search/?q=gender").context["topics"]


def test_tag_takes_its_old_address_back(as_editor):
    women = make_tag("women")

    rename(as_editor, women, slug="gender")
    rename(as_editor, Tag.objects.get(), slug="women")

    assert as_editor.get("/tags/women/").status_code == 200
    assert as_editor.get("/tags/gender/")["Location"] == "/tags/women/"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"name": ""}, "required"),
        ({"name": "LAW"}, "There is a tag of this name already"),
        ({"slug": "law"}, "already exists"),
        ({"slug": "No Slug"}, "single hyphens"),
        ({"slug": "old-law"}, "had this address once"),
    ],
)
def test_name_or_address_that_is_taken_is_refused(as_editor, typed, words):
    women, law = make_tag("women"), make_tag("law")
    law.addresses.create(slug="old-law")

    response = rename(as_editor, women, **typed)

    assert response.status_code == 200
    assert words in response.content.decode()
    assert Tag.objects.get(pk=women.pk).slug == "women"


def test_new_tag_cannot_take_the_old_address_of_another(as_editor):
    make_tag("law").addresses.create(slug="old-law")

    response = as_editor.post(
        "/admin/topics/tag/add/",
        {
            "name": "Old law",
            "slug": "old-law",
            "facet": "theme",
            "definition": "D",
        },
    )

    assert "had this address once" in response.content.decode()


@pytest.mark.parametrize("page", ["merge", "rename"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_contributor_may_not_move_tags(as_contributor, page, method):
    topic, gender = make_topic(tags=["women"]), make_tag("gender")
    women = Tag.objects.get(slug="women")
    typed = {"target": gender.pk, "name": "N", "slug": "n"}

    address = f"/admin/topics/tag/{women.pk}/{page}/"
    response = getattr(as_contributor, method)(address, typed)

    assert response.status_code == 403
    assert tags_of(topic) == ["women"]


@pytest.mark.parametrize("page", ["merge", "rename"])
def test_anonymous_is_asked_to_sign_in(client, page):
    women, gender = make_tag("women"), make_tag("gender")

    address = f"/admin/topics/tag/{women.pk}/{page}/"
    response = client.post(address, {"target": gender.pk, "name": "N", "slug": "n"})

    assert response["Location"].startswith("/admin/login/")
    assert Tag.objects.filter(slug="women", name="Women").exists()


def test_moves_are_offered_only_to_those_who_may(client, editor, contributor):
    address = f"/admin/topics/tag/{make_tag('women').pk}/change/"

    client.force_login(editor)
    assert "merge/" in client.get(address).content.decode()
    client.force_login(contributor)
    assert "merge/" not in client.get(address).content.decode()


def test_loading_the_files_again_undoes_no_editors_work(as_editor, tmp_path):
    topic = make_topic(tags=["women", "peace"])
    gender = make_tag("gender")
    make_tag("girls", broader=Tag.objects.get(slug="women"))
    dump_folder(tmp_path)
    load_folder(tmp_path, force=True)
    merge(as_editor, Tag.objects.get(slug="women"), gender)
    rename(as_editor, Tag.objects.get(slug="peace"), name="Calm", slug="calm")

    call_command("load_content", str(tmp_path), verbosity=0)

    tags = dict(Tag.objects.values_list("slug", "name"))
    assert tags == {"gender": "Gender", "calm": "Calm", "girls": "Girls"}
    assert Tag.objects.get(slug="girls").broader == gender
    assert tags_of(topic) == ["gender", "calm"]


def test_tag_changed_in_its_form_is_kept_when_files_are_loaded(as_editor, tmp_path):
    make_topic(tags=["law"])
    dump_folder(tmp_path)
    tag = Tag.objects.get()

    as_editor.post(
        f"/admin/topics/tag/{tag.pk}/change/",
        {
            "name": "Law of war",
            "facet": "theme",
            "definition": "New",
        },
    )
    load_folder(tmp_path)
    assert Tag.objects.get().name == "Law of war"

    load_folder(tmp_path, force=True)
    assert Tag.objects.get().name == "Law"


def test_topic_revised_after_a_merge_keeps_the_target(as_editor):
    topic = make_topic(tags=["women"])
    merge(as_editor, Tag.objects.get(slug="women"), make_tag("gender"))

    topic = revise(Topic.objects.get(pk=topic.pk), title="New")

    assert list(topic.tags.slugs()) == ["gender"]
