"""Every field of every profile has the same standing, whatever is added to the models:
each is found wherever facts are written, shown or exported."""

import csv
import io

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import models

from tests.factories import (
    make_content,
    make_draft,
    make_mission,
    make_section,
    make_source,
    make_tag,
    make_topic,
)
from tests.topics.admin.test_topics import address, form_values, save
from topics import publishing
from topics.content.topic_file import parse
from topics.models import Topic
from topics.models.content import clean_content
from topics.models.profiles import PROFILES
from topics.models.profiles.partial_date import PartialDateField

pytestmark = pytest.mark.django_db
every_profile = pytest.mark.parametrize("name", PROFILES)

# What content holds, what pages print of it, and what files say.
LISTS = {
    "parties": (["Government of A"], "Government of A", "Government of A"),
    "provisions": (
        [{"provision": "UN observers", "source": "un-data", "locator": "art. 4"}],
        "UN observers The book of un-data, art. 4",
        "provision: UN observers, source: un-data, locator: art. 4",
    ),
    "countries": (["SLE"], "Sierra Leone", "SLE"),
    "resolutions": (
        [
            {
                "symbol": "S/RES/1270 (1999)",
                "action": "established",
                "date": "1999-10-22",
                "until": "2000-04-22",
                "paragraph": "8",
                "source": "un-data",
                "note": "six months; renewable",
            }
        ],
        "S/RES/1270 (1999), paragraph 8",
        "symbol: S/RES/1270 (1999), action: established, date: 1999-10-22, "
        "until: 2000-04-22, paragraph: 8, source: un-data, note: six months; renewable",
    ),
    "tasks": (
        [
            {
                "task": "ddr",
                "resolution": "S/RES/1270 (1999)",
                "paragraph": "8 (c)",
                "since": "1999-10-22",
                "until": "2004-02",
                "source": "un-data",
            }
        ],
        "S/RES/1270 (1999), paragraph 8 (c)",
        "task: ddr, resolution: S/RES/1270 (1999), paragraph: 8 (c), "
        "since: 1999-10-22, until: 2004-02, source: un-data",
    ),
    "figures": (
        [
            {
                "measure": "peak_strength",
                "category": "uniformed",
                "value": "17477",
                "as_of": "2002-04",
                "source": "un-data",
                "locator": "p. 3",
                "note": "As counted",
            }
        ],
        "17,477 uniformed, April 2002",
        "measure: peak_strength, category: uniformed, value: 17477, as_of: 2002-04, "
        "source: un-data, locator: p. 3, note: As counted",
    ),
    "strengths": (
        [
            {
                "year": "2001",
                "value": "17354",
                "source": "un-data",
                "locator": "row 12",
                "new_basis": "Police too",
            }
        ],
        "2001 17,354 The book of un-data row 12 New definition: Police too",
        "year: 2001, value: 17354, source: un-data, locator: row 12, "
        "new_basis: Police too",
    ),
    "details": (
        [{"kind": "headquarters", "words": "Freetown", "source": "un-data"}],
        "Freetown",
        "kind: headquarters, words: Freetown, source: un-data",
    ),
    "measurements": (
        [
            {
                "year": "1994",
                "value": "7",
                "low": "6",
                "high": "8",
                "source": "un-data",
                "category": "illness",
                "new_basis": "Contractors too",
            }
        ],
        "illness 7 (6–8) The book of un-data New definition: Contractors too",
        "year: 1994, value: 7, low: 6, high: 8, source: un-data, category: illness, "
        "new_basis: Contractors too",
    ),
}
KINDS = {
    models.ForeignKey: ("un-data", "The book of un-data", "un-data"),
    models.SlugField: ("before", "The one before", "before"),
    models.URLField: ("https://un.org/text", "un.org/text", "https://un.org/text"),
    models.PositiveIntegerField: ("54321", "54,321", "54321"),
    models.PositiveBigIntegerField: ("54321", "54,321", "54321"),
    PartialDateField: ("1995-10", "October 1995", "1995-10"),
}


def sample(field):
    """A value for a field of a profile."""
    if field.is_list:
        return LISTS[field.name]
    if field.column.choices:
        value, label = field.column.choices[-1]
        return value, str(label), value
    text = f"Some {field.name}"
    return KINDS.get(type(field.column), (text, text, text))


def samples(name):
    return {key: sample(field) for key, field in PROFILES[name].fields().items()}


@pytest.fixture
def topic(name):
    """A published topic with all fields of the profile, after a version without."""
    make_source("un-data")
    make_tag("ddr", facet="task", name="DDR")
    make_mission("before", title="The one before")
    section = make_section(PROFILES[name].plural(), profile=name)
    topic = make_topic("full", section=section)
    profile = {key: value for key, (value, _, _) in samples(name).items()}
    content = make_content(title="Full", **{name: profile})
    revision = publishing.save_revision(topic, content, note="With facts")
    publishing.publish([(topic, revision)])
    return Topic.objects.get(pk=topic.pk)


def words(element):
    return " ".join(element.text.split())


def missing(found, expected):
    """The keys whose words do not stand in what was found."""
    return [key for key, text in expected.items() if text not in found]


def printed(name):
    return {key: words for key, (_, words, _) in samples(name).items()}


@every_profile
def test_every_field_is_on_the_page(read, topic, name):
    page = words(read(topic.get_absolute_url()).select_one("article"))

    assert missing(page, printed(name)) == []


@every_profile
def test_every_field_is_in_the_form_and_comes_back_from_it(as_editor, topic, name):
    shown = form_values(as_editor, address(topic))
    assert missing(shown, {key: f"profile_{key}" for key in samples(name)}) == []

    save(as_editor, topic, title="Other title")

    kept, saved = topic.published_revision.content, topic.newest_revision.content
    assert saved == {**kept, "title": "Other title"}


@every_profile
def test_every_field_is_in_the_file_in_its_order(topic, name, tmp_path):
    call_command("dump_content", str(tmp_path))

    text = (tmp_path / topic.section.slug / "full.md").read_text()
    kept = parse(text, path="full.md", section="", slug="").content[name]
    assert list(kept) == list(samples(name))
    assert kept == topic.published_revision.content[name]


@every_profile
def test_every_field_is_in_the_difference_of_versions(read, topic, name):
    page = words(read(f"{topic.get_absolute_url()}diff/1/2/").select_one("main"))

    fields = PROFILES[name].fields()
    labels = {key: f"Facts: {field.label}" for key, field in fields.items()}
    assert missing(page, labels) == []


@every_profile
def test_every_field_is_in_the_csv_file(client, topic, name):
    plural = PROFILES[name].plural()
    response = client.get(f"/{plural}/{plural}.csv")

    rows = csv.DictReader(io.StringIO(response.content.decode()))
    (row,) = (row for row in rows if row["slug"] == "full")
    exported = {key: text for key, (_, _, text) in samples(name).items()}
    assert {key: row[key] for key in exported} == exported


@every_profile
def test_every_field_is_in_the_json_file(client, topic, name):
    plural = PROFILES[name].plural()
    rows = client.get(f"/{plural}/{plural}.json").json()[plural]

    (row,) = (row for row in rows if row["slug"] == "full")
    for key, (value, _, text) in samples(name).items():
        if isinstance(value[0], dict):
            # Numbers are numbers, and what is not known is null.
            (item,) = row[key]
            known = {name: str(part) for name, part in item.items() if part is not None}
            assert known == value[0]
        elif isinstance(value, list):
            assert row[key] == value
        else:
            assert str(row[key]) == text


@pytest.mark.parametrize("name", ["mission"])
def test_every_field_of_a_mission_is_compared(read, topic):
    page = words(read("/compare/?m=full").select_one("table"))

    assert missing(page, printed("mission")) == []


@pytest.mark.parametrize("name", ["mission"])
def test_table_of_missions_has_every_field_for_which_there_is_room(read, topic):
    left_out = PROFILES["mission"].NOT_IN_TABLE
    row = read("/missions/?view=table").find("a", string="Full").find_parent("tr")

    dates = dict.fromkeys(("start", "end"), "1995-10")
    expected = {**printed("mission"), **dates}
    shown = {key: text for key, text in expected.items() if key not in left_out}
    assert missing(words(row), shown) == []


@pytest.mark.parametrize("name", ["mission"])
def test_table_sorts_by_every_column(read, topic):
    heads = read("/missions/?view=table").select("thead a")

    for head in heads:
        assert len(read(f"/missions/{head['href']}").select("tbody tr")) == 2


@every_profile
def test_section_leads_to_its_files(client, read, topic, name):
    page = read(topic.section.get_absolute_url())

    for kind in ("CSV", "JSON"):
        link = page.find("a", string=f"Download as {kind}")["href"]
        assert "full" in client.get(link).content.decode()


def test_files_leave_out_what_is_not_published(client):
    section = make_section("history", profile="event")
    make_topic("seen", section=section, event={"start": "1990"})
    taken_away = make_topic("taken-away", section=section, event={"start": "1991"})
    publishing.unpublish(taken_away)
    make_draft("secret", section="history", event={"start": "1992"})

    rows = client.get("/history/events.json").json()["events"]

    assert [row["slug"] for row in rows] == ["seen"]


def test_file_names_no_unpublished_predecessor(client):
    before = make_mission("before")
    make_mission("after", profile={"predecessor": "before"})
    publishing.unpublish(before)

    (row,) = client.get("/missions/missions.json").json()["missions"]

    assert row["predecessor"] is None


def test_files_have_the_filters_and_the_order_of_the_section(client):
    section = make_section("history", profile="event")
    for slug, title, tags in [("a", "Z", ["law"]), ("b", "A", ["law"]), ("c", "B", [])]:
        make_topic(
            slug, section=section, title=title, tags=tags, event={"start": "1990"}
        )

    rows = client.get("/history/events.json?tag=law&sort=title").json()["events"]

    assert [row["slug"] for row in rows] == ["b", "a"]


@pytest.mark.parametrize(
    "address", ["/history/missions.csv", "/role/events.csv", "/history/wars.json"]
)
def test_section_has_no_files_of_other_profiles(client, address):
    make_section("history", profile="event")
    make_section("role")

    assert client.get(address).status_code == 404


def test_cell_that_a_spreadsheet_would_run_is_disarmed(client):
    section = make_section("history", profile="event")
    make_topic(section=section, event={"start": "1990", "place": "=HYPERLINK(1)"})

    assert ",'=HYPERLINK(1)," in client.get("/history/events.csv").content.decode()


def test_file_of_too_many_pages_is_refused_with_a_sentence(client, monkeypatch):
    monkeypatch.setattr("topics.views.tables.MOST_IN_A_FILE", 1)
    section = make_section("history", profile="event")
    for slug in ("a", "b"):
        make_topic(slug, section=section, event={"start": "1990"})

    refused = [client.get(f"/history/events.{kind}") for kind in ("csv", "json")]

    assert [response.status_code for response in refused] == [400, 400]
    assert all("choose a tag" in r.content.decode() for r in refused)


@every_profile
def test_item_that_is_listed_twice_is_refused(topic, name):
    content = topic.newest_revision.content
    lists = [field.name for field in PROFILES[name].fields().values() if field.is_list]

    for key in lists:
        twice = {**content[name], key: content[name][key] * 2}
        with pytest.raises(ValidationError, match="is listed twice"):
            clean_content({**content, name: twice}, topic)
