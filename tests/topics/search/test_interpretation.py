"""What is typed is read with the words of the portal in mind."""

import pytest

from tests.factories import make_topic
from tests.topics.search.answers import found
from topics.search.interpretation import interpret

pytestmark = pytest.mark.django_db


def test_misspelled_word_is_corrected():
    make_topic("page", title="Srebrenica")

    parsed = interpret("srebernica")

    assert parsed.corrections == {"srebernica": "srebrenica"}
    assert found("srebernica") == ["page"]


def test_some_words_are_enough_where_no_page_has_all():
    make_topic("one", title="Diamonds")
    make_topic("two", title="Timber")

    assert set(found("diamonds timber")) == {"one", "two"}


def test_number_is_not_corrected_to_another_one():
    make_topic("page", body="Resolution 1325 on women.\n")

    assert interpret("1326").corrections == {}
    assert found("1326") == []


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("The organisation of labour.", "organization labor"),
        ("Each woman marched.", "women"),
        ("They sent 17,000 troops.", "17000"),
        ("They sent 17000 troops.", "17,000"),
        ("A report of the C-34.", "C34"),
        ("The UN observed.", "U.N."),
        ("The U.N. observed.", "U.N."),
    ],
)
def test_page_is_found_however_its_words_are_written(written, typed):
    make_topic("page", body=f"{written}\n")

    assert found(typed) == ["page"]


def test_words_of_another_language_are_not_corrected_to_english():
    make_topic("page", body="They maintain peace and were paid.\n")

    assert interpret("maintien de la paix").corrections == {}


@pytest.mark.parametrize("typed", ["kicked", "riddle", "paxis"])
def test_word_that_is_hardly_alike_is_not_corrected(typed):
    make_topic("page", body="Ticked, middle, praise.\n")

    assert interpret(typed).corrections == {}


def test_name_of_something_known_is_not_corrected():
    make_topic("page", title="Myanmar", body="Burning, a burn.\n")

    assert interpret("burma").corrections == {}
    assert found("burma") == ["page"]
