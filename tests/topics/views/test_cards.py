import pytest

from tests.factories import make_draft, make_section, make_topic
from topics import publishing

pytestmark = pytest.mark.django_db


def test_card_has_title_summary_and_section(client):
    make_topic(
        "charter",
        section=make_section("law", title="Law"),
        title="The Charter",
        summary="What it is.",
    )

    response = client.get("/law/charter/card.json")

    assert response.json() == {
        "title": "The Charter",
        "summary": "What it is.",
        "section": "Law",
    }


def test_card_is_kept_and_revalidated(client):
    make_topic("charter")
    first = client.get("/role/charter/card.json")

    again = client.get(
        "/role/charter/card.json", headers={"If-None-Match": first["ETag"]}
    )

    assert "public" in first["Cache-Control"]
    assert again.status_code == 304


def test_card_of_what_readers_may_not_see_is_not_found(client):
    make_draft("draft")
    publishing.unpublish(make_topic("charter"))

    assert client.get("/role/draft/card.json").status_code == 404
    assert client.get("/role/charter/card.json").status_code == 404
    assert client.get("/law/charter/card.json").status_code == 404


def test_pages_tell_the_script_where_topics_are(read):
    make_topic(section="law")

    assert read("/").select_one("script[data-cards]")["data-cards"].split() == ["law"]
