"""What the head of a topic's page tells machines, read as they read it: JSON-LD by its
processor, tags by a parser."""

import json

import pytest
from django.utils import timezone
from pyld import jsonld

from tests.factories import (
    make_agreement,
    make_draft,
    make_indicator,
    make_instrument,
    make_mission,
    make_section,
    make_source,
    make_tag,
    make_topic,
    revise,
)
from topics import publishing
from topics.metadata.topic import MOST_CITATIONS

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
SITE = "http://127.0.0.1:8000"
# Stands in for the one at the address, which has thousands of words: each is one of
# schema.org, and these are addresses.
CONTEXT = {
    "@vocab": "https://schema.org/",
    **{name: {"@type": "@id"} for name in ("url", "item", "license", "image")},
}


def load(address, options):
    assert address.rstrip("/") == "https://schema.org"
    document = {"@context": CONTEXT}
    return {"contextUrl": None, "documentUrl": address, "document": document}


def block(page):
    [script] = page.select("script[type='application/ld+json']")
    return json.loads(script.string)


@pytest.fixture
def graph(read):
    """The nodes that a page describes, by type and by address, as a processor of
    JSON-LD expands them."""

    def nodes(address):
        expanded = jsonld.flatten(
            jsonld.expand(block(read(address)), {"documentLoader": load})
        )
        found = {node["@id"]: node for node in expanded}
        for node in expanded:
            for kind in node.get("@type", []):
                found.setdefault(kind.removeprefix("https://schema.org/"), node)
        return found

    return nodes


def make_event(slug, *, tags=(), **event):
    section = make_section("history", profile="event")
    return make_topic(slug, section, tags=tags, event=event)


def value(node, name):
    [only] = node[f"https://schema.org/{name}"]
    return only.get("@value", only.get("@id"))


def test_page_is_an_article_of_the_portal(graph):
    topic = make_topic("a-page", title="A page", summary="What it is.", tags=["law"])
    topic = revise(topic, title="A <new> & “better” page")

    nodes = graph("/role/a-page/")

    article, portal = nodes["ScholarlyArticle"], nodes[f"{SITE}/#portal"]
    assert value(article, "headline") == "A <new> & “better” page"
    assert value(article, "abstract") == "What it is."
    assert value(article, "url") == f"{SITE}/role/a-page/"
    assert value(article, "version") == "2"
    assert value(article, "license") == "https://creativecommons.org/licenses/by/4.0/"
    assert value(article, "author") == value(article, "publisher") == portal["@id"]
    assert value(article, "dateCreated") == f"{topic.published_at:%Y-%m-%dT%H:%M:%SZ}"
    assert value(article, "dateModified") == f"{topic.revised_at:%Y-%m-%dT%H:%M:%SZ}"
    assert value(article, "about") == f"{SITE}/tags/law/#term"


def test_article_names_the_first_of_its_sources(graph):
    keys = [f"source-{number:02}" for number in range(MOST_CITATIONS + 2)]
    for key in keys:
        make_source(key)
    make_topic("a-page", body=" ".join(f"[@{key}]" for key in keys) + "\n")

    cited = graph("/role/a-page/")["ScholarlyArticle"]["https://schema.org/citation"]

    assert [each["@value"] for each in cited] == [
        f"{SITE}/sources/{key}/" for key in keys[:MOST_CITATIONS]
    ]


def test_breadcrumbs_lead_from_home_to_the_page(read):
    make_topic("a-page", title="A page")

    graph = block(read("/role/a-page/"))["@graph"]

    [crumbs] = [node for node in graph if node["@type"] == "BreadcrumbList"]
    assert [
        (step["position"], step["name"], step["item"])
        for step in crumbs["itemListElement"]
    ] == [
        (1, "Home", f"{SITE}/"),
        (2, "Section role", f"{SITE}/role/"),
        (3, "A page", f"{SITE}/role/a-page/"),
    ]


def test_mission_is_an_organization_with_its_dates_as_far_as_they_are_known(graph):
    make_mission("unamsil", title="UN Mission in Sierra Leone")

    nodes = graph("/missions/unamsil/")

    subject = value(nodes["ScholarlyArticle"], "mainEntity")
    assert subject == f"{SITE}/missions/unamsil/#subject"
    mission = nodes[subject]
    assert mission["@type"] == ["https://schema.org/Organization"]
    assert value(mission, "name") == "UN Mission in Sierra Leone"
    assert value(mission, "alternateName") == "UNAMSIL"
    assert value(mission, "foundingDate") == "1999-10"
    assert value(mission, "dissolutionDate") == "2005-12"
    assert value(nodes["Country"], "identifier") == "SL"


def test_mission_that_goes_on_and_that_nobody_leads_says_neither(graph):
    profile = {"lead": "coalition", "end": ""}
    make_mission("a-force", profile=profile)

    mission = graph("/missions/a-force/")[f"{SITE}/missions/a-force/#subject"]

    assert "https://schema.org/dissolutionDate" not in mission
    assert "https://schema.org/parentOrganization" not in mission


def test_event_has_what_search_engines_require(graph):
    make_event("a-coup", start="1994-04-06", place="Kigali")

    event = graph("/history/a-coup/")["Event"]

    assert value(event, "name")
    assert value(event, "startDate") == value(event, "endDate") == "1994-04-06"
    assert event["https://schema.org/location"]


def test_event_without_a_place_lies_in_the_countries_of_its_tags(graph):
    make_tag("rwanda", facet="place", country="RW")
    make_event("a-coup", start="1994", tags=["rwanda"])

    nodes = graph("/history/a-coup/")

    assert value(nodes["Country"], "name") == "Rwanda"
    assert nodes["Event"]["https://schema.org/location"]


def test_agreement_and_instrument_are_works(graph):
    make_agreement("lome")
    make_instrument("s-res-1325")

    agreement = graph("/history/lome/")["CreativeWork"]
    instrument = graph("/law/s-res-1325/")["CreativeWork"]

    assert value(agreement, "dateCreated") == "1999-07-07"
    assert value(instrument, "identifier") == "S/RES/1325 (2000)"
    assert value(instrument, "datePublished") == "2000-10-31"


def test_indicator_is_a_data_set_that_can_be_fetched(graph, client):
    make_indicator(
        "deaths", [(1994, 253), (2011, 1)], profile={"definition": "Deaths in service"}
    )

    nodes = graph("/evaluation/deaths/")

    data = nodes["Dataset"]
    assert value(data, "temporalCoverage") == "1994/2011"
    assert value(data, "measurementTechnique") == "Deaths in service"
    assert value(data, "license") == "https://creativecommons.org/licenses/by/4.0/"
    assert value(data, "isBasedOn") == f"{SITE}/sources/un-data/"
    file = nodes["DataDownload"]
    assert value(file, "encodingFormat") == "text/csv"
    fetched = client.get(value(file, "contentUrl").removeprefix(SITE))
    assert fetched.headers["Content-Type"].startswith("text/csv")


def test_block_cannot_be_ended_by_a_title(client):
    make_topic("a-page", title="</script><script>alert(1)</script>", summary="<!-- x")

    html = client.get("/role/a-page/").content.decode()

    assert "<script>alert" not in html
    assert "<!-- x" not in html


def test_pictures_and_cards_have_absolute_addresses(read, settings):
    settings.SITE_URL = "https://portal.example"
    make_topic("a-page", title="A page", summary="What it is.")

    page = read("/role/a-page/")

    tags = {tag["property"]: tag["content"] for tag in page.select("meta[property]")}
    assert tags["og:title"] == "A page"
    assert tags["og:description"] == "What it is."
    assert tags["og:url"] == "https://portal.example/role/a-page/"
    assert tags["og:image"] == "https://portal.example/role/a-page/picture.png"
    assert page.select_one("meta[name='twitter:card']")["content"] == (
        "summary_large_image"
    )


def test_draft_over_a_page_says_nothing_in_its_head(client):
    topic = make_topic("a-page", title="Public")
    content = {**topic.newest_revision.content, "title": "Secret", "summary": "Secret"}
    publishing.save_revision(topic, content, note="Secret")
    make_draft("hidden", title="Secret", tags=["law"])

    html = client.get("/role/a-page/").content.decode()

    assert "Secret" not in html.partition("</head>")[0]


def test_tag_that_is_renamed_is_renamed_in_the_head(as_editor, read):
    make_topic("a-page", tags=["law"])
    read("/role/a-page/")
    with publishing.invalidating() as invalidation:
        tag = make_tag("law")
        tag.name = "Rule of law"
        tag.save()
        invalidation.tags.add(tag.pk)

    subject = read("/role/a-page/").select_one("meta[name='DC.subject']")

    assert subject["content"] == "Rule of law"


def test_dates_of_pages_are_days(read):
    make_topic("a-page")

    times = read("/role/a-page/").select("time")

    assert {time["datetime"] for time in times} == {str(timezone.localdate())}
