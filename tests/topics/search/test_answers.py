import pytest

from tests.factories import (
    make_figure,
    make_indicator,
    make_mission,
    make_tag,
    make_topic,
)
from topics.models import Topic
from topics.search import answers

pytestmark = pytest.mark.django_db


def answered(text, *slugs):
    by_slug = {t.slug: t for t in Topic.objects.published().listed()}
    return answers(text, [by_slug[slug] for slug in slugs])


def test_meaning_is_that_of_the_vocabulary_by_any_name():
    tag = make_tag("ddr", name="Disarmament", definition="Laying arms down.")
    tag.aliases.create(name="DDR")

    [answer] = answered("what is ddr?")

    assert (answer.subject, answer.words) == ("Disarmament", "Laying arms down.")
    assert answer.page == tag
    assert answered("what is a mandate?") == []


def test_number_is_the_newest_of_the_first_indicator_with_year_and_source():
    make_indicator("deaths", [(2023, 12), (2024, "9.5")], title="Deaths")
    make_topic("safety", title="Safety")

    [answer] = answered("how many die", "safety", "deaths")

    assert (answer.subject, answer.words, answer.year) == (
        "Deaths",
        "9.5 persons",
        2024,
    )
    assert answer.source.key == "un-data"
    assert answered("why do they die", "safety", "deaths") == []


def test_indicator_that_comes_late_does_not_answer():
    make_indicator("deaths", [(2023, 12)])
    for slug in ("a", "b", "c"):
        make_topic(slug)

    assert answered("how many die", "a", "b", "c", "deaths") == []


def test_fact_of_the_mission_that_is_named():
    make_mission("unamsil", profile={"acronym": "UNAMSIL", "end": "2005-12"})

    [answer] = answered("When did UNAMSIL end?", "unamsil")

    assert answer.subject == "UNAMSIL: end"
    assert [part.words for part in answer.fact.parts] == ["2005-12"]
    assert answered("when did the mission end", "unamsil") == []


def test_mission_that_goes_on_has_no_end_and_says_so():
    make_mission("monusco", profile={"acronym": "MONUSCO", "end": ""})

    [answer] = answered("when did monusco end", "monusco")

    assert answer.fact.absent == "continues"


def test_figures_and_heads_of_a_mission_have_their_sources():
    figures = [make_figure("fatalities", 207, as_of="2025-04-04")]
    heads = [{"kind": "head", "words": "Jacques Klein", "source": "un-data"}]
    profile = {"acronym": "UNMIL", "figures": figures, "details": heads}
    make_mission("unmil", profile=profile)

    [deaths] = answered("how many died in UNMIL", "unmil")
    [head] = answered("who led UNMIL", "unmil")

    assert deaths.fact.parts[0].words.startswith("207")
    assert deaths.fact.parts[0].source.key == "un-data"
    assert [part.words for part in head.fact.parts] == ["Jacques Klein"]


def test_fact_that_is_missing_is_no_answer():
    make_mission("unmil", profile={"acronym": "UNMIL"})

    assert answered("how many died in unmil", "unmil") == []
    assert answered("who led unmil", "unmil") == []
