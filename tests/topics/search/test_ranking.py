"""The page that was meant comes first."""

import pytest

from tests.factories import make_mission, make_tag, make_topic
from tests.topics.search.answers import found
from topics import publishing

pytestmark = pytest.mark.django_db


def test_page_of_what_a_tag_stands_for_answers_to_its_other_names_first():
    make_tag("ddr", name="Disarmament").aliases.create(name="DDR")
    make_topic("in-liberia", title="A programme", tags=["ddr"], body="DDR, DDR.\n")
    make_topic("disarmament", title="Disarmament", tags=["ddr"])

    assert found("ddr")[0] == "disarmament"


def test_rank_follows_the_place_of_the_word():
    make_tag("zulu", name="Zulu")
    make_topic("in-body", body="Once zulu.\n")
    make_topic("often", body="Zulu. " * 5 + "\n")
    make_topic("in-heading", body="## Zulu\n\nText.\n")
    make_topic("in-summary", summary="About zulu.")
    make_topic("in-tags", tags=["zulu"])
    publishing.rename(make_topic("zulu-before", title="Yet another"), "yet-another")
    make_topic("in-title", title="The zulu of the long title of a page")
    make_mission("acronym", profile={"acronym": "ZULU"})

    order = found("zulu")

    assert order == [
        "acronym",
        "in-title",
        "yet-another",
        "in-tags",
        "in-summary",
        "in-heading",
        "often",
        "in-body",
    ]


def test_page_named_as_asked_comes_first_however_many_answer(monkeypatch):
    monkeypatch.setattr("topics.search.ranking.MOST_WEIGHED", 3)
    for number in range(5):
        make_topic(f"body-{number}", title="Something", body="On zanzibar.\n")
    for number in range(5):
        make_topic(f"name-{number}", title=f"Zanzibar and other islands {number}")
    make_topic("exact", title="Zanzibar")

    slugs = found("zanzibar")

    assert slugs[0] == "exact"
    assert len(slugs) == 6
    assert {slug[:4] for slug in slugs} == {"exac", "name", "body"}


def test_corrected_word_is_weighed_as_if_it_had_been_typed_right():
    make_topic("common", title="Zanzibar observed", body="Peace and war.\n")
    for number in range(6):
        make_topic(f"other-{number}", body="Observed peace.\n")

    assert found("zanzibra observed")[0] == found("zanzibar observed")[0] == "common"
