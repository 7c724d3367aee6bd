"""Sections, tags, sources and images: versions, and two editors at once."""

import pytest

from tests.factories import make_image, make_section, make_source, make_tag, make_user
from tests.topics.admin.test_topics import form_values
from topics.models import EntryVersion, Image, Section, Source, Tag

pytestmark = pytest.mark.django_db

# Of each kind: how one is made, a field with words, another field.
ENTRIES = {
    "section": (lambda: make_section("law"), "introduction", "summary"),
    "tag": (lambda: make_tag("law"), "definition", "other_names"),
    "source": (lambda: make_source("fortna-2008"), "work_title", "publisher"),
    "image": (make_image, "caption", "credit"),
}


@pytest.fixture(params=ENTRIES)
def entry(request):
    make, words, other = ENTRIES[request.param]
    made = make()
    address = f"/admin/topics/{request.param}/{made.pk}/change/"
    return made, address, words, other


def stored(client, address, name):
    return form_values(client, address)[name].replace("\r\n", "\n").strip()


def notes(response):
    return [
        str(error) for error in response.context["adminform"].form.non_field_errors()
    ]


def test_second_editor_is_told_and_both_keep_their_words(as_editor, entry):
    _entry, address, words, other = entry
    begun = {**form_values(as_editor, address), words: "One thing. Another thing."}
    as_editor.post(address, begun)
    mine, theirs = form_values(as_editor, address), form_values(as_editor, address)
    theirs[words] = "One thing, corrected. Another thing."
    assert as_editor.post(address, theirs).status_code == 302

    mine[words] = "One thing. Another thing, added."
    mine[other] = "Mine"
    response = as_editor.post(address, mine)

    assert response.status_code == 200
    assert "nothing is saved yet" in notes(response)[0]
    assert stored(as_editor, address, words) == "One thing, corrected. Another thing."
    merged = {**mine, **{f.name: f.value() for f in response.context["adminform"].form}}
    assert merged[words].strip() == "One thing, corrected. Another thing, added."
    assert as_editor.post(address, merged).status_code == 302
    assert stored(as_editor, address, words) == merged[words].strip()
    assert stored(as_editor, address, other) == "Mine"


def test_what_both_changed_is_shown_beside_mine(as_editor, entry, editor):
    _entry, address, words, _other = entry
    mine, theirs = form_values(as_editor, address), form_values(as_editor, address)
    as_editor.post(address, {**theirs, words: "Their words"})

    response = as_editor.post(address, {**mine, words: "My words"})

    form = response.context["adminform"].form
    assert editor.username in notes(response)[0]
    assert form[words].value() == "My words"
    page = response.content.decode()
    assert "Their" in page
    assert stored(as_editor, address, words) == "Their words"


def test_form_sent_twice_saves_once(as_editor, entry):
    made, address, words, _other = entry
    values = {**form_values(as_editor, address), words: "Other words"}

    answers = [as_editor.post(address, values).status_code for _ in range(2)]

    assert answers == [302, 302]
    assert EntryVersion.objects.of(made).count() == 2


def test_each_state_has_a_version_that_can_be_put_back(as_editor, entry, editor):
    made, address, words, _other = entry
    before = stored(as_editor, address, words)
    as_editor.post(address, {**form_values(as_editor, address), words: "New words"})

    page = as_editor.get(address.replace("change", "history"))
    versions = EntryVersion.objects.of(made)
    assert [version.author for version in versions] == [editor, None]
    assert "saved by edda" in page.content.decode()
    old = {**versions[1].content, "based_on": versions[0].digest, "_restore": "1"}
    shown = as_editor.post(address, old)
    assert shown.status_code == 200
    assert shown.context["adminform"].form[words].value().strip() == before
    assert stored(as_editor, address, words) == "New words"
    del old["_restore"]
    as_editor.post(address, old)
    assert stored(as_editor, address, words) == before


def test_history_of_any_length_can_be_read_to_its_end(as_editor, entry, monkeypatch):
    monkeypatch.setattr("topics.admin.entries.PAGE_SIZE", 2)
    _made, address, words, _other = entry
    for number in range(4):
        values = {**form_values(as_editor, address), words: f"Words {number}"}
        as_editor.post(address, values)
    history = address.replace("change", "history")

    pages = [as_editor.get(f"{history}?page={n}").context["rows"] for n in (1, 2, 3)]

    assert [[v.number for v, _ in rows] for rows in pages] == [[5, 4], [3, 2], [1]]
    assert [len(changes) for rows in pages for _, changes in rows] == [1, 1, 1, 1, 0]


def test_history_is_for_those_who_may_see_the_entry(client, entry):
    _entry, address, _words, _other = entry
    client.force_login(make_user("nora", is_staff=True))

    assert client.get(address.replace("change", "history")).status_code == 403


def test_history_of_nothing_is_not_found(as_editor):
    for kind in ENTRIES:
        for number in ("0", "999", "x", "9" * 30):
            url = f"/admin/topics/{kind}/{number}/history/"
            assert as_editor.get(url).status_code == 404


def test_untouched_form_changes_nothing(as_editor, entry):
    made, address, _words, _other = entry
    models = {"section": Section, "tag": Tag, "source": Source, "image": Image}
    model = models[address.split("/")[3]]
    before = model.objects.filter(pk=made.pk).values().get()

    as_editor.post(address, form_values(as_editor, address))

    after = model.objects.filter(pk=made.pk).values().get()
    assert {**after, "is_edited": None} == {**before, "is_edited": None}
