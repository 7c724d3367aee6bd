"""Loading again, as every start does, leaves alone what editors did."""

import pytest

from tests.factories import make_tag, make_user
from tests.topics.content.test_folder import folder  # noqa: F401 (a fixture)
from topics import publishing
from topics.content.folder import load_folder
from topics.models import LoadedEntry, Section, Source, Tag, Topic
from topics.models.loaded_entry import digest_of

pytestmark = pytest.mark.django_db


def readable():
    return sorted(Topic.objects.published().values_list("slug", flat=True))


@pytest.fixture
def loaded(folder):  # noqa: F811
    load_folder(folder)
    return folder


def charter_and_unamsil():
    return (Topic.objects.get(slug=slug) for slug in ("charter", "unamsil"))


def rename():
    _, unamsil = charter_and_unamsil()
    publishing.rename(unamsil, "renamed")


def merge():
    charter, unamsil = charter_and_unamsil()
    publishing.merge(unamsil, charter)


def unpublish():
    _, unamsil = charter_and_unamsil()
    publishing.unpublish(unamsil)


def archive():
    _, unamsil = charter_and_unamsil()
    publishing.unpublish(unamsil, archive=True)


def delete():
    _, unamsil = charter_and_unamsil()
    unamsil.delete()


@pytest.mark.parametrize("act", [rename, merge, unpublish, archive, delete])
@pytest.mark.parametrize("change", ["", "\nMore words.\n"])
def test_page_that_an_editor_moved_or_withdrew_stays_so(loaded, act, change):
    act()
    before = readable()
    path = loaded / "missions" / "unamsil.md"
    path.write_text(path.read_text() + change)

    counts = load_folder(loaded)

    assert readable() == before
    assert counts["kept"] == 1


def unamsil_becomes_part_of_charter(folder):  # noqa: F811
    (folder / "missions" / "unamsil.md").unlink()
    path = folder / "law" / "charter.md"
    path.write_text(path.read_text().replace("[un-charter]", "[un-charter, unamsil]"))


def test_page_that_became_part_of_another_file_gives_it_its_address(loaded, client):
    unamsil_becomes_part_of_charter(loaded)

    load_folder(loaded)

    assert readable() == ["charter"]
    response = client.get("/missions/unamsil/")
    assert (response.status_code, response["Location"]) == (301, "/law/charter/")
    assert load_folder(loaded)["unchanged"] == 1


@pytest.mark.parametrize("edited", ["charter", "unamsil"])
def test_page_stays_apart_if_an_editor_changed_one_of_the_two(loaded, edited):
    topic = Topic.objects.get(slug=edited)
    content = {**topic.newest_revision.content, "body": "An editor's words."}
    revision = publishing.save_revision(
        topic, content, note="Edited", author=make_user("ann")
    )
    publishing.publish([(topic, revision)])
    unamsil_becomes_part_of_charter(loaded)

    load_folder(loaded)

    assert readable() == ["charter", "unamsil"]


def test_force_brings_back_a_page_that_was_deleted(loaded):
    delete()

    load_folder(loaded, force=True)

    assert "unamsil" in readable()


def test_section_that_an_editor_changed_stays_so(loaded):
    section = Section.objects.get(slug="law")
    section.introduction = "By an editor.\n"
    section.save()
    path = loaded / "sections.yaml"
    path.write_text(path.read_text().replace("What binds.", "What binds now."))

    load_folder(loaded)
    assert Section.objects.get(slug="law").introduction == "By an editor.\n"

    load_folder(loaded, force=True)
    assert Section.objects.get(slug="law").summary == "What binds now."


def test_section_that_was_loaded_before_it_could_have_other_facts_gets_them(loaded):
    section = Section.objects.get(slug="law")
    keys = ("slug", "title", "position", "profile", "summary", "introduction")
    digest = digest_of({key: str(getattr(section, key)) for key in keys})
    LoadedEntry.objects.record("sections.yaml", {"law": digest})
    path = loaded / "sections.yaml"
    path.write_text(
        path.read_text().replace(
            "slug: law\n", "slug: law\n  other_profile: agreement\n"
        )
    )

    load_folder(loaded)

    section.refresh_from_db()
    assert section.other_profile == "agreement"


def test_section_that_no_editor_changed_follows_its_file(loaded):
    path = loaded / "sections.yaml"
    path.write_text(path.read_text().replace("What binds.", "What binds now."))

    load_folder(loaded)

    assert Section.objects.get(slug="law").summary == "What binds now."


def test_source_that_an_editor_changed_stays_so(loaded):
    source = Source.objects.get(key="un-charter-1945")
    source.csl = {**source.csl, "title": "By an editor"}
    source.save()

    assert load_folder(loaded)["sources"] == 0
    assert Source.objects.get(key="un-charter-1945").title == "By an editor"


def test_source_that_no_editor_changed_follows_its_file(loaded):
    path = loaded / "sources.json"
    path.write_text(path.read_text().replace("Charter", "The Charter"))

    load_folder(loaded)

    assert Source.objects.get(key="un-charter-1945").title == "The Charter"


def test_tag_that_an_editor_deleted_stays_away_though_others_name_it(loaded):
    Topic.objects.all().delete()
    Tag.objects.filter(slug="wps").delete()
    Tag.objects.filter(slug__in=["gender", "sierra-leone"]).delete()

    load_folder(loaded)

    assert not Tag.objects.exists()


def test_deleted_tag_and_source_come_back_by_force(loaded):
    Topic.objects.all().delete()
    Tag.objects.filter(slug="wps").delete()
    Source.objects.all().delete()
    load_folder(loaded)
    assert not Source.objects.exists()

    load_folder(loaded, force=True)

    assert Tag.objects.filter(slug="wps").exists()
    assert Source.objects.exists()
    assert readable() == ["charter", "unamsil"]


@pytest.mark.parametrize("move", ["rename", "merge"])
def test_new_file_may_name_a_tag_by_the_slug_it_had_before(loaded, move):
    tag, author = Tag.objects.get(slug="wps"), make_user("ann")
    if move == "rename":
        publishing.rename_tag(tag, "Women", "women", author=author)
    else:
        publishing.merge_tags(tag, make_tag("women"), author=author)
    text = "---\ntitle: T\nsummary: S\ntags: [wps, women]\n---\nWords.\n"
    (loaded / "law" / "next-release.md").write_text(text)

    counts = load_folder(loaded)
    again = load_folder(loaded)

    topic = Topic.objects.published().get(slug="next-release")
    assert [tag.slug for tag in topic.tags.all()] == ["women"]
    assert topic.newest_revision.content["tags"] == ["women"]
    assert (counts["loaded"], again["loaded"]) == (1, 0)


def test_new_file_may_name_what_an_editor_deleted(loaded, caplog):
    Topic.objects.all().delete()
    Tag.objects.filter(slug="wps").delete()
    Source.objects.all().delete()
    text = (
        "---\ntitle: T\nsummary: S\ntags: [wps, gender]\nsources: [un-charter-1945]\n"
        "---\nWords.\n"
    )
    (loaded / "law" / "next-release.md").write_text(text)

    load_folder(loaded)
    again = load_folder(loaded)

    content = Topic.objects.published().get().newest_revision.content
    assert content["tags"] == ["gender"]
    assert "sources" not in content
    assert again["loaded"] == 0
    assert "wps" in caplog.text
    assert "un-charter-1945" in caplog.text


def test_new_file_in_a_section_that_an_editor_deleted_is_kept_out(loaded):
    Topic.objects.filter(section__slug="law").delete()
    Section.objects.filter(slug="law").delete()
    text = "---\ntitle: T\nsummary: S\n---\nWords.\n"
    (loaded / "law" / "next-release.md").write_text(text)

    counts = load_folder(loaded)

    assert readable() == ["unamsil"]
    assert counts["kept"] == 2
