"""Tags of the files that replace others: their addresses, names and pages."""

import re

import pytest
import yaml

from tests.topics.content.test_folder import folder  # noqa: F401 (a fixture)
from topics import publishing
from topics.content.folder import dump_folder, load_folder
from topics.models import Tag, Topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(folder):  # noqa: F811
    """A folder whose pages carry `wps`, loaded."""
    write_tags(folder, wps={"aliases": ["1325"]})
    page = folder / "law" / "charter.md"
    page.write_text(re.sub(r"tags: .*", "tags: [wps]", page.read_text()))
    load_folder(folder)
    return folder


def write_tags(folder, without=(), **changed):  # noqa: F811
    path = folder / "tags.yaml"
    tags = [
        tag for tag in yaml.safe_load(path.read_text()) if tag["slug"] not in without
    ]
    path.write_text(
        yaml.safe_dump([tag | changed.get(tag["slug"], {}) for tag in tags])
    )


def replace_wps(folder):  # noqa: F811
    """Let the tag `gender` of the files replace `wps`, with its other name."""
    replaced = {"old_slugs": ["wps"], "aliases": ["1325"]}
    write_tags(folder, without=["wps"], gender=replaced)
    page = folder / "law" / "charter.md"
    page.write_text(re.sub(r"tags: .*", "tags: [gender]", page.read_text()))


def tags_of(slug):
    return [tag.slug for tag in Topic.objects.get(slug=slug).tags.all()]


def test_old_address_leads_to_the_tag(folder, client):  # noqa: F811
    replace_wps(folder)
    load_folder(folder)

    response = client.get("/tags/wps/")

    assert (response.status_code, response["Location"]) == (301, "/tags/gender/")


def test_tag_that_was_loaded_before_is_merged(loaded):
    replace_wps(loaded)

    load_folder(loaded)
    again = load_folder(loaded)

    gender = Tag.objects.get(slug="gender")
    assert not Tag.objects.filter(slug="wps").exists()
    assert "1325" in [alias.name for alias in gender.aliases.all()]
    assert tags_of("charter") == ["gender"]
    assert (again["tags"], again["loaded"]) == (0, 0)


def test_page_and_draft_of_an_editor_get_the_new_tag(loaded):
    charter = Topic.objects.get(slug="charter")
    content = {**charter.newest_revision.content, "body": "By an editor."}
    edited = publishing.save_revision(charter, content, note="Edited")
    publishing.publish([(charter, edited)])
    publishing.save_revision(charter, {**content, "body": "A draft."}, note="Edited")
    replace_wps(loaded)

    load_folder(loaded)

    newest = Topic.objects.get(slug="charter").newest_revision.content
    assert (newest["tags"], newest["body"]) == (["gender"], "A draft.")
    assert tags_of("charter") == ["gender"]


def test_tag_that_an_editor_changed_is_not_merged(loaded):
    Tag.objects.filter(slug="wps").update(is_edited=True)
    replace_wps(loaded)

    load_folder(loaded)

    assert [alias.name for alias in Tag.objects.get(slug="wps").aliases.all()] == [
        "1325"
    ]


def test_other_name_moves_from_a_tag_to_one_that_comes_before(loaded):
    write_tags(loaded, wps={"aliases": []}, gender={"aliases": ["1325"]})

    load_folder(loaded)

    assert [alias.name for alias in Tag.objects.get(slug="gender").aliases.all()] == [
        "1325"
    ]
    assert not Tag.objects.get(slug="wps").aliases.exists()


def test_old_addresses_are_written_to_the_files(loaded, tmp_path):
    replace_wps(loaded)
    load_folder(loaded)

    dump_folder(tmp_path / "dump")

    entries = yaml.safe_load((tmp_path / "dump" / "tags.yaml").read_text())
    gender = next(entry for entry in entries if entry["slug"] == "gender")
    assert gender["old_slugs"] == ["wps"]
