import pytest

from tests.factories import (
    make_draft,
    make_mission,
    make_source,
    make_tag,
    make_topic,
)
from topics import publishing
from topics.quality.addresses import broken_addresses

pytestmark = pytest.mark.django_db


def named(body):
    make_topic("page", body=body)
    rows = [row for row in broken_addresses() if row["subject"] == "role/page"]
    return [(row["line"], row["named"]) for row in rows]


@pytest.fixture(scope="module")
def places(module_db):
    """What the addresses lead to."""
    make_source("a-1"), make_tag("gender"), make_draft("draft", "role")
    topic = make_topic("old", "role", body="## A part\n\n## Côte d’Ivoire\n")
    publishing.rename(topic, "other")
    make_mission("unamsil")


@pytest.mark.parametrize(
    "address",
    [
        "/role/other/",
        "/role/other/#a-part",
        "/role/old/#a-part",
        "/role/other",
        "/role/",
        "/tags/gender/",
        "/sources/a-1/",
        "/countries/sl/",
        "/countries/SLE/",
        "/",
        "/search/?q=x",
        "/missions/?view=table",
        "#own",
        "#fn:1",
        "/role/other/#page--references",
        "/role/other/history/",
        "#",
        "/role/other/#c%C3%B4te-divoire",
        "https://un.org/#x",
        "//un.org/x",
        "/privacy/",
    ],
)
def test_address_that_leads_somewhere_is_right(places, address):
    assert named(f"[words]({address})\n\n## Own\n") == []


@pytest.mark.parametrize(
    "address",
    [
        "/role/nowhere/",
        "/role/draft/",
        "/role/other/#nowhere",
        "#nowhere",
        "/nowhere/",
        "/tags/nowhere/",
        "/sources/nowhere/",
        "/countries/no/",
        "/countries/nowhere/",
        "/a/b/c/d/",
        "/role/old/#nowhere",
        "/role/nowhere",
        "/favicon.gif",
        "/r%C3%B4le/",
    ],
)
def test_address_that_leads_nowhere_is_named_with_its_line(places, address):
    assert named(f"One\n\n[words]({address})\n") == [(3, address)]


@pytest.mark.parametrize(
    ("link", "broken"),
    [
        ("[[other#A part]]", []),
        ("[[old#a-part|words]]", []),
        ("[[#Own]]", []),
        ("[[other#nowhere]]", [(1, "other#nowhere")]),
        ("[[#nowhere]]", [(1, "#nowhere")]),
        ("`[[#nowhere]]` \\[[#nowhere]]", []),
        # Another rule names the page.
        ("[[nowhere#part]]", []),
    ],
)
def test_part_to_which_a_wiki_link_leads_must_be_there(places, link, broken):
    assert named(f"{link}\n\n## Own\n") == broken
