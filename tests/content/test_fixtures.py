"""The shipped content: loads, is sound, and keeps what the sources say."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from topics.content.folder import dump_folder, load_folder
from topics.models import Revision, Section, Topic
from topics.quality.rules import check

FIXTURES = Path(settings.FIXTURE_DIRS[0])
HEADINGS = {
    "role": ["peacekeeping-and-reconstruction"],
    "history": ["origins-of-peacekeeping", "expansion-and-failure-1988-1995"],
    "missions": ["minustah", "unamsil", "kfor", "isaf", "unef-i", "untac", "unprofor"],
    "lessons": ["fitting-the-mandate-to-the-context", "learning-from-missions"],
    "challenges": [
        "resources-and-financing",
        "training-standards",
        "armed-groups-and-asymmetric-threats",
        "host-state-consent",
    ],
    "engagement": ["local-ownership", "community-liaison", "local-knowledge"],
    "humanitarian": [
        "humanitarian-principles-and-integration",
        "working-with-humanitarian-organizations",
        "immediate-needs-and-long-term-goals",
    ],
    "law": ["legal-basis-of-peacekeeping", "accountability-of-peacekeepers"],
    "gender": [
        "gender-perspectives-in-peacekeeping",
        "women-in-uniform",
        "gender-training-and-advisers",
        "working-with-womens-organizations",
    ],
    "evaluation": ["does-peacekeeping-work", "perception-surveys"],
    "future": [
        "future-directions",
        "technology-and-peacekeeping",
        "sustaining-peace",
        "jobs-and-the-peace-dividend",
        "education-dialogue-and-reconciliation",
    ],
}


pytestmark = pytest.mark.usefixtures("shipped_content")


def test_content_has_nothing_to_fix():
    # What falls due is no fault of the files.
    due = {"stale-review", "mandate-run-out"}
    found = [issue for issue in check() if issue.rule not in due]

    assert found == []


def test_loading_twice_makes_no_revision():
    before = Revision.objects.count()

    again = load_folder(FIXTURES)

    assert Revision.objects.count() == before
    assert again["unchanged"] == Topic.objects.count()
    assert again["loaded"] == again["kept"] == 0
    assert again["sections"] == again["tags"] == again["sources"] == 0


def test_dump_gives_back_every_byte(tmp_path):
    dump_folder(tmp_path)

    shipped = {p.relative_to(FIXTURES): p for p in FIXTURES.rglob("*") if p.is_file()}
    dumped = {p.relative_to(tmp_path): p for p in tmp_path.rglob("*") if p.is_file()}
    assert set(dumped) == set(shipped)
    for name, path in shipped.items():
        assert dumped[name].read_bytes() == path.read_bytes(), name


def test_every_heading_of_the_essay_has_its_topics():
    sections = Section.objects.values_list("slug", flat=True)
    assert list(sections) == list(HEADINGS)
    for section, slugs in HEADINGS.items():
        published = Topic.objects.published().filter(section__slug=section)
        assert set(slugs) <= set(published.values_list("slug", flat=True))


def test_there_are_at_least_35_topics_and_every_section_has_an_introduction():
    assert Topic.objects.published().count() >= 35
    for section in Section.objects.all():
        assert len(section.introduction.split()) >= 25, section.slug
        assert "missing-link" not in section.html


def test_every_topic_is_cited_tagged_and_tied():
    for topic in Topic.objects.published():
        assert topic.citations.exclude(source=None).count() >= 2, topic.slug
        assert 3 <= topic.tags.count() <= 12, topic.slug
        assert topic.cross_references.count() >= 3, topic.slug
        assert len(topic.text.split()) >= 200, topic.slug


# What common accounts get wrong, and no page may say.
ERRORS = [
    r"ISAF[^.]{0,60}(?:was|were) deployed (?:in|to) (?:the Balkans|Kosovo)",
    r"Charter (?:defines|outlines|sets out) [^.]{0,40}peacekeeping",
    r"Geneva Conventions protect civilians and combatants",
    r"UNEF[^.]{0,40}first UN peacekeeping (?:operation|mission)\b",
]


def test_errors_of_common_accounts_are_not_repeated():
    for topic in Topic.objects.published().exclude(slug="about-this-portals-sources"):
        for error in ERRORS:
            found = re.search(error, topic.text)
            if found and " not " not in topic.text[: found.end()][-300:]:
                before = topic.text[max(found.start() - 120, 0) : found.end()]
                assert "say" in before or "not" in before, (topic.slug, before)
