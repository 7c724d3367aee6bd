"""What readers get is the same whether or not there are texts that they may not see."""

from datetime import timedelta

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.urls import URLResolver, get_resolver
from django.utils import timezone

from portal.caching.page_cache import PageCache
from tests.asking import ask
from tests.factories import (
    make_draft,
    make_image,
    make_indicator,
    make_mission,
    make_source,
    make_tag,
    make_topic,
    make_user,
    revise,
)
from topics import publishing
from topics.models import Autosave, Image, Presence, Topic

pytestmark = pytest.mark.django_db(transaction=True)
STATES = ("draft", "in-review", "returned", "scheduled", "archived", "unpublished")
SECRET = "Quagga"

# By name of the route: what is asked for.
WALKED = {
    "home": ["/"],
    "cite_work": ["/cite/"],
    "cite_section": ["/role/cite/", "/missions/cite/", "/timeline/cite/"],
    "cite_tag": ["/tags/law/cite/", "/tags/quagga-tag/cite/"],
    "cite_country": ["/countries/sl/cite/", "/countries/ml/cite/"],
    "cite_source": ["/sources/known/cite/"],
    "cite_topic": ["/role/public/cite/", "/missions/unamsil/cite/"],
    "cite_version": [f"/role/public/history/{n}/cite/" for n in (1, 2, 3, 4)],
    "cite_work_file": ["/cite.bib"],
    "cite_section_file": ["/role/cite.ris", "/changes/cite.json"],
    "cite_tag_file": ["/tags/law/cite.bib", "/tags/quagga-tag/cite.json"],
    "cite_country_file": ["/countries/sl/cite.bib", "/countries/ml/cite.json"],
    "cite_source_file": ["/sources/known/cite.bib"],
    "cite_topic_file": ["/role/public/cite.bib", "/role/public/cite.json"],
    "cite_version_file": [f"/role/public/history/{n}/cite.json" for n in (2, 3, 4)],
    "topic_references": ["/role/public/references.json"],
    "section_references": [
        "/role/references.json",
        "/role/references.bib?tag=quagga-tag",
        "/evaluation/references.ris",
    ],
    "tag_references": [
        "/tags/law/references.json",
        "/tags/quagga-tag/references.json",
    ],
    "country_references": [
        "/countries/sl/references.json",
        "/countries/ml/references.json",
    ],
    "search_references": [
        "/search/references.json?q=quagga",
        "/search/references.json?tag=quagga-tag",
        "/search/references.json?q=Public",
    ],
    "source_references": [
        "/sources/references.json",
        "/sources/references.json?section=role",
        "/sources/references.json?q=tag:quagga-tag",
    ],
    "source_file": ["/sources/known.json"],
    "search": [
        "/search/",
        "/search/?q=quagga",
        "/search/?q=quag*",
        "/search/?q=Public",
        "/search/?q=nothing-at-all",
        "/search/?tag=quagga-tag",
        "/search/?not=quagga-tag",
        "/search/?q=Public&sort=revised",
    ],
    "search_feed": [
        *("/search/feed/?q=quagga", "/search/feed/?q=Public"),
        *("/search/feed/?tag=quagga-tag", "/search/feed/?country=ML"),
    ],
    "suggest": ["/search/suggest/?q=qua", "/search/suggest/?q=quagga-d"],
    "opensearch": ["/opensearch.xml"],
    "robots": ["/robots.txt"],
    "humans": ["/humans.txt"],
    "security": ["/.well-known/security.txt"],
    "sitemap_index": ["/sitemap.xml"],
    "sitemap": [
        f"/sitemap-{kind}.xml"
        for kind in ("pages", "sections", "topics", "tags", "sources")
    ],
    "site_picture": ["/picture.png"],
    "topic_picture": [
        "/role/public/picture.png",
        "/missions/quagga-mission/picture.png",
    ],
    "tag_list": ["/tags/", "/tags/?q=quagga"],
    "tag_detail": ["/tags/law/", "/tags/quagga-tag/", "/tags/law/?not=quagga-tag"],
    "tag_feed": ["/tags/law/feed/", "/tags/quagga-tag/feed/"],
    "country_list": ["/countries/"],
    "country_detail": ["/countries/sl/", "/countries/ml/"],
    "country_feed": ["/countries/sl/feed/", "/countries/ml/feed/"],
    "source_list": ["/sources/"],
    "source_detail": ["/sources/known/"],
    "image_file": [],  # the address is not known before: see the test of images
    "timeline": ["/timeline/", "/timeline/?tag=law", "/timeline/?region=Africa"],
    "map": ["/map/", "/map/?year=2001"],
    "graph": ["/graph/", "/graph/?section=role", "/graph/?tag=quagga-tag"],
    "compare": ["/compare/", "/compare/?m=unamsil", "/compare/?m=quagga-mission"],
    "mandates": ["/mandates/", "/mandates/?mission=quagga-mission"],
    "mandate_csv": ["/mandates/mandates.csv"],
    "mandate_json": ["/mandates/mandates.json"],
    "about": ["/about/"],
    "privacy": ["/privacy/"],
    "report_problem": ["/report/?page=/role/public/"],
    "report_sent": ["/report/sent/"],
    "alerts": [
        *("/alerts/", "/alerts/?of=/role/public/", "/alerts/?of=/role/quagga-draft/"),
        *("/alerts/?of=/role/quagga-unpublished/", "/alerts/?of=/tags/quagga-tag/"),
        *("/alerts/?of=/countries/ml/", "/alerts/?of=/search/?q=quagga"),
    ],
    "alert_asked": ["/alerts/asked/"],
    "confirm_alert": ["/alerts/confirm/?token=a"],
    "stop_alert": ["/alerts/stop/?token=a"],
    "change_list": ["/changes/", "/changes/?page=2"],
    "change_feed": ["/changes/feed/"],
    "section_feed": ["/role/feed/", "/missions/feed/", "/evaluation/feed/"],
    "section_detail": [
        "/role/",
        "/role/?tag=quagga-tag",
        "/role/?sort=revised",
        "/missions/",
        "/missions/?view=table",
        "/missions/?view=strength",
        "/evaluation/?view=charts",
    ],
    "row_csv": ["/missions/missions-strengths.csv", "/missions/missions-figures.csv"],
    "profile_csv": ["/missions/missions.csv", "/evaluation/indicators.csv"],
    "profile_json": ["/missions/missions.json", "/evaluation/indicators.json"],
    "chart_csv": ["/evaluation/measurements.csv"],
    "measurement_csv": [
        "/evaluation/deaths/measurements.csv",
        "/evaluation/quagga-indicator/measurements.csv",
    ],
    "topic_card": ["/role/public/card.json"],
    "topic_history": ["/role/public/history/"],
    "revision_detail": [f"/role/public/history/{n}/" for n in (1, 2, 3, 4)],
    "revision_comparison": ["/role/public/diff/1/2/", "/role/public/diff/2/3/"],
    "topic_feed": ["/role/public/feed/", "/role/old-public/feed/"],
    "topic_detail": ["/role/public/", "/role/old-public/", "/missions/unamsil/"],
}
HIDDEN = [
    f"/role/quagga-{state}/{page}"
    for state in STATES
    for page in (
        *("", "card.json", "picture.png", "history/", "history/1/", "diff/1/2/"),
        *("cite/", "cite.bib", "history/1/cite/", "references.json", "feed/"),
    )
] + [
    # Redirects and suggestions say nothing of them either.
    *("/QUAGGA-MISSION/", "/Role/Quagga-Draft/", "/missions/QUAGGA-MISSION/history/"),
    *("/role/quagga/", "/role/quagga-archive/", "/Tags/Quagga-Draft/"),
    *("/role/quagga-alias/", "/role/quagga-alias/card.json"),
    "/role/quagga-alias/feed/",
]
EXEMPT = {
    "favicon": "leads to a file",
    "healthz": "says that the portal answers",
    "readyz": "says what is ready",
    "metrics": "is for those who run the portal, behind a token",
    **dict.fromkeys(
        (
            "admin_password_reset",
            "password_reset_done",
            "password_reset_confirm",
            "password_reset_complete",
        ),
        "is about an editor's password",
    ),
}
ADDRESSES = [*(address for some in WALKED.values() for address in some), *HIDDEN]


def public_names(patterns):
    for pattern in patterns:
        if not isinstance(pattern, URLResolver):
            yield pattern.name
        elif pattern.app_name != "admin":
            yield from public_names(pattern.url_patterns)


def test_every_public_address_is_walked_or_exempt():
    names = set(public_names(get_resolver().url_patterns))

    assert names == {*WALKED, *EXEMPT}


def make_public():
    make_source("known")
    make_tag("quagga-tag", definition="A tag is no secret, its pages are.")
    topic = make_topic(
        "public",
        title="Public",
        tags=["law"],
        body="".join(f"[[quagga-{s}]] " for s in [*STATES, "alias", "mission"]) + "\n",
    )
    topic.aliases.create(slug="old-public")
    revise(topic, summary="Public, revised.")
    make_mission("unamsil", body="[[public]] [[deaths]]\n")
    make_indicator(
        "deaths",
        [(1994, 253)],
        body="[[public]] [[unamsil]]\n",
        profile={"computed_from": "active-missions"},
    )


def secret_content(state):
    words = f"{SECRET} {state}"
    return {
        "title": words,
        "summary": words,
        "body": f"{words} [[public]] [@known] ![](image:hidden)\n",
        "tags": ["quagga-tag", "law"],
        "sources": ["known"],
        "search_terms": [words],
        "related": [{"to": "public", "kind": "explains", "note": words}],
    }


def make_hidden():
    editor = make_user("quagga-editor", "Editors")
    topics = {}
    for state in STATES:
        make = make_topic if state in {"archived", "unpublished"} else make_draft
        topics[state] = topic = make(f"quagga-{state}", **secret_content(state))
        Autosave.objects.keep(topic, editor, {"title": [SECRET]})
        Presence.objects.note(topic, editor)
    topics["draft"].aliases.create(slug="quagga-alias")
    publishing.move(topics["in-review"].newest_revision, "in-review")
    publishing.move(topics["returned"].newest_revision, "returned", remark=SECRET)
    later = timezone.now() + timedelta(days=1)
    publishing.schedule(topics["scheduled"], topics["scheduled"].newest_revision, later)
    publishing.unpublish(topics["archived"], archive=True)
    publishing.unpublish(topics["unpublished"])
    for gone in (
        make_mission(
            "quagga-mission",
            title=SECRET,
            body="[[public]]\n",
            profile={"countries": ["SLE", "MLI"]},
        ),
        make_indicator(
            "quagga-indicator",
            [(1994, 1)],
            source="known",
            title=SECRET,
            body="[[public]]\n",
        ),
    ):
        publishing.unpublish(gone)
    public = Topic.objects.get(slug="public")
    for _ in range(2):
        content = {
            **public.newest_revision.content,
            "title": SECRET,
            "body": f"{SECRET}\n",
        }
        publishing.save_revision(public, content, note=SECRET, author=editor)


def walk(application):
    answers = [ask(application, address) for address in ADDRESSES]
    return {
        address: (answer.status, answer.body)
        for address, answer in zip(ADDRESSES, answers, strict=True)
    }


@pytest.mark.slow
def test_hidden_texts_leave_no_trace_anywhere():
    make_public()
    cache = PageCache(WSGIHandler(), max_bytes=20_000_000)
    before = walk(cache)

    make_hidden()
    make_image("hidden", alt=SECRET, caption=SECRET, credit=SECRET)

    for place, application in [
        ("in Django", WSGIHandler()),
        ("in the page cache", cache),
        ("kept by the page cache", cache),
    ]:
        after = walk(application)
        different = [a for a in ADDRESSES if after[a] != before[a]]
        assert different == [], place
    assert {before[address][0] for address in HIDDEN} == {404}


def test_image_of_a_hidden_page_is_public_to_who_knows_its_digest(client):
    """Its address cannot be guessed, and no page tells it."""
    image = make_image("hidden")
    make_draft("a-draft", body="![](image:hidden)\n")

    assert client.get(image.get_absolute_url()).status_code == 200
    assert client.get(f"/media/images/{'0' * 20}-900.webp").status_code == 404
    assert Image.objects.get().digest not in client.get("/role/").content.decode()
