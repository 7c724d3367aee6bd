"""A large collection of topics, the same every time."""

import random
from datetime import UTC, datetime
from itertools import accumulate

from django.db import transaction

from topics.models import (
    Mission,
    MissionCountry,
    Revision,
    Section,
    Tag,
    Tagging,
    Topic,
)

PUBLISHED = datetime(2026, 1, 1, tzinfo=UTC)
SECTIONS = ("role", "history", "missions", "lessons", "law")
PLACES = "Africa Americas Europe".split()
BATCH = 500
SYLLABLES = "ba ce di fi gu ha je ki lo mu na pe qui ro su ta ve wi xa zo".split()


class Words:
    """Words as frequent as in a language: Zipf's law over 20,000 made-up ones."""

    def __init__(self, chance):
        self.chance = chance
        count = 20_000
        self.words = [
            "".join(chance.choices(SYLLABLES, k=2 + n % 3)) for n in range(count)
        ]
        self.weights = list(accumulate(1 / (n + 1) for n in range(count)))

    def some(self, number):
        return " ".join(
            self.chance.choices(self.words, cum_weights=self.weights, k=number)
        )


def clear():
    """Take away all topics, with what belongs to them."""
    Topic.objects.all().delete()
    Section.objects.all().delete()
    Tag.objects.update(broader=None)
    Tag.objects.all().delete()


def fill(number):
    """Make `number` published topics, a fifth of them missions."""
    chance = random.Random(1948)  # noqa: S311 (nothing secret depends on it)
    words = Words(chance)
    sections = [
        Section.objects.create(
            slug=slug,
            title=slug.capitalize(),
            summary="About it.",
            position=position,
            profile="mission" if slug == "missions" else "",
        )
        for position, slug in enumerate(SECTIONS)
    ]
    facets = list(Tag.Facet)
    tags = [
        Tag.objects.create(
            slug=f"tag-{n}",
            name=f"Tag {words.some(1)} {n}",
            facet=facets[n % len(facets)],
            definition="What it means.",
        )
        for n in range(150)
    ]
    for start in range(0, number, BATCH):
        numbers = range(start, min(start + BATCH, number))
        with transaction.atomic():
            _make(numbers, sections, tags, words, chance)


def _make(numbers, sections, tags, words, chance):
    topics = Topic.objects.bulk_create(
        _topic(n, sections[n % len(sections)], words, chance) for n in numbers
    )
    revisions = Revision.objects.bulk_create(
        Revision(
            topic=topic,
            number=1,
            content={
                "title": topic.title,
                "summary": topic.summary,
                "body": topic.body,
            },
            state=Revision.State.PUBLISHED,
            note="First version",
            published_at=PUBLISHED,
        )
        for topic in topics
    )
    for topic, revision in zip(topics, revisions, strict=True):
        topic.published_revision = revision
    Topic.objects.bulk_update(topics, ["published_revision"])
    Tagging.objects.bulk_create(
        Tagging(content_object=topic, tag=tag)
        for topic in topics
        for tag in set(chance.choices(tags, k=5))
    )
    missions = [topic for topic in topics if topic.section.profile]
    profiles = Mission.objects.bulk_create(
        _mission(topic, chance) for topic in missions
    )
    MissionCountry.objects.bulk_create(
        MissionCountry(profile=profile, position=0, country="SL")
        for profile in profiles
    )
    Topic.objects.filter(pk__in=[topic.pk for topic in topics]).rebuild()


def _topic(n, section, words, chance):
    links = " ".join(f"[[topic-{chance.randrange(n)}]]" for _ in range(3) if n)
    body = "\n\n".join(
        f"## {words.some(3)}\n\n{words.some(50)}. {words.some(50)}." for _ in range(3)
    )
    return Topic(
        section=section,
        slug=f"topic-{n}",
        title=f"{words.some(3).capitalize()} {n}",
        summary=f"{words.some(15)}.",
        body=f"{body}\n\n{links}\n",
        published_at=PUBLISHED,
        revised_at=PUBLISHED,
    )


def _mission(topic, chance):
    year = chance.randrange(1948, 2020)
    return Mission(
        topic=topic,
        acronym=f"UN{topic.slug[6:]}",
        lead="UN",
        region=chance.choice(PLACES),
        area="Somewhere",
        start=str(year),
        end=str(year + 4),
    )
