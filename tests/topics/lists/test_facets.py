"""How many topics have what a search can be narrowed by."""

import random

import pytest

from tests.factories import (
    make_agreement,
    make_indicator,
    make_instrument,
    make_mission,
    make_section,
    make_tag,
    make_topic,
)
from topics import publishing
from topics.lists.facets import search_counts
from topics.lists.filters import CountryFilter, KindFilter, SectionFilter, narrowed
from topics.lists.keys import KeyPage
from topics.lists.traits import traits_of
from topics.models import Section, Topic
from topics.models.kind import KINDS

pytestmark = pytest.mark.django_db

TAGGED = ("SL", "LR", "CI")
COUNTRIES = {"SLE": "SL", "LBR": "LR", "GIN": "GN", "MLI": "ML"}


CODES = {*COUNTRIES.values(), *TAGGED}


def make_one(chance, **content):
    """A topic of any kind in any countries; one in six is withdrawn."""
    number = chance.randint(1, 3)
    missions = {"countries": chance.sample(list(COUNTRIES), number)}
    makers = [
        lambda: make_topic(
            section=chance.choice(["role", "law", "history"]), **content
        ),
        lambda: make_topic(section="history", event={"start": "1999"}, **content),
        lambda: make_mission(
            f"m-{chance.getrandbits(40)}", profile=missions, **content
        ),
        lambda: make_instrument(None, **content),
        lambda: make_indicator(None, **content),
        lambda: make_agreement(
            f"a-{chance.getrandbits(40)}", profile=missions, **content
        ),
    ]
    topic = chance.choice(makers)()
    if chance.random() < 1 / 6:
        publishing.unpublish(topic)


@pytest.mark.parametrize("seed", range(3))
def test_numbers_are_of_what_the_filters_find(seed):
    chance = random.Random(seed)  # noqa: S311 (tests)
    tags = [make_tag(c.lower(), facet="place", country=c).slug for c in TAGGED]
    make_section("history", profile="event", other_profile="agreement")
    make_section("law", profile="instrument")
    for _ in range(24):
        make_one(chance, tags=chance.sample(tags, chance.randint(0, 2)))
    published = Topic.objects.published()
    some = narrowed(published, [KindFilter(chance.choice(["mission", "page"]))])
    for topics in (published, some):
        counts = search_counts(traits_of(KeyPage.first(topics, 500).keys))

        filters = {
            "section": {
                s.slug: SectionFilter((s.slug,)) for s in Section.objects.all()
            },
            "type": {kind: KindFilter(kind) for kind in KINDS},
            "country": {code: CountryFilter(code) for code in CODES},
        }
        for facet, by_value in filters.items():
            found = {v: narrowed(topics, [f]).count() for v, f in by_value.items()}
            expected = {value: number for value, number in found.items() if number}
            assert counts[facet] == expected


def test_nothing_is_counted_of_no_topics():
    assert not any(search_counts(traits_of([])).values())
