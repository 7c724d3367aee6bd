import pytest

from tests.factories import make_agreement, make_draft, make_mission, make_topic
from topics import publishing
from topics.models import Topic

pytestmark = pytest.mark.django_db
TABLE = "/history/?view=agreements"


def names(page):
    return [cell.a.text for cell in page.select("tbody th")]


@pytest.fixture
def agreements():
    make_agreement("lome", title="Lomé", tags=["law"])
    make_agreement(
        "geneva", title="Geneva", profile={"signed": "1988-04", "acronym": "GA"}
    )
    make_topic("raid", section="history", title="Raid", event={"start": "1960"})
    facts = dict(make_agreement("taken-away").newest_revision.content["agreement"])
    make_draft("secret", section="history", agreement=facts)
    publishing.unpublish(Topic.objects.get(slug="taken-away"))


def test_table_has_the_agreements_alone_in_their_order(read, agreements):
    page = read(TABLE)

    assert names(page) == ["Geneva", "Lomé"]
    row = " ".join(page.select("tbody tr")[1].text.split())
    assert "1999-07-07" in row
    assert "Government of Sierra Leone; Revolutionary United Front" in row
    assert "not recorded here" in row


def test_table_is_narrowed_by_tags_and_sorted_otherwise(read, agreements):
    assert names(read(f"{TABLE}&tag=law")) == ["Lomé"]
    assert names(read(f"{TABLE}&sort=title")) == ["Geneva", "Lomé"]
    assert names(read(f"{TABLE}&not=law")) == ["Geneva"]


def test_table_refuses_what_it_cannot_read(client, agreements):
    assert client.get(f"{TABLE}&sort=parties").status_code == 400
    assert client.get(f"{TABLE}&tag=no-such-tag").status_code == 400


def test_section_without_agreements_has_no_such_table(client, agreements):
    make_topic("theme", section="role")

    assert client.get("/role/?view=agreements").status_code == 404


def test_section_leads_to_the_table_and_to_the_files_of_both_kinds(read, agreements):
    page = read("/history/")

    links = {link["href"] for link in page.select("main a")}
    assert {
        "?view=agreements",
        *(
            f"/history/{n}.{kind}?"
            for n in ("events", "agreements")
            for kind in ("csv", "json")
        ),
    } <= links


def test_files_of_the_table_have_its_conditions(client, read, agreements):
    page = read(f"{TABLE}&tag=law")

    link = page.find("a", string="Download as JSON")["href"]
    rows = client.get(link).json()["agreements"]
    assert [row["slug"] for row in rows] == ["lome"]


def test_provisions_stand_on_the_page_with_source_and_place(read):
    provision = {
        "provision": "UN observers",
        "source": "text-of-it",
        "locator": "art. 4",
    }
    topic = make_agreement("lome", profile={"provisions": [provision]})

    row = read(topic.get_absolute_url()).select_one(".provisions tbody tr")

    assert " ".join(row.text.split()) == "UN observers The book of text-of-it, art. 4"
    assert row.a["href"] == "/sources/text-of-it/"


def test_agreements_are_among_the_events_of_the_timeline(read, agreements):
    make_agreement("rome", title="Rome", profile={"signed": "1992-10-04"})
    make_mission("unamsil")

    marked = read("/timeline/").select(".event-list a")

    assert [link.text for link in marked] == ["Raid", "Geneva", "Rome", "Lomé"]
