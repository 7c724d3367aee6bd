"""Every rule: what breaks it, what does not, and who says so."""

import datetime
import json

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    make_draft,
    make_image,
    make_section,
    make_source,
    make_tag,
    make_topic,
    make_topics,
)
from topics import publishing
from topics.models import Tag, Tagging
from topics.quality.rules import RULES, check

pytestmark = pytest.mark.django_db

SLUGS = ["one", "two", "three", "four"]
CITED = "[@a-1; @b-2]"
MISSION = {
    "acronym": "UNAMSIL",
    "lead": "UN",
    "region": "Africa",
    "area": "Sierra Leone",
    "countries": ["SLE"],
    "start": "1999",
    "resolutions": ["S/RES/1270 (1999)"],
}
DEATHS = {"measure": "fatalities", "value": "3"}
UNKNOWN = {
    "measure": "peak_strength",
    "category": "uniformed",
    "absence": "not-established",
    "note": "No list of its personnel was found.",
}
START = {"kind": "start", "start": "1999", "source": "a-1"}
MANDATE = "[@s-res-1270-1999]"


SEAT, TOLD = {"kind": "headquarters", "words": "Freetown"}, {"source": "a-1"}
ENDED = {
    **MISSION,
    "end": "2005-12-31",
    "details": [START, {"kind": "end", "start": "2005-12-31", "source": "a-1"}],
}
INDICATOR = {
    "definition": "What is counted",
    "unit": "persons",
    "direction": "depends",
    "source": "a-1",
}


TODAY = str(datetime.date.today())
THIS_YEAR = int(TODAY[:4])
TOMORROW = str(datetime.date.today() + datetime.timedelta(2))


def decision(until):
    return {"symbol": "S/RES/1270 (1999)", "action": "extended", "until": until}


def task(resolution):
    return {
        "task": "law",
        "resolution": resolution,
        "since": "1999-10-22",
        "source": "a-1",
    }


def values(*years):
    return [{"year": str(year), "value": "7", "source": "a-1"} for year in years]


def references(*slugs):
    return [{"to": slug, "kind": "see-also", "note": "why"} for slug in slugs]


SOUND = {
    "summary": "What it is.",
    "tags": ["law", "gender", "training"],
    "reviewed": TODAY,
    "body": f"In 1999 {CITED}.\n",
    "related": references("one", "two", "three"),
}
# Of each rule that can be asked of a text: what breaks it, and what only just does not.
CASES = {
    "broken-link": ({"body": f"[[nowhere]] {CITED}\n"}, {"body": f"[[one]] {CITED}\n"}),
    "broken-address": (
        {"body": f"[[one#nowhere]] {CITED}\n"},
        {"body": f"[[one#part]] [x](/role/one/#part) [y](#own) {CITED}\n\n## Own\n"},
    ),
    "broken-reference": (
        {"related": references("one", "two", "nowhere")},
        {"related": references("one", "two", "four")},
    ),
    "broken-predecessor": (
        {"mission": {**MISSION, "predecessor": "draft"}},
        {"mission": {**MISSION, "predecessor": "one"}},
    ),
    "few-references": (
        {"related": references("one", "two")},
        {"related": references("one", "two", "three")},
    ),
    "missing-source": (
        {"body": f"[@nobody-1] {CITED}\n"},
        {"body": f"`[@nobody-1]` {CITED}\n"},
    ),
    "few-sources": (
        {"body": "Words [@a-1; @nobody-1].\n"},
        {"body": "Words [@a-1].\n", "sources": ["b-2"]},
    ),
    "uncited-claim": (
        {"body": f"{CITED}\n\nIn 1999 it ended.\n"},
        {"body": f"{CITED}\n\n[[unmis-2011|Others]] ended [then](/map/?year=2011).\n"},
    ),
    "uncited-mandate": (
        {"mission": MISSION},
        {"mission": MISSION, "body": f"{CITED} {MANDATE}\n"},
    ),
    "figure-without-source": (
        {"mission": {**MISSION, "figures": [DEATHS]}},
        {"mission": {**MISSION, "figures": [{**DEATHS, "source": "a-1"}, UNKNOWN]}},
    ),
    "date-without-source": (
        {"mission": {**MISSION, "details": [{**START, "start": "1998"}]}},
        {"mission": {**MISSION, "details": [START]}},
    ),
    "detail-without-source": (
        {"mission": {**ENDED, "details": [*ENDED["details"], SEAT]}},
        {"mission": {**ENDED, "details": [*ENDED["details"], {**SEAT, **TOLD}]}},
    ),
    "mandate-run-out": (
        {"mission": {**MISSION, "resolutions": [decision("2001-06-30")]}},
        {"mission": {**MISSION, "resolutions": [decision(TODAY[:7])]}},
    ),
    "unsourced-mandate": (
        {"mission": {**MISSION, "resolutions": ["S/RES/1 (1946)"]}},
        {"mission": {**MISSION, "resolutions": ["S/RES/1270 (1999)"]}},
    ),
    "unknown-resolution": (
        {"mission": {**MISSION, "tasks": [task("S/RES/1 (1946)")]}},
        {"mission": {**MISSION, "tasks": [task("S/RES/1270 (1999)")]}},
    ),
    "series-gap": (
        {"indicator": {**INDICATOR, "measurements": values(1990, 1993)}},
        {
            "indicator": {**INDICATOR, "measurements": values(1990, 1993)},
            "body": f"Nobody counted from 1991 on {CITED}.\n",
        },
    ),
    "strength-outside-dates": (
        {"mission": {**ENDED, "strengths": values(2006)}},
        {"mission": {**ENDED, "strengths": values(1999, 2005)}},
    ),
    "date-told-otherwise": (
        {
            "mission": ENDED,
            "body": f"UNAMSIL ended on 30 December 2005 {CITED}.\n",
        },
        {
            "mission": ENDED,
            "body": f"UNAMSIL ended in December 2005 {CITED}.\n",
        },
    ),
    "value-told-otherwise": (
        {
            "indicator": {**INDICATOR, "measurements": values(1990)},
            "summary": "There were 8 people in 1990.",
        },
        {
            "indicator": {**INDICATOR, "measurements": values(1990)},
            "summary": "There were 7 in 1990, 3 million in 1990 and 8 in 1991.",
        },
    ),
    "misread-marks": (
        {"body": f"The tasks:\n- one {CITED}\n"},
        {"body": f"The tasks:\n\n- one {CITED}\n"},
    ),
    "marks-in-title": ({"title": "The *Exodus*"}, {"title": "The 2 * 3"}),
    "marks-in-summary": ({"summary": "See [[one]]."}, {"summary": "See it [1]."}),
    "missing-image": (
        {"body": f"{CITED}\n\n![](image:nowhere)\n"},
        {"body": f"{CITED}\n\n![](image:convoy)\n"},
    ),
    "skipped-heading-level": (
        {"body": f"## A\n\n#### B\n\n{CITED}\n"},
        {"body": f"## A\n\n### B\n\n## C\n\n{CITED}\n"},
    ),
    "missing-alternative-text": (
        {"body": f"![](x.png) {CITED}\n"},
        {"body": f"![A map](x.png) ![](image:convoy) {CITED}\n"},
    ),
    "long-summary": ({"summary": "x" * 261}, {"summary": "x" * 260}),
    "tag-count": (
        {"tags": ["law", "gender"]},
        {"tags": [f"tag-{number}" for number in range(12)]},
    ),
    "unknown-tag": (
        {"tags": ["law", "gender", "nowhere"]},
        {"tags": ["law", "gender", "training"]},
    ),
    "never-reviewed": ({"reviewed": ""}, {"reviewed": TODAY}),
    "future-review": ({"reviewed": TOMORROW}, {"reviewed": TODAY}),
    "stale-review": ({"reviewed": "2001-01-01"}, {"reviewed": TODAY}),
    "old-statement": (
        {"body": f"As of 4 May {THIS_YEAR - 3} two were open {CITED}.\n"},
        {"body": f"As of May {THIS_YEAR - 1} two were open {CITED}.\n"},
    ),
}
ASKED = [rule.name for rule in RULES if rule.ask]
REPORTS = {
    "broken-link": "broken-links",
    "broken-reference": "broken-links",
    "broken-predecessor": "broken-links",
    "missing-source": "unknown-sources",
    "few-sources": "without-sources",
    "figure-without-source": "figures-without-source",
    "mandate-run-out": "mandates-run-out",
    "series-gap": "series-gaps",
    "date-told-otherwise": "told-otherwise",
    "value-told-otherwise": "told-otherwise",
    "never-reviewed": "overdue-reviews",
    "stale-review": "overdue-reviews",
}


@pytest.fixture(scope="module")
def named(module_db):
    """What the cases name: four pages, a draft, sources, an image, tags."""
    make_topics(SLUGS, body="## Part\n\nWords.\n")
    make_draft("draft")
    for key in ("a-1", "b-2"):
        make_source(key, publisher="Polity")
    make_source("s-res-1270-1999", type="legislation", number="S/RES/1270 (1999)")
    make_image("convoy")
    make_tag("law")


def make_page(make, changes):
    """A page, or only a draft of it, that is sound but for the changes."""
    profile = "indicator" if "indicator" in changes else "mission"
    section = make_section("missions", profile=profile)
    topic = make("page", section, **{**SOUND, "title": "Page", **changes})
    # As if the tag had been deleted since.
    Tagging.objects.filter(tag__slug="nowhere").delete()
    Tag.objects.filter(slug="nowhere").delete()
    return topic


def reported(page):
    """{rule: sentence} of what the command would print of a page, and forms can see."""
    issues = (issue for issue in check() if issue.page == page)
    return {issue.rule: issue.sentence for issue in issues if issue.rule in ASKED}


def warned(client, topic):
    """The sentences that the form shows."""
    response = client.get(f"/admin/topics/topic/{topic.pk}/change/")
    page = BeautifulSoup(response.content, "html.parser")
    return {each.text for each in page.select(".help .warning, .editor-note__warning")}


def make_sound_pages():
    """Four pages that break no rule."""
    for key in ("a-1", "b-2"):
        make_source(key, publisher="Polity")
    for slug in SLUGS:
        others = [other for other in SLUGS if other != slug]
        make_topic(slug, **{**SOUND, "related": references(*others)})
    publishing.rebuild()


def test_sound_pages_break_no_rule(bare, capsys):
    make_sound_pages()

    call_command("check_content")

    assert capsys.readouterr().out == "4 topics checked: 0 errors, 0 warnings.\n"


def test_each_rule_that_forms_ask_has_a_case():
    assert set(CASES) == set(ASKED)


@pytest.mark.parametrize("rule", ASKED)
def test_form_warns_of_what_the_command_reports(named, as_editor, rule):
    topic = make_page(make_topic, CASES[rule][0])

    sentences = reported("missions/page")

    assert rule in sentences
    assert warned(as_editor, topic) == set(sentences.values())


@pytest.mark.parametrize("rule", ASKED)
def test_neither_tells_of_what_only_just_keeps_the_rule(named, as_editor, rule):
    topic = make_page(make_topic, CASES[rule][1])

    sentences = reported("missions/page")

    assert rule not in sentences
    assert warned(as_editor, topic) == set(sentences.values())


@pytest.mark.parametrize("rule", REPORTS)
def test_report_lists_what_the_command_reports(named, as_editor, rule):
    make_page(make_topic, CASES[rule][0])

    response = as_editor.get(f"/admin/reports/{REPORTS[rule]}/")

    page = BeautifulSoup(response.content, "html.parser")
    assert "Page" in [link.text for link in page.select(".report tbody a")]


def test_form_warns_of_a_draft_that_the_command_does_not_check(named, as_editor):
    draft = make_page(make_draft, CASES["broken-link"][0])

    assert len(warned(as_editor, draft)) == 1
    assert reported("missions/page") == {}


def test_new_form_warns_of_nothing(as_editor):
    response = as_editor.get("/admin/topics/topic/add/")

    page = BeautifulSoup(response.content, "html.parser")
    assert not page.select(".warning")


def test_many_warnings_beside_a_field_are_cut_short(as_editor):
    draft = make_draft(body="In 1999 it ended.\n\n" * 12)

    response = as_editor.get(f"/admin/topics/topic/{draft.pk}/change/")

    page = BeautifulSoup(response.content, "html.parser")
    beside = page.select("#id_body_helptext .warning")
    assert [each.text for each in beside][-1] == "2 more."
    assert len(beside) == 11


def test_form_of_an_unpublished_page_may_link_to_itself(named, as_editor):
    draft = make_page(make_draft, {"body": f"[[page]] {CITED}\n"})

    assert warned(as_editor, draft) == set()


def test_errors_end_the_command_with_one(bare, capsys):
    make_topic("page", body="[[nowhere]]\n")

    with pytest.raises(SystemExit) as ended:
        call_command("check_content", "--json")

    assert ended.value.code == 1
    issues = json.loads(capsys.readouterr().out)
    assert {"level", "rule", "page", "sentence"} == set(issues[0])


def test_warnings_alone_do_not_end_it_with_one(bare, capsys):
    make_sound_pages()
    make_tag("lonely")

    call_command("check_content")

    last = capsys.readouterr().out.splitlines()[-1]
    assert last == "4 topics checked: 0 errors, 1 warnings."


def test_each_rule_costs_the_same_with_few_pages_and_with_many():
    def publish(start, stop):
        for number in range(start, stop):
            make_topic(body=f"[[gone-{number}]] [@gone-{number}]\n\nIn 1999.\n")

    publish(0, 2)
    with CaptureQueriesContext(connection) as few:
        check()
    publish(2, 12)
    with CaptureQueriesContext(connection) as many:
        check()

    assert len(few) == len(many)
