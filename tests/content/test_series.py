"""Series that are worked out from others, and what they are worked out from."""

import pytest

from topics.models import Measurement

pytestmark = [
    pytest.mark.one_database,
    pytest.mark.usefixtures("shipped_content"),
]
CAUSES = ("malicious act", "accident", "illness")


def values(slug):
    """{(category, year): value}"""
    rows = Measurement.objects.filter(profile__topic__slug=slug)
    return {(row.category, row.year): row.value for row in rows}


def test_rate_of_deaths_is_deaths_in_uniform_by_personnel():
    deaths = values("peacekeeper-fatalities")
    personnel = values("uniformed-personnel-deployed")

    worked_out = {
        year: round(
            deaths["military and police", year]
            / ((personnel["", year - 1] + personnel["", year]) / 2)
            * 1000,
            2,
        )
        for year in range(1993, 2022)
    }

    rates = values("fatality-rate")
    assert {year: n for (cause, year), n in rates.items() if not cause} == worked_out


def test_rates_by_cause_do_not_exceed_that_of_all_causes():
    rates = values("fatality-rate")

    for year in range(1993, 2022):
        # Each is rounded to a hundredth.
        by_cause = sum(rates[cause, year] for cause in CAUSES)
        assert float(by_cause) <= float(rates["", year]) + 0.02


def test_deaths_in_organized_violence_are_the_sum_of_their_kinds():
    found = values("conflict-deaths")
    years = {year for _kind, year in found}

    assert len(years) == 36
    for year in years:
        kinds = [n for (kind, at), n in found.items() if kind and at == year]
        assert sum(kinds) == found["", year]
