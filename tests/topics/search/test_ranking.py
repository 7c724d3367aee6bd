"""The page that was meant comes first."""

import pytest

from tests.factories import (
    make_indicator,
    make_mission,
    make_source,
    make_tag,
    make_topic,
)
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
    make_topic("in-terms", search_terms=["a zulu thing"])
    publishing.rename(make_topic("zulu-before", title="Yet another"), "yet-another")
    make_topic("in-title", title="The zulu of the long title of a page")
    make_mission("acronym", profile={"acronym": "ZULU"})

    order = found("zulu")

    assert order == [
        "acronym",
        "in-title",
        "yet-another",
        "in-tags",
        "in-terms",
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
    # The three shortest names and any three pages, in the order of the database.
    assert {"name-0", "name-1"} < set(slugs)
    assert len(slugs) <= 6


def test_as_many_others_as_pages_named_so_are_weighed(monkeypatch):
    monkeypatch.setattr("topics.search.ranking.MOST_WEIGHED", 3)
    # The rarest word is in each, the other one in more than have it.
    for number in range(5):
        make_topic(f"body-{number}", title="Something", body="A sultan of zanzibar.\n")
        make_topic(f"name-{number}", title=f"Zanzibar and other islands {number}")
    for number in range(7):
        make_topic(f"other-{number}", title="Something", body="A sultan.\n")
    make_topic("exact", title="Zanzibar")

    slugs = found("zanzibar sultan")

    assert len(slugs) == 6
    assert {slug[:4] for slug in slugs} == {"exac", "name", "body"}


def test_corrected_word_is_weighed_as_if_it_had_been_typed_right():
    make_topic("common", title="Zanzibar observed", body="Peace and war.\n")
    for number in range(6):
        make_topic(f"other-{number}", body="Observed peace.\n")

    assert found("zanzibra observed")[0] == found("zanzibar observed")[0] == "common"


def test_indicator_comes_before_a_page_if_a_number_is_asked_for():
    make_topic("page", title="Deaths of peacekeepers", summary="Deaths.")
    make_indicator("value", [(2024, 57)], title="Deaths of peacekeepers")

    assert found("deaths of peacekeepers")[0] == "page"
    assert found("how many deaths of peacekeepers")[0] == "value"


def test_question_is_answered_by_few_pages():
    make_others()
    make_topic("answer", title="Diamonds and timber", body="Diamonds. " * 5 + "\n")
    make_topic("aside", body="Long text with diamonds and timber. " + "Other. " * 90)

    assert found("diamonds timber") == ["answer", "aside"]
    assert found("who sold diamonds and timber?") == ["answer"]


def test_mission_that_a_resolution_founded_comes_before_one_that_it_ended():
    founding, other = "S/RES/1528 (2004)", "S/RES/1479 (2003)"
    make_mission("minuci", title="A", profile={"resolutions": [other, founding]})
    make_mission("unoci", title="B", profile={"resolutions": [founding, other]})

    assert found("S/RES/1528") == ["unoci", "minuci"]


def make_others():
    """Pages on something else, among which a word is rare."""
    for number in range(8):
        make_topic(f"other-{number}", body="A resolution of 2003 was passed.\n")


def test_page_with_more_of_the_words_comes_before_one_with_fewer():
    make_others()
    make_topic("one", body="Diamonds were mined.\n")
    make_topic("both", body="Diamonds and timber were sold.\n")

    assert found("timber diamonds") == ["both", "one"]


def test_page_with_every_word_does_not_hide_one_that_is_about_them():
    make_topic("accident", body="Zanzibar and xylophones, percentages, a share.\n")
    make_topic("meant", title="Zanzibar", summary="The share of xylophones.")

    assert "meant" in found("zanzibar share xylophones percentages")


def test_word_that_few_pages_have_counts_more():
    for number in range(6):
        make_topic(f"other-{number}", body="The mission observed.\n")
    make_topic("common", body="A mission, a mission, a mission.\n")
    make_topic("rare", body="Zanzibar.\n")

    assert found("mission zanzibar")[0] == "rare"


def test_page_is_found_by_another_name_of_what_it_is_about():
    make_topic("court", title="International Criminal Court")
    make_topic("other", body="A criminal, a court.\n")

    assert found("ICC")[0] == "court"


def test_word_as_typed_counts_more_than_another_name():
    make_topic("named", title="Democratic Republic of the Congo")
    make_topic("typed", title="Zaire")

    assert found("zaire") == ["typed", "named"]


def test_page_that_hardly_has_to_do_with_the_query_is_left_out():
    make_topic("about", title="Child protection", body="Child protection.\n")
    for number in range(20):
        make_topic(f"child-{number}", body="One child.\n")
    make_topic("mention", body="Protection of a bridge.\n" + "Words. " * 2_000)

    assert "mention" not in found("child protection policies")


@pytest.mark.parametrize("must", ["+timber", '"timber"'])
def test_page_without_a_must_is_left_out(must):
    make_topic("one", body="Diamonds were mined.\n")
    make_topic("both", body="Diamonds and timber were sold.\n")
    make_topic("other", body="Timber was sold.\n")

    assert found(f"diamonds {must}") == ["both", "other"]


@pytest.mark.parametrize(
    "typed",
    [
        "S/RES/1509",
        "S/RES/1509 (2003)",
        "SCR 1509",
        "UNSCR 1509",
        "res. 1509",
        "resolution 1509",
        "1509",
    ],
)
def test_mission_is_found_by_a_resolution_of_its_mandate(typed):
    make_others()
    resolutions = {"resolutions": ["S/RES/1509 (2003)"]}
    make_mission("unmil", profile=resolutions)

    assert found(typed)[0] == "unmil"


def test_page_is_found_by_the_number_of_a_source_it_cites():
    make_source("report", number="A/55/305")
    make_topic("once", body="Said once [@report].\n")
    make_topic("often", body="Said [@report], and [@report], and again [@report].\n")

    assert found("A/55/305") == ["often", "once"]


@pytest.mark.parametrize("typed", ["srebrenica", "hippo", "Zeid report"])
def test_page_answers_to_its_name_as_it_is_spoken(typed):
    make_topic("srebrenica-1995", title="Srebrenica, 1995", body="Words. " * 2_000)
    make_topic("zeid", title="Zeid report (A/59/710)", body="Words. " * 2_000)
    make_topic("hippo", title="The panel on peace operations", body="Words. " * 2_000)
    make_topic("mothers", title="Mothers of Srebrenica", body="Srebrenica. " * 20)
    make_topic("reform", title="Reform and report", body="Zeid report, HIPPO. " * 20)

    assert found(typed)[0] in {"srebrenica-1995", "zeid", "hippo"}
