"""What each page asks of the database: the same with few topics and with many."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    make_agreement,
    make_draft,
    make_figure,
    make_mission,
    make_section,
    make_source,
    make_tag,
    make_task,
    make_topic,
    revise,
)
from topics.models import Topic

pytestmark = pytest.mark.django_db

PINNED = {
    "/": 7,
    "/missions/": 8,
    "/missions/?region=Africa&tag=law&sort=title": 9,
    "/role/": 6,
    "/missions/m-0/": 2,
    "/timeline/": 8,
    "/timeline/?region=Africa&tag=law": 9,
    "/map/": 3,
    "/map/?year=2000&region=Africa": 3,
    "/role/t-0/": 2,
    "/evaluation/i-0/": 2,
    "/tags/": 3,
    "/tags/gender/": 10,
    "/tags/gender/?tag=law&not=child-1": 10,
    "/countries/": 4,
    "/countries/sl/": 6,
    "/search/": 1,
    "/search/?q=Liberia": 7,
    "/search/?q=claim": 8,
    "/search/?q=book": 5,
    "/search/?q=claim+topic&tag=law&not=child-1&section=role": 8,
    "/search/?q=claim&type=mission&country=SL&from=2004-06&to=2010": 7,
    "/search/?q=clame+OR+topyc": 9,
    "/search/?q=claim+-elsewhere": 8,
    "/search/suggest/?q=alias": 4,
    "/search/suggest/?q=lib": 4,
    "/sources/": 6,
    "/sources/?letter=F&type=book": 6,
    "/sources/?q=fortna+section:role+tag:law&year=2000-2010": 6,
    "/sources/?q=fortna+qwertz&section=role": 3,
    "/sources/a-0/": 4,
    "/changes/": 3,
    "/about/": 5,
    "/changes/feed/": 2,
    "/role/feed/": 3,
    "/tags/gender/feed/": 3,
    "/countries/sl/feed/": 3,
    "/role/t-0/feed/": 3,
    "/search/feed/?q=claim": 5,
    "/search/feed/?q=claim+topic&tag=law&not=child-1&section=role": 7,
    "/alerts/": 1,
    "/alerts/?of=/tags/gender/": 2,
    "/alerts/?of=/countries/sl/": 2,
    "/alerts/?of=/role/t-0/": 2,
    "/alerts/?of=/search/?q=claim": 1,
    "/alerts/confirm/?token=a": 1,
    "/privacy/": 1,
    "/graph/": 9,
    "/graph/?section=missions&section=role&tag=law": 10,
    "/missions/?view=table": 11,
    "/missions/?view=table&sort=-strength&region=Africa&tag=law": 12,
    "/missions/?view=strength": 4,
    "/missions/missions.csv": 9,
    "/missions/missions.json?region=Africa": 9,
    "/missions/missions-strengths.csv?region=Africa": 9,
    "/history/events.csv": 3,
    "/history/events.json?tag=law": 4,
    "/history/?view=agreements": 8,
    "/history/?view=agreements&sort=title&tag=law": 9,
    "/history/agreements.csv": 6,
    "/history/agreements.json?tag=law": 7,
    "/history/g-0/": 2,
    "/evaluation/indicators.json": 4,
    "/evaluation/?view=charts": 5,
    "/evaluation/measurements.csv": 5,
    "/evaluation/i-0/measurements.csv": 4,
    "/compare/": 2,
    "/compare/?m=m-0&m=m-1": 12,
    "/mandates/": 7,
    "/mandates/?mission=m-0&task=law&year=2000": 7,
    "/mandates/mandates.csv": 4,
    "/mandates/mandates.json?task=law": 4,
    "/missions/m-0/card.json": 2,
    # What an address may be besides a section: a page's slug, a mission's acronym.
    # And a tag's other name; then the names of all pages, which a process remembers.
    "/nothing/": 6,
    "/role/nothing/": 7,
    "/role/nothing/history/": 4,
    "/sitemap.xml": 12,
    "/sitemap-pages.xml": 4,
    "/sitemap-sections.xml": 3,
    "/sitemap-topics.xml": 3,
    "/sitemap-tags.xml": 3,
    "/sitemap-sources.xml": 3,
    "/robots.txt": 1,
    "/humans.txt": 1,
    "/picture.png": 1,
    "/missions/m-0/picture.png": 2,
    "/role/t-0/history/": 4,
    "/role/t-0/history/1/": 3,
    "/cite/": 2,
    "/role/cite/": 3,
    "/timeline/cite.bib": 2,
    "/tags/law/cite/": 3,
    "/countries/sl/cite/": 2,
    "/sources/a-0/cite/": 2,
    "/role/t-0/cite/": 2,
    "/role/t-0/cite.ris": 2,
    "/role/t-0/history/1/cite/": 3,
    "/role/t-0/references.bib": 3,
    "/role/references.bib?tag=law": 4,
    "/tags/law/references.ris?not=child-1": 4,
    "/countries/sl/references.json": 2,
    "/search/references.bib?q=claim": 5,
    "/sources/references.bib": 2,
    "/sources/references.ris?q=fortna+tag:law&type=book": 3,
    "/sources/a-0.json": 2,
    "/role/t-0/diff/1/2/": 4,
}


def fill(start, stop):
    """Topics of every kind that link to and cite each other, from `start` on."""
    law, gender = make_tag("law"), make_tag("gender")
    make_tag("sierra-leone", facet="place", country="SL")
    gender.related.add(law)
    evaluation = make_section("evaluation", profile="indicator")
    for n in range(start, stop):
        make_source(f"a-{n}")
        child = make_tag(f"child-{n}", broader=gender)
        gender.aliases.create(name=f"Alias {n}")
        body = f"Claim [@a-0] [@a-{n}]. See [[t-0]] [[m-0]] [[i-0]].\n"
        related = [
            {"to": f"{kind}-0", "kind": "explains", "note": "n"} for kind in "tmi"
        ]
        tags = ["gender", "law", child.slug, "sierra-leone"]
        make_topic(
            f"t-{n}",
            tags=tags,
            body=body,
            related=[r for r in related if n or r["to"] != "t-0"],
        )
        make_mission(
            f"m-{n}",
            tags=tags,
            body=body,
            profile={
                "predecessor": "m-0" if n else "m-1",
                "countries": ["SLE", "LBR"],
                "figures": [
                    make_figure("fatalities", 3, as_of=str(year), source=f"a-{n}")
                    for year in range(1990, 1991 + n)
                ],
                "strengths": [
                    {"year": str(year), "value": "3", "source": f"a-{n}"}
                    for year in range(1990, 1991 + n)
                ],
                "details": [{"kind": "start", "start": "1999-10", "source": f"a-{n}"}],
                "resolutions": [
                    {
                        "symbol": f"S/RES/{number} (1999)",
                        "action": "changed",
                        "source": f"a-{n}",
                    }
                    for number in range(1, 2 + n)
                ],
                "tasks": [
                    make_task("law", f"S/RES/{number} (1999)", "1", "1999-10-22")
                    for number in range(1, 2 + n)
                ],
            },
        )
        make_topic(
            f"i-{n}",
            section=evaluation,
            tags=tags,
            body=body,
            indicator={
                "definition": "D",
                "unit": "u",
                "direction": "depends",
                "source": "a-0",
                "computed_from": "active-missions",
                "measurements": [
                    {"year": str(year), "value": "1", "source": f"a-{n}"}
                    for year in range(1990, 1991 + n)
                ],
            },
        )
        make_topic(
            f"e-{n}",
            section=make_section("history", profile="event", other_profile="agreement"),
            tags=tags,
            event={"start": f"{1990 + n}-03"},
        )
        make_agreement(
            f"g-{n}",
            tags=tags,
            body=body,
            profile={
                "predecessor": "g-0" if n else "g-1",
                "provisions": [{"provision": "UN observers", "source": f"a-{n}"}],
            },
        )
        make_topic(
            f"r-{n}",
            section=make_section("instruments", profile="instrument"),
            tags=tags,
            body=body,
            instrument={"body": "B", "kind": "resolution", "adopted": f"{1990 + n}"},
        )
        make_tag(f"era-{n}", facet="era", name=f"Era {n}, {1990 + n}–{1991 + n}")
        make_draft(tags=tags)
        if n == 0:
            revise(Topic.objects.get(slug="t-0"), title="Again")


# They ask for nothing; SQLite's are told among the queries.
TRANSACTIONS = (
    "BEGIN",
    "COMMIT",
    "SAVEPOINT",
    "RELEASE",
    "SET LOCAL",
    "SELECT set_config",
)


def queries(client, address):
    client.get(address)  # its page may have to be made first
    with CaptureQueriesContext(
        connection,
    ) as captured:
        response = client.get(address)
    assert response.status_code in {200, 404}, address
    return sum(not query["sql"].startswith(TRANSACTIONS) for query in captured)


ADMIN_PINNED = {
    "/admin/": 10,
    "/admin/topics/topic/": 9,
    "/admin/topics/tag/": 7,
    "/admin/topics/source/": 7,
    "/admin/topics/section/": 7,
}


def test_pages_cost_the_same_with_few_topics_and_with_many(client, editor):
    editors_client = Client()
    editors_client.force_login(editor)

    def costs():
        editors_client.get("/admin/")
        return [
            {address: queries(asking, address) for address in pinned}
            for asking, pinned in ((client, PINNED), (editors_client, ADMIN_PINNED))
        ]

    fill(0, 2)
    few = costs()
    fill(2, 5)
    many = costs()

    assert few == many == [PINNED, ADMIN_PINNED]
    # The table of missions has rows of three kinds beside its filters.
    assert max(PINNED.values()) <= 12


SEARCHES_PINNED = {
    "q=claim+topyc+-tag:child-1&tag=law": 6,  # corrected
    "q=qwertz+topic+-tag:child-1&tag=law": 6,  # no page has both words
    "q=qwertz+topic+-tag:child-1&tag=law&sort=title": 7,
    "q=qwertz&tag=law": 6,  # no page at all
}


@pytest.mark.django_db(transaction=True)
def test_search_with_everything_in_it_costs_less_than_ten_queries(client, monkeypatch):
    monkeypatch.setattr("topics.search.ranking.MOST_WEIGHED", 3)
    monkeypatch.setattr("topics.views.search.MOST_LISTED", 2)
    fill(0, 3)
    client.get("/search/?tag=law")  # from now on it remembers the sections and tags

    costs = {query: queries(client, f"/search/?{query}") for query in SEARCHES_PINNED}

    assert costs == SEARCHES_PINNED


# The topics beside the new one may be one more, and their pages are made again.
ONE_PAGE = 30


def test_saving_costs_the_same_whatever_the_number_of_topics():
    fill(0, 6)
    costs = []
    for slug in ("x-1", "x-2"):
        with CaptureQueriesContext(connection) as captured:
            make_topic(slug, tags=["law"], body="[[t-0]] [@a-0]\n")
        costs.append(len(captured))
        fill(6, 12) if slug == "x-1" else None

    assert costs[1] <= costs[0] + ONE_PAGE
