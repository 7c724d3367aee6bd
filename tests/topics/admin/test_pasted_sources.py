"""The form of a new source: filled from what is pasted, its key, and works that are
there already."""

import pytest
from bs4 import BeautifulSoup

from tests.factories import make_source
from tests.topics.admin.test_topics import form_values
from topics.models import Source

pytestmark = pytest.mark.django_db
ADD = "/admin/topics/source/add/"
BIBTEX = r"""
@book{x, title={Does peacekeeping {Work}?}, author={de Coning, Cedric}, year=2008,
 publisher={Princeton University Press}, editor={Roe, Bo}, edition={2nd},
 doi={10.1515/9781400837731}, keywords={peace}}
"""


def post(client, button, **typed):
    return client.post(ADD, {**form_values(client, ADD), **typed, button: "1"})


def shown(response):
    return {
        field.name: field.value() or "" for field in response.context["adminform"].form
    }


def notes(response):
    page = BeautifulSoup(response.content, "html.parser")
    return " ".join(page.select_one(".editor-note").text.split())


def test_pasted_entry_fills_the_form_and_saves_nothing(as_editor):
    response = post(as_editor, "_read", pasted=BIBTEX)

    form = shown(response)
    assert form["key"] == "de-coning-2008"
    assert form["kind"] == "book"
    assert form["work_title"] == "Does peacekeeping Work?"
    assert form["authors"] == "de Coning, Cedric"
    assert form["issued"] == "2008"
    assert form["publisher"] == "Princeton University Press"
    assert form["doi"] == "10.1515/9781400837731"
    assert form["pasted"] == BIBTEX
    assert not Source.objects.exists()


def test_pasted_entry_is_read_on_saving_if_nothing_else_was_typed(as_editor):
    response = post(as_editor, "_save", pasted=BIBTEX)

    assert shown(response)["work_title"] == "Does peacekeeping Work?"
    assert not response.context["errors"]
    assert not Source.objects.exists()


def test_pasted_entry_without_a_title_is_refused_on_saving(as_editor):
    response = post(as_editor, "_save", pasted="@book{a, year={1999}}")

    assert "work_title" in response.context["adminform"].form.errors


def test_what_was_read_is_told_and_is_no_mistake(as_editor):
    response = post(as_editor, "_read", pasted=BIBTEX + "@book{y, title={B}}")

    told = notes(response)
    assert not response.context["errors"]
    assert "Of 2 entries" in told
    assert "without a field: edition, editor" in told
    assert "Not read: keywords" in told


def test_what_has_no_field_is_saved_with_the_entry(as_editor):
    filled = shown(post(as_editor, "_read", pasted=BIBTEX))

    response = as_editor.post(ADD, {**filled, "publisher": "Another", "_save": "1"})

    assert response.status_code == 302
    assert Source.objects.get().csl == {
        "id": "de-coning-2008",
        "type": "book",
        "title": "Does peacekeeping Work?",
        "author": [
            {"family": "Coning", "given": "Cedric", "non-dropping-particle": "de"}
        ],
        "editor": [{"family": "Roe", "given": "Bo"}],
        "edition": "2nd",
        "publisher": "Another",
        "issued": {"date-parts": [[2008]]},
        "DOI": "10.1515/9781400837731",
    }


def test_what_was_typed_stays(as_editor):
    response = post(as_editor, "_read", pasted=BIBTEX, work_title="Mine", kind="report")

    form = shown(response)
    assert (form["work_title"], form["kind"], form["issued"]) == (
        "Mine",
        "report",
        "2008",
    )
    assert "keep what you typed: Type, Title" in notes(response)


@pytest.mark.parametrize("button", ["_read", "_save"])
@pytest.mark.parametrize(
    "pasted",
    [
        '{"type": "book", "title": "A", "\\ud800": 1, "<b>": 2, "x": "\\u0000"}',
        "@book{a, title={A\x00}, <script>={1}}",
        '{"title": 1e999, "type": [], "author": 5}',
        "TY  - BOOK\nTI  - <script>alert(1)</script>\n<b>  - x",
    ],
)
def test_hostile_entry_is_answered_with_the_form(as_editor, pasted, button):
    response = post(as_editor, button, pasted=pasted)

    assert response.status_code == 200
    assert b"<script>alert" not in response.content
    assert not Source.objects.exists()


@pytest.mark.parametrize(
    "pasted", ["", "  ", "Fortna 2008", "@book{a, title={A}", "{", "[[", "x" * 100_001]
)
@pytest.mark.parametrize("button", ["_read", "_save"])
def test_what_cannot_be_read_is_refused_beside_the_field(as_editor, pasted, button):
    typed = {"pasted": pasted, "work_title": "Mine", "key": "mine-1"}

    response = post(as_editor, button, **typed)

    if button == "_save" and not pasted.strip():
        assert response.status_code == 302
        return
    form = response.context["adminform"].form
    assert list(form.errors) == ["pasted"]
    assert typed.items() <= shown(response).items()
    assert not Source.objects.exists()


def test_pasted_entry_of_a_document_proposes_its_symbol(as_editor):
    pasted = "TY  - RPRT\nTI  - Resolution 1270\nSN  - S/RES/1270(1999)\nPY  - 1999"

    form = shown(post(as_editor, "_read", pasted=pasted))

    assert form["key"] == "s-res-1270-1999"
    assert form["document_number"] == "S/RES/1270 (1999)"
    assert form["kind"] == "legislation"


def test_key_that_is_left_empty_is_made_on_saving(as_editor):
    typed = {"work_title": "A", "authors": "Fortna, Virginia", "issued": "2008-03"}

    post(as_editor, "_save", **typed)
    post(as_editor, "_save", **{**typed, "work_title": "B"})
    post(as_editor, "_save", **{**typed, "work_title": "C"})

    keys = sorted(Source.objects.values_list("key", flat=True))
    assert keys == ["fortna-2008", "fortna-2008a", "fortna-2008b"]
    assert {source.csl["id"] for source in Source.objects.all()} == set(keys)


SAME = {
    "doi": ({"DOI": "10.1234/Ab"}, {"doi": "10.1234/aB"}),
    "isbn": ({"ISBN": "978-0-691-13671-4"}, {"isbn": "9780691136714"}),
    "number": (
        {"number": "S/RES/1270 (1999)"},
        {"document_number": "S/RES/1270(1999)"},
    ),
    "address": ({"URL": "http://www.a.org/x/"}, {"url": "https://a.org/x"}),
    "address of a DOI": ({"DOI": "10.1234/ab"}, {"url": "https://doi.org/10.1234/AB"}),
    "title and year": ({"title": "<i>War</i>: a view"}, {"work_title": "War – A View"}),
}


@pytest.mark.parametrize("name", SAME)
def test_second_source_of_the_same_work_is_told_before_it_is_saved(as_editor, name):
    entry, typed = SAME[name]
    source = make_source("first-1", **entry)
    typed = {"work_title": "Another", "key": "second-2", "issued": "2008", **typed}

    response = post(as_editor, "_save", **typed)

    page = BeautifulSoup(response.content, "html.parser")
    assert page.select_one(f'a[href="/admin/topics/source/{source.pk}/change/"]')
    assert page.select_one('button[name="_another"]')
    assert typed.items() <= shown(response).items()
    assert Source.objects.get() == source


def test_source_is_saved_if_the_editor_says_that_it_is_another(as_editor):
    make_source("first-1", title="War")

    response = post(as_editor, "_another", work_title="War", issued="2008", key="b-2")

    assert response.status_code == 302
    assert Source.objects.count() == 2


def test_work_that_is_there_is_told_as_soon_as_it_is_pasted(as_editor):
    make_source("first-1", DOI="10.1515/9781400837731")

    response = post(as_editor, "_read", pasted=BIBTEX)

    assert "The book of first-1 (first-1)" in notes(response)
    assert not response.context["errors"]


@pytest.mark.parametrize(
    "typed", [{"publisher": "P"}, {"work_title": "Alone"}, {"doi": "10.1234/ab"}]
)
def test_present_source_is_compared_only_in_what_changes(as_editor, typed):
    make_source("first-1", title="War", DOI="10.1234/ab")
    source = make_source("second-2", title="War")
    url = f"/admin/topics/source/{source.pk}/change/"

    response = as_editor.post(url, {**form_values(as_editor, url), **typed})

    assert response.status_code == (200 if "doi" in typed else 302)


def test_comparing_asks_once_however_many_sources_there_are(
    as_editor, django_assert_max_num_queries
):
    for number in range(30):
        make_source(f"a-{number}", title=f"Title {number}", DOI=f"10.1234/{number}")
    values = form_values(as_editor, ADD)

    with django_assert_max_num_queries(40):
        as_editor.post(
            ADD, {**values, "work_title": "Z", "doi": "10.1234/1", "_save": 1}
        )


def test_form_of_a_present_source_has_nothing_to_paste_into(as_editor):
    source = make_source("first-1")

    page = as_editor.get(f"/admin/topics/source/{source.pk}/change/").content

    assert b'name="pasted"' not in page
    assert b'name="_read"' not in page


def test_enter_saves_and_help_has_no_marks_of_code(as_editor):
    page = BeautifulSoup(as_editor.get(ADD).content, "html.parser")

    first = page.select_one("#source_form").select_one("[type=submit]")
    assert first["name"] == "_save"
    helps = [text.text for text in page.select(".help")]
    assert any("<i>…</i>" in text for text in helps)
    assert not [text for text in helps if "`" in text]


def test_pasted_text_is_kept_when_an_earlier_try_is_shown_again(as_editor):
    response = post(as_editor, "_restore", pasted=BIBTEX, work_title="Mine")

    form = shown(response)
    assert (form["pasted"].strip(), form["work_title"]) == (BIBTEX.strip(), "Mine")
    assert not Source.objects.exists()
