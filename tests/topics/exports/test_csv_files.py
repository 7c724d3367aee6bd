"""Files for spreadsheets, which run what looks like a formula."""

import csv
from io import StringIO

import pytest

from tests.factories import make_indicator, make_mission, make_source
from tests.hostile import FORMULAS

pytestmark = pytest.mark.django_db


def cells(client, address):
    lines = csv.DictReader(StringIO(client.get(address).content.decode(), newline=""))
    return list(lines)


@pytest.mark.parametrize("formula", [f for f in FORMULAS if f.strip()[0] != '"'])
def test_no_cell_is_a_formula(client, formula):
    make_mission("unamsil", title=formula.strip(), profile={"area": formula.strip()})

    [row] = cells(client, "/missions/missions.csv")

    assert row["title"] == row["area"] == f"'{formula.strip()}"


def test_title_of_a_source_is_no_formula(client):
    make_source("un-data", title="=1+1")
    make_indicator("deaths", [(1994, 253)])

    [row] = cells(client, "/evaluation/measurements.csv")

    assert row["source_title"] == "'=1+1"


def test_negative_number_stays_a_number(client):
    make_indicator("growth", [(1994, -3)])

    [row] = cells(client, "/evaluation/growth/measurements.csv")

    assert row["value"] == "-3"
