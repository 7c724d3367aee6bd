"""What several pages tell, they tell alike."""

import json
import re
from datetime import date, datetime
from pathlib import Path

import pytest
import yaml
from django.conf import settings

from topics.content.topic_file import parse
from topics.models import Topic
from topics.models.content import months_after, reviewed_date

FIXTURES = Path(settings.FIXTURE_DIRS[0])
FACTS = yaml.safe_load((Path(__file__).parent / "facts.yaml").read_text())
PAGES = {
    path.stem: parse(
        path.read_text(), path=path.name, section=path.parent.name, slug=path.stem
    ).content
    for path in sorted(FIXTURES.glob("*/*.md"))
}
REVIEW_MONTHS = Topic._meta.get_field("review_months").default
# A row of a table of missions: "| UNMIL, Liberia | 30 March 2018 |".
ENDED = re.compile(
    r"^\| ([A-Z]{3,}), [^|]+ \| (\d+ )?([A-Z]\w+ \d{4}) \|", re.MULTILINE
)
RESOLUTION = re.compile(r"[Rr]esolution (\d+)(?: \(\d+\))? of (\d+ [A-Z]\w+ \d{4})")
AS_OF = re.compile(r"\b[Aa]s of (?:\d+ )?([A-Z]\w+ \d{4})")


def told(page):
    """Summary and text of a page as read: no citations, links as their words."""
    text = re.sub(r"\s*\[@[^\]]*\]", "", f"{page['summary']}\n{page['body']}")
    return re.sub(r"\[\[(?:[^|\]]*\|)?([^\]]*)\]\]", r"\1", text)


TEXTS = {slug: told(page) for slug, page in PAGES.items()}


def tellings(fact):
    """{slug of a page: the values that it gives}."""
    found = {
        slug: {value for told in fact["told"] for value in re.findall(told, text)}
        for slug, text in TEXTS.items()
    }
    return {slug: values for slug, values in found.items() if values}


@pytest.mark.parametrize("fact", FACTS, ids=[fact["fact"] for fact in FACTS])
def test_pages_tell_a_fact_alike(fact):
    found = tellings(fact)

    wrong = {
        slug: values for slug, values in found.items() if values - set(fact["values"])
    }
    assert wrong == {}
    assert set(fact["pages"]) <= set(found)


def test_tables_of_missions_end_them_when_their_profiles_do():
    ends = {
        page["mission"]["acronym"]: page["mission"].get("end", "")
        for page in PAGES.values()
        if "mission" in page
    }
    wrong = {}
    for slug, text in TEXTS.items():
        for acronym, day, month in ENDED.findall(text):
            written = datetime.strptime(f"{day or '1 '}{month}", "%d %B %Y")
            known = min(len(ends[acronym]), len("2023-12-31" if day else "2023-12"))
            if f"{written:%Y-%m-%d}"[:known] != ends[acronym][:known]:
                wrong[slug, acronym] = f"{day}{month}"
    assert wrong == {}


def test_resolutions_have_the_day_of_their_source():
    sources = json.loads((FIXTURES / "sources.json").read_text())
    days = {
        source["id"]: date(*source["issued"]["date-parts"][0])
        for source in sources
        if source["id"].startswith("s-res-")
        and len(source["issued"]["date-parts"][0]) == 3
    }
    wrong = {}
    for slug, text in TEXTS.items():
        for number, written in RESOLUTION.findall(text):
            day = datetime.strptime(written, "%d %B %Y").date()
            if days.get(f"s-res-{number}-{day.year}", day) != day:
                wrong[slug, number] = written
    assert wrong == {}


def test_what_was_so_as_of_a_day_was_looked_up_again_since():
    """Not for longer than an expert may leave the page alone; other dates of the past
    are told as history."""
    stale = {}
    for slug, page in PAGES.items():
        for written in AS_OF.findall(TEXTS[slug]):
            day: date = datetime.strptime(written, "%B %Y").date()
            if months_after(day, REVIEW_MONTHS) < reviewed_date(page):
                stale[slug] = written
    assert stale == {}
