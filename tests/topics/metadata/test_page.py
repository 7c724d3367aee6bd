"""What the heads of pages tell machines that are no topic's."""

import json

import pytest

from tests.factories import (
    make_mission,
    make_section,
    make_source,
    make_tag,
    make_topic,
)

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
SITE = "http://127.0.0.1:8000"


@pytest.fixture
def nodes(read):
    def found(address):
        [script] = read(address).select("script[type='application/ld+json']")
        return {node["@type"]: node for node in json.loads(script.string)["@graph"]}

    return found


def test_home_says_how_to_search_the_site(nodes, client):
    make_topic(title="Peace")

    action = nodes("/")["WebSite"]["potentialAction"]

    template = action["target"]["urlTemplate"]
    name = action["query-input"].removeprefix("required name=")
    found = template.replace(f"{{{name}}}", "peace").removeprefix(SITE)
    assert client.get(found).context["topics"]


def test_tag_is_a_term_of_the_vocabulary(nodes):
    tag = make_tag("ddr", name="Disarmament", definition="Taking arms away.")
    tag.add_alias("DDR")

    term = nodes("/tags/ddr/")["DefinedTerm"]

    assert term["@id"] == f"{SITE}/tags/ddr/#term"
    assert (term["name"], term["description"]) == ("Disarmament", "Taking arms away.")
    assert term["alternateName"] == ["DDR"]
    assert term["inDefinedTermSet"]["url"] == f"{SITE}/tags/"


def test_section_country_and_source_say_where_they_are(nodes):
    make_section("role", title="Role")
    make_mission("unamsil")
    make_source("a-1", title="A book")

    for address, names in {
        "/role/": ["Home", "Role"],
        "/countries/sl/": ["Home", "Countries", "Sierra Leone"],
        "/sources/a-1/": ["Home", "Sources", "A book"],
    }.items():
        steps = nodes(address)["BreadcrumbList"]["itemListElement"]
        assert [step["name"] for step in steps] == names
        assert steps[-1]["item"] == f"{SITE}{address}"


def test_country_and_source_are_what_their_pages_are_about(nodes):
    make_mission("unamsil")
    make_source("a-1", title="A <i>good</i> book", DOI="10.1000/1")

    country = nodes("/countries/sl/")["CollectionPage"]["about"]
    work = nodes("/sources/a-1/")["CollectionPage"]["about"]

    assert country == {"@type": "Country", "name": "Sierra Leone", "identifier": "SL"}
    assert work == {
        "@type": "CreativeWork",
        "name": "A good book",
        "url": "https://doi.org/10.1000/1",
        "datePublished": "2008",
    }
