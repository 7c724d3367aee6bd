"""The shipped content: loads, is sound, and keeps what the sources say."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from topics.content.checking import ERROR, check_content
from topics.content.folder import dump_folder, load_folder
from topics.models import Mission, Revision, Section, Topic

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


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """The shipped fixtures, loaded once for the tests of this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_content", verbosity=0)
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _content(loaded, db):
    pass


def test_content_has_no_error():
    assert [finding for finding in check_content() if finding.level == ERROR] == []


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


# Each checked against the UN's pages on its missions, resolutions and NATO's pages.
MISSIONS = {
    "untso": ("UN", "1948-05", None, "S/RES/50 (1948)", {"EG", "IL", "JO", "LB", "SY"}),
    "unef-i": ("UN", "1956-11", "1967-06", "A/RES/1000 (ES-I)", {"EG"}),
    "unamic": ("UN", "1991-10", "1992-03", "S/RES/717 (1991)", {"KH"}),
    "untac": ("UN", "1992-03", "1993-09", "S/RES/745 (1992)", {"KH"}),
    "uncro": ("UN", "1995-03", "1996-01", "S/RES/981 (1995)", {"HR"}),
    "unpredep": ("UN", "1995-03", "1999-02", "S/RES/983 (1995)", {"MK"}),
    "unmibh": ("UN", "1995-12", "2002-12", "S/RES/1035 (1995)", {"BA"}),
    "untaes": ("UN", "1996-01", "1998-01", "S/RES/1037 (1996)", {"HR"}),
    "unmik": ("UN", "1999-06", None, "S/RES/1244 (1999)", {"XK"}),
    "kfor": ("NATO", "1999-06", None, "S/RES/1244 (1999)", {"XK"}),
    "ifor": ("NATO", "1995-12", "1996-12", "S/RES/1031 (1995)", {"BA"}),
    "sfor": ("NATO", "1996-12", "2004-12", "S/RES/1088 (1996)", {"BA"}),
    "isaf": ("NATO", "2001-12", "2014-12", "S/RES/1386 (2001)", {"AF"}),
    "unomsil": ("UN", "1998-07", "1999-10", "S/RES/1181 (1998)", {"SL"}),
    "unamsil": ("UN", "1999-10", "2005-12", "S/RES/1270 (1999)", {"SL"}),
    "minustah": ("UN", "2004-06", "2017-10", "S/RES/1542 (2004)", {"HT"}),
    "minujusth": ("UN", "2017-10", "2019-10", "S/RES/2350 (2017)", {"HT"}),
}


@pytest.mark.parametrize("slug", MISSIONS)
def test_profile_agrees_with_the_checked_facts(slug):
    lead, start, end, resolution, countries = MISSIONS[slug]
    mission = Mission.objects.get(topic__slug=slug)

    assert mission.lead == lead
    assert str(mission.start)[:7] == start
    assert (str(mission.end)[:7] if mission.end else None) == end
    assert resolution in {row.symbol for row in mission.resolutions.all()}
    assert {row.country.code for row in mission.countries.all()} == countries


SUCCESSIONS = [
    ("unamic", "untac"),
    ("unprofor", "uncro"),
    ("unprofor", "unpredep"),
    ("unprofor", "unmibh"),
    ("uncro", "untaes"),
    ("ifor", "sfor"),
    ("unomsil", "unamsil"),
    ("minustah", "minujusth"),
]


def test_successions_are_those_that_happened():
    found = Mission.objects.exclude(predecessor=None).values_list(
        "predecessor__slug", "topic__slug"
    )

    assert set(found) == set(SUCCESSIONS)


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


EMPTY_PHRASES = re.compile(
    r"\b(?:plays? an? (?:vital|crucial|key|pivotal) role|pivotal|multifaceted|holistic"
    r"|paramount|myriad|it is important to note|in conclusion|underscor\w+"
    r"|testament to)\b",
    re.IGNORECASE,
)


def test_no_page_has_an_empty_phrase():
    found = {
        (topic.slug, match[0])
        for topic in Topic.objects.published()
        for match in EMPTY_PHRASES.finditer(f"{topic.summary} {topic.text}")
    }
    assert found == set()
