import pytest

from topics.search.language import read_question


@pytest.mark.parametrize(
    ("typed", "defined"),
    [
        ("what is DDR?", "DDR"),
        ("What's a SOFA", "SOFA"),
        ("what are quick impact projects", "quick impact projects"),
        ("what is meant by consent", "consent"),
        ("What does CIMIC mean?", "CIMIC"),
        ("CIMIC meaning", "CIMIC"),
        ("definition of the mandate", "mandate"),
        ("what happened at Srebrenica", ""),
        ("DDR", ""),
        ("", ""),
        ("?", ""),
    ],
)
def test_words_whose_meaning_is_asked_for(typed, defined):
    assert read_question(typed).defined == defined


@pytest.mark.parametrize(
    ("typed", "fact"),
    [
        ("when did UNAMSIL end", "end"),
        ("What year was UNTAC set up?", "start"),
        ("how many died in UNAMIR", "fatalities"),
        ("how large was UNPROFOR", "peak_strength"),
        ("which resolution created UNMIL", "resolutions"),
        ("where was ONUC", "area"),
        ("who led UNTAG", "head"),
        ("UNAMSIL", ""),
    ],
)
def test_fact_that_is_asked_for(typed, fact):
    assert read_question(typed).fact == fact


@pytest.mark.parametrize("typed", ["how many missions", "share of women", "number of"])
def test_number_is_asked_for(typed):
    assert read_question(typed).is_quantity


@pytest.mark.parametrize(
    ("typed", "is_question"),
    [
        ("who pays", True),
        ("peace works?", True),
        ("WHO", True),
        ("hostage", False),
        ("is-land", False),
        ("", False),
    ],
)
def test_question_is_told_by_its_first_word_or_last_sign(typed, is_question):
    assert read_question(typed).is_question == is_question


def test_long_text_is_read_in_no_time():
    question = read_question("what is " * 25 + "when who how many " * 10)

    assert question.is_quantity
