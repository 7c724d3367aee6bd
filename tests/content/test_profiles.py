"""The facts of the profiles, against a table that was checked by itself."""

import csv
import json
import re
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django_countries import countries

from topics import citing
from topics.models import (
    Agreement,
    Event,
    Indicator,
    Instrument,
    Mission,
    Source,
    Tag,
    Topic,
)

pytestmark = [pytest.mark.one_database, pytest.mark.usefixtures("shipped_content")]
HERE = Path(__file__).parent
FACTS = {
    row["slug"]: row
    for row in csv.DictReader((HERE / "missions.csv").read_text().splitlines())
}
# What the list of the UN counts: https://peacekeeping.un.org/en/list-of-past-peacekeeping-operations
UN_OPERATIONS = 71
# Missions of the UN that its list leaves out, as they are no peacekeeping operations.
POLITICAL_MISSIONS = set(
    "binub unama unamet unami unipsil unitams unmha unmin unsmil unvmc".split()
)


def missions():
    related = ("topic", "predecessor")
    return Mission.objects.select_related(*related).prefetch_related(
        "countries", "resolutions"
    )


def stated(mission):
    return {
        "slug": mission.topic.slug,
        "lead": mission.lead,
        "start": str(mission.start)[:7],
        "end": str(mission.end)[:7] if mission.end else "",
        "iso3": {countries.alpha3(c.country.code) for c in mission.countries.all()},
        "region": mission.region,
        "predecessor": mission.predecessor_slug,
    }


def test_profiles_agree_with_the_checked_facts():
    expected = {
        slug: {k: v for k, v in row.items() if k != "resolution"}
        | {"iso3": set(row["iso3"].split(";"))}
        for slug, row in FACTS.items()
    }

    assert {m.topic.slug: stated(m) for m in missions()} == expected


def test_each_mission_names_the_decision_that_set_it_up():
    for mission in missions():
        symbols = {resolution.symbol for resolution in mission.resolutions.all()}
        decision = FACTS[mission.topic.slug]["resolution"]
        assert not decision or decision in symbols, mission.topic.slug


def test_every_un_operation_has_a_page():
    operations = Mission.objects.filter(lead="UN").exclude(
        topic__slug__in=POLITICAL_MISSIONS
    )
    assert operations.count() == UN_OPERATIONS
    assert Mission.objects.exclude(lead="UN").count() >= 13


def test_dates_are_in_order_and_not_in_the_future():
    for profile in [*missions(), *Event.objects.all()]:
        end = profile.end or profile.start
        assert date(1948, 1, 1) <= profile.start.first_day <= end.last_day
        assert end.first_day <= date(2026, 11, 25), profile.topic_id


def test_predecessor_ended_when_its_successor_began():
    for mission in missions().exclude(predecessor=None):
        before = mission.predecessor.mission
        assert before.start <= mission.start
        if before.end:
            gap = mission.start.first_day - before.end.last_day
            assert abs(gap.days) < 400, mission.topic.slug


def test_resolution_is_not_younger_than_the_mission_it_set_up():
    for mission in missions():
        decision = FACTS[mission.topic.slug]["resolution"]
        if year := re.search(r"\((\d{4})\)", decision):
            assert int(year[1]) <= mission.start.year, mission.topic.slug


def test_there_are_enough_instruments_events_indicators_and_themes():
    assert Instrument.objects.count() >= 30
    assert Event.objects.count() >= 50
    assert Indicator.objects.count() >= 12
    profiles = ("mission", "instrument", "event", "indicator", "agreement")
    themes = Topic.objects.filter(**dict.fromkeys(profiles))
    assert themes.count() >= 60
    assert {t.section.slug for t in themes.select_related("section")} >= {
        *"role lessons challenges engagement humanitarian law gender".split(),
        *"evaluation future history".split(),
    }


def test_instruments_have_an_address_and_a_status():
    for instrument in Instrument.objects.select_related("topic"):
        assert instrument.status, instrument.topic.slug
        assert instrument.url.startswith("https://") or not instrument.url


def test_agreements_say_what_became_of_them_and_what_they_ask_of_peacekeepers():
    agreements = Agreement.objects.prefetch_related("provisions")

    assert len(agreements) >= 25
    for agreement in agreements:
        assert agreement.outcome, agreement.topic_id
        assert agreement.provisions.all(), agreement.topic_id
        assert date(1979, 1, 1) <= agreement.signed.first_day <= date(2026, 11, 25)


def test_measurements_have_sources_and_plausible_years():
    for indicator in Indicator.objects.prefetch_related("measurements__source"):
        years = [row.year for row in indicator.measurements.all()]
        assert years == sorted(years)
        assert all(1948 <= year <= 2027 for year in years)
        assert all(row.value >= 0 for row in indicator.measurements.all())


def test_themes_cite_at_least_three_sources_and_others_two():
    profiles = ("mission", "instrument", "event", "indicator", "agreement")
    themes = set(Topic.objects.filter(**dict.fromkeys(profiles)))
    for topic in Topic.objects.all():
        cited = topic.citations.exclude(source=None).count()
        assert cited >= (3 if topic in themes else 2), topic.slug


def test_bibliography_is_large_and_well_formed():
    entries = json.loads(Path(settings.FIXTURE_DIRS[0], "sources.json").read_text())
    # https://www.un.org/en/library/page/symbols: organ, then parts between slashes.
    symbol = re.compile(r"[AS](?:[/–-][\w.()&;+ -]+)+")

    assert len(entries) >= 150
    for entry in entries:
        citing.check_entry(entry)
        number = str(entry.get("number", ""))
        if entry["type"] == "legislation" and number.startswith(("S/RES", "A/RES")):
            assert re.fullmatch(
                r"[AS]/RES/[\w-]+(?:/\d+)?(?: ?[A-Z])?(?: \([\w-]+\))?", number
            ), entry["id"]
        elif re.match(r"^[AS]/", number):
            assert symbol.fullmatch(number), entry["id"]


def test_every_source_is_cited():
    assert list(Source.objects.uncited()) == []


def test_vocabulary_is_a_thesaurus_of_the_agreed_size():
    tags = Tag.objects.all()

    assert 120 <= tags.count() <= 250
    assert set(tags.values_list("facet", flat=True)) == set(Tag.Facet.values)
    assert all(len(tag.definition) >= 20 for tag in tags)
    assert tags.exclude(broader=None).count() >= 40
    assert tags.exclude(related=None).count() >= 40


# Tied as the story ties them: page, kind of tie, other page.
TIES = [
    ("unamsil", "illustrates", "disarmament-demobilization-and-reintegration"),
    ("unamsil", "illustrates", "armed-groups-and-asymmetric-threats"),
    ("resolution-2272", "governs", "accountability-of-peacekeepers"),
]


@pytest.mark.parametrize(("page", "relation", "other"), TIES)
def test_lessons_missions_challenges_and_law_are_tied(page, relation, other):
    topic = Topic.objects.get(slug=page)

    assert topic.cross_references.filter(kind=relation, target__slug=other).exists()
