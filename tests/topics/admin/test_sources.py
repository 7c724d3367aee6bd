"""The form of a source: what it shows, what it keeps, what it refuses."""

import json
from pathlib import Path

import pytest
from django.conf import settings

from tests.factories import make_source
from tests.topics.admin.test_topics import form_values
from topics.admin.forms.source import SourceForm
from topics.models import Source

pytestmark = pytest.mark.django_db
FIXTURES = Path(settings.BASE_DIR) / "fixtures" / "sources.json"


def save(client, source, **changes):
    url = f"/admin/topics/source/{source.pk}/change/"
    return client.post(url, {**form_values(client, url), **changes})


def written(entry):
    # As text: the order of keys counts, too.
    return json.dumps(entry, ensure_ascii=False)


ENTRIES = {
    "organization": {"author": [{"literal": "Ministry of Defence, Support Unit"}]},
    "braces": {"author": [{"literal": "{Odd}"}, {"literal": "Odd}"}]},
    "particles": {
        "author": [
            {"family": "Berg", "non-dropping-particle": "van den", "given": "Ann"},
            {"family": "Humboldt", "dropping-particle": "von", "given": "A."},
        ]
    },
    "suffix": {"author": [{"family": "Doe", "given": "John", "suffix": "Jr."}]},
    "suffix only": {"author": [{"family": "Doe", "suffix": "Jr."}]},
    "no given": {"author": [{"family": "Suharto"}, {"family": "Smith", "given": ""}]},
    "commas": {"author": [{"family": "Doe, J", "given": "A, B", "suffix": "C, D"}]},
    "spaces": {"author": [{"family": " Doe ", "given": "A  B"}, {"literal": "x\ny"}]},
    "alike": {"author": [{"family": "Doe", "given": "A"}, {"literal": "Doe, A"}]},
    "flags": {"author": [{"family": "Doe", "given": "A", "comma-suffix": True}]},
    "range": {"issued": {"date-parts": [[2004], [2006]]}},
    "days": {"issued": {"date-parts": [[2004, 5, 1], [2004, 5, 2]]}},
    "season": {"issued": {"date-parts": [[2004]], "season": 1}},
    "circa": {"issued": {"date-parts": [[1950]], "circa": True}},
    "text in dates": {"issued": {"date-parts": [["2004", "05"]], "literal": "May"}},
    "numbers": {"volume": 3, "issue": 0, "number": 12},
    "empty": {"publisher": "", "volume": None, "custom": {}, "author": []},
    "lines": {"title": " Two\nlines ", "publisher": "A\r\nB"},
    "address": {"URL": "https://some_name.example.org/a?q=b c#"},
    "odd address": {"URL": "https://[x"},
    "long": {"publisher": "x" * 600, "author": [{"literal": "y" * 5000}]},
    "others": {
        "editor": [{"family": "Roe"}],
        "accessed": {"raw": "yesterday"},
        "language": "fr",
        "categories": ["a", 1],
    },
}


@pytest.mark.parametrize("name", ENTRIES)
def test_untouched_source_is_saved_as_it_was(as_editor, name):
    source = make_source("a-1", **ENTRIES[name])
    # PostgreSQL has an order of keys of its own.
    source.refresh_from_db()

    response = save(as_editor, source)

    assert response.status_code == 302
    assert written(Source.objects.get().csl) == written(source.csl)


@pytest.mark.slow
@pytest.mark.one_database
def test_no_shipped_source_is_changed_by_opening_and_saving_it():
    changed = []
    for entry in json.loads(FIXTURES.read_text("utf-8")):
        shown = SourceForm(instance=Source(pk=1, key=entry["id"], csl=entry))
        sent = {field.name: field.value() for field in shown}
        form = SourceForm(sent, instance=Source(pk=1, key=entry["id"], csl=dict(entry)))
        if not form.is_valid() or written(form.instance.csl) != written(entry):
            changed.append((entry["id"], form.errors))

    assert changed == []


def test_other_field_of_a_source_leaves_its_names_and_dates(as_editor):
    entry = ENTRIES["particles"] | ENTRIES["circa"]
    source = make_source("a-1", **entry)

    save(as_editor, source, url="example.org/new")

    assert Source.objects.get().csl == {**source.csl, "URL": "https://example.org/new"}


def test_readers_see_the_note_that_an_editor_writes(as_editor, read):
    source = make_source("a-1")

    save(as_editor, source, note="Copy at example.org")

    assert "Copy at example.org." in read("/sources/a-1/").select_one(".source").text


def test_names_beside_a_new_one_stay_as_they_were(as_editor):
    berg, doe = ENTRIES["particles"]["author"][0], ENTRIES["suffix"]["author"][0]
    source = make_source("a-1", author=[berg, doe])

    save(as_editor, source, authors="Doe, John, Jr.\r\nvan den Berg, Ann\r\nRoe, Bo")

    names = Source.objects.get().csl["author"]
    assert names == [doe, berg, {"family": "Roe", "given": "Bo"}]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Doe, Ann", {"family": "Doe", "given": "Ann"}),
        ("Doe, John, III", {"family": "Doe", "given": "John", "suffix": "III"}),
        ("Suharto,", {"family": "Suharto"}),
        ("United Nations", {"literal": "United Nations"}),
        ("{Office, Unit, Cell, X}", {"literal": "Office, Unit, Cell, X"}),
        ("王, 小明", {"family": "王", "given": "小明"}),
    ],
)
def test_name_is_read_as_it_is_typed_and_shown_so_again(as_editor, line, name):
    source = make_source("a-1")

    save(as_editor, source, authors=line)

    source = Source.objects.get()
    assert source.csl["author"] == [name]
    assert SourceForm(instance=source).initial["authors"] == line


@pytest.mark.parametrize("line", ["Office, Unit, Cell, X", ", Ann", "{}", "{ }"])
def test_line_that_is_no_name_is_refused(as_editor, line):
    source = make_source("a-1")

    response = save(as_editor, source, authors=line)

    assert response.context["errors"]
    assert Source.objects.get().csl == source.csl


@pytest.mark.parametrize(
    ("typed", "issued"),
    [
        ("2004-05-01/2004-05-02", {"date-parts": [[2004, 5, 1], [2004, 5, 2]]}),
        ("1950~", {"date-parts": [[1950]], "circa": True}),
        ("2004-21", {"date-parts": [[2004, 21]]}),
    ],
)
def test_date_of_any_kind_can_be_typed(as_editor, typed, issued):
    source = make_source("a-1")

    save(as_editor, source, issued=typed)

    assert Source.objects.get().csl["issued"] == issued


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("issued", "2004-05-02/2004-05-01"),
        ("issued", "May 2004"),
        ("url", "javascript://x"),
        ("url", "https:///x"),
        ("work_title", "<i></i>"),
        ("work_title", "x" * 501),
        ("doi", "doi:10.1/x"),
    ],
)
def test_what_cannot_be_cited_is_refused_and_shown_as_typed(as_editor, field, typed):
    source = make_source("a-1")

    response = save(as_editor, source, **{field: typed})

    assert response.status_code == 200
    assert response.context["adminform"].form[field].value() == typed
    assert Source.objects.get().csl == source.csl


def test_field_that_is_emptied_is_empty(as_editor):
    source = make_source("a-1", publisher="Press", **ENTRIES["circa"])

    save(as_editor, source, publisher="", issued="", authors="")

    assert Source.objects.get().csl.keys() == {"id", "type", "title"}
