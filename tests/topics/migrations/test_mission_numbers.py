"""Numbers of missions become figures, in profiles and in every revision."""

from importlib import import_module

import pytest

STEP = import_module("topics.migrations.0037_carry_mission_numbers")
NUMBERS = {"acronym": "UNTSO", "peak_strength": "572", "fatalities": "0"}
FIGURES = {
    "acronym": "UNTSO",
    "figures": [
        {"measure": "peak_strength", "category": "uniformed", "value": "572"},
        {"measure": "fatalities", "absence": "none-recorded"},
    ],
}


def test_numbers_become_figures_and_nought_is_none_recorded():
    assert STEP.with_figures(NUMBERS) == FIGURES


@pytest.mark.parametrize(
    "mission", [{"acronym": "UNTSO"}, FIGURES, {"peak_strength": ["a", "b"]}]
)
def test_what_has_no_numbers_gets_no_figures(mission):
    assert STEP.with_figures(mission).get("figures") == mission.get("figures")


def test_way_back_keeps_the_first_of_each_number():
    more = {"measure": "fatalities", "value": "60"}
    second = {"measure": "fatalities", "value": "52"}
    rows = {**FIGURES, "figures": [FIGURES["figures"][0], more, second]}

    assert STEP.with_numbers(rows) == {
        "acronym": "UNTSO", "peak_strength": "572",
        "fatalities": "60",
    }
