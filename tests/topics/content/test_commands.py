import json

import pytest
from django.core.management import call_command

from tests.factories import (
    make_draft,
    make_mission,
    make_section,
    make_source,
    make_tag,
    make_topic,
)
from topics import publishing
from topics.content.checking import check_content, uncited_claims
from topics.models import Tag, Topic

pytestmark = pytest.mark.django_db


def rules(page=None):
    return {f.rule for f in check_content() if page is None or f.page == page}


def make_sound_set():
    """Four topics with nothing to mend: each cites two sources, carries three tags and
    refers to the others."""
    make_source("a-1"), make_source("b-2")
    slugs = ["one", "two", "three", "four"]
    for slug in slugs:
        related = [
            {"to": other, "kind": "see-also", "note": "why"}
            for other in slugs
            if other != slug
        ]
        make_topic(
            slug,
            tags=["law", "gender", "training"],
            reviewed="2999-01-01",
            body="In 1999 [@a-1; @b-2].\n",
            related=related,
        )
    publishing.rebuild()


def test_sound_content_has_nothing_to_mend():
    make_sound_set()

    assert check_content() == []
    call_command("check_content")


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        ({"body": "[[nowhere]]\n"}, "broken-link"),
        ({"body": "[@nobody-1]\n"}, "missing-source"),
        ({"body": "Words.\n"}, "few-sources"),
        ({"body": "Words [@a-1].\n"}, "few-sources"),
        ({"body": "Words.\n"}, "orphan"),
        ({"body": "Words.\n"}, "tag-count"),
        ({"body": "Words.\n"}, "few-references"),
        ({"body": "Words.\n"}, "never-reviewed"),
        ({"reviewed": "2001-01-01"}, "stale-review"),
        ({"body": "In 1999 it ended.\n"}, "uncited-claim"),
        (
            {"related": [{"to": "nowhere", "kind": "explains", "note": "n"}]},
            "broken-reference",
        ),
    ],
)
def test_what_is_wrong_is_found(content, rule):
    make_topic("page", **content)

    assert rule in rules("role/page")


def test_link_to_a_draft_is_broken():
    make_draft("draft")
    make_topic("page", body="[[draft]]\n")

    assert "broken-link" in rules("role/page")


def test_unused_tag_is_found():
    make_tag("lonely")

    assert rules("lonely") == {"lonely-tag"}


def test_mission_must_cite_the_decision_that_set_it_up():
    make_mission("unamsil", body="Words.\n")
    make_source("s-res-1270-1999", type="legislation", number="S/RES/1270 (1999)")
    make_mission("cited", body="Words [@s-res-1270-1999].\n")

    assert "uncited-mandate" in rules("missions/unamsil")
    assert "uncited-mandate" not in rules("missions/cited")


def test_counts_of_each_section_are_printed(capsys):
    make_topic(section=make_section("law"))

    call_command("check_content", "--counts")

    printed = capsys.readouterr().out.splitlines()
    assert printed[1].split()[:4] == ["Section", "law", "1", "2"]
    assert printed[-1].split()[:2] == ["Sum", "1"]


def test_draft_is_not_checked():
    make_draft("page", body="[[nowhere]]\n")

    assert rules() == set()


def test_errors_end_the_command_with_one(capsys):
    make_topic("page", body="[[nowhere]]\n")

    with pytest.raises(SystemExit) as ended:
        call_command("check_content", "--json")

    assert ended.value.code == 1
    findings = json.loads(capsys.readouterr().out)
    assert {"level", "rule", "page", "sentence"} == set(findings[0])


@pytest.mark.parametrize(
    "claim",
    ["It began in 1999.", "It had 6000 troops.", "About 40 per cent left."],
)
def test_claim_needs_a_citation(claim):
    assert uncited_claims(f"{claim}\n") == [claim]
    assert uncited_claims(f"{claim} [@a-1]\n") == []
    assert uncited_claims(f"{claim}[^1]\n") == []


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
