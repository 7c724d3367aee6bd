import pytest

from tests.factories import make_mission, make_source
from topics.quality.sources import uncited_claims, uncited_mandates


@pytest.mark.parametrize(
    "claim",
    ["It began in 1999.", "It had 6000 troops.", "About 40 per cent left."],
)
def test_claim_needs_a_citation(claim):
    assert list(uncited_claims(f"{claim}\n")) == [{"words": claim}]
    assert list(uncited_claims(f"{claim} [@a-1]\n")) == []
    assert list(uncited_claims(f"{claim}[^1]\n")) == []


@pytest.mark.parametrize("cited", ["[see @a-1 p. 3]", "[-@{a-1}]", "[@a-1,\np. 3]"])
def test_citation_is_seen_however_it_is_written(cited):
    assert list(uncited_claims(f"It began in 1999 {cited}.\n")) == []


def test_mail_address_is_no_citation():
    assert list(uncited_claims("It began in 1999 [me@example.org].\n"))


def test_heading_table_code_and_footnote_are_no_claims():
    lines = ["## In 1999", "| 1999 |", "```", "    1999", "[^1]: 1999", "Five men.", ""]

    assert list(uncited_claims("\n".join(lines))) == []


def test_mission_must_cite_the_decision_that_set_it_up(db):
    make_source("s-res-1270-1999", type="legislation", number="S/RES/1270 (1999)")
    make_source("s-res-1289-2000", type="legislation", number="S/RES/1289 (2000)")
    make_mission("unamsil", body="Words [@s-res-1289-2000].\n")
    make_mission("cited", body="Words [@s-res-1270-1999].\n")
    make_mission("without", profile={"resolutions": []})

    uncited = [(row["subject"], row["symbol"]) for row in uncited_mandates()]

    assert uncited == [("missions/unamsil", "S/RES/1270 (1999)")]
