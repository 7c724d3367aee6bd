import pytest
from django.core.management import call_command

from tests.factories import (
    make_draft,
    make_section,
    make_tag,
    make_topic,
)
from topics.models import Tag, Topic

pytestmark = pytest.mark.django_db


def test_rebuild_reports_what_it_made(capsys):
    make_topic(section=make_section("law"))
    Topic.objects.update(html="")

    call_command("rebuild")

    assert capsys.readouterr().out == "Rebuilt 1 topics and 1 sections.\n"
    assert Topic.objects.get().html


def test_removing_orphaned_tags_spares_every_tag_in_use(capsys):
    make_topic(tags=["published"])
    make_draft(tags=["drafted"])
    make_tag("narrow", broader=make_tag("broad"))
    make_tag("lonely")
    make_topic(tags=["narrow"])

    call_command("remove_orphaned_tags")

    left = {"published", "drafted", "broad", "narrow"}
    assert set(Tag.objects.values_list("slug", flat=True)) == left


def test_dry_run_removes_no_tag(capsys):
    make_tag("lonely")

    call_command("remove_orphaned_tags", "--dry-run")

    assert capsys.readouterr().out == "Would remove 1 tags: lonely.\n"
    assert Tag.objects.exists()


def test_first_editor_is_made_once(capsys, client):
    call_command("create_first_editor")
    password = capsys.readouterr().out.split("password “")[1].split("”")[0]
    call_command("create_first_editor")

    assert capsys.readouterr().out == ""
    client.post("/admin/login/", {"username": "editor", "password": password})
    assert client.get("/admin/").status_code == 200
    assert len(password) >= 16
