import pytest

from tests.factories import make_mission, make_source, make_topic
from topics.models import Topic
from topics.search import symbol_places
from topics.search.language import parse

pytestmark = pytest.mark.django_db


def places_of(text):
    topics = list(Topic.objects.published())
    slugs = {topic.pk: topic.slug for topic in topics}
    found = symbol_places(parse(text), topics)
    return {slugs[key]: place for key, place in found.items()}


def test_document_of_a_mandate_is_among_its_decisions():
    make_mission("unamsil", profile={"resolutions": ["S/RES/1270 (1999)"]})
    make_mission("unmil", profile={"resolutions": ["S/RES/1509 (2003)"]})

    places = places_of("S/RES/1270")

    assert places == {"unamsil": ("Mandate: S/RES/1270 (1999)", "page--mandate")}


def test_document_that_is_cited_is_where_the_citation_is():
    make_source("panel", title="The report", number="A/55/305-S/2000/809")
    topic = make_topic("doctrine", body="Words. More [@panel].\n")

    [place] = places_of("A/55/305").values()

    assert place.words == "Cites The report, A/55/305-S/2000/809"
    assert f'id="{place.anchor}"' in topic.html


@pytest.mark.parametrize("text", ["A/55/30", "55/3050", "diamonds", "2003", ""])
def test_other_words_are_no_symbol_of_it(text):
    make_source("panel", title="The report", number="A/55/305-S/2000/809")
    make_topic("doctrine", body="Words [@panel].\n")

    assert places_of(text) == {}


def test_two_queries_for_any_number_of_topics(django_assert_num_queries):
    for number in range(3):
        make_mission(f"mission-{number}")
    topics = list(Topic.objects.published())

    with django_assert_num_queries(2):
        assert len(symbol_places(parse("S/RES/1270"), topics)) == 3
    with django_assert_num_queries(0):
        symbol_places(parse("diamonds of 1999"), topics)
