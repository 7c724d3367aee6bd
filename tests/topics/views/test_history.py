import pytest

from tests.factories import make_topic, revise
from topics import publishing

pytestmark = pytest.mark.django_db


@pytest.fixture
def revised():
    topic = make_topic("a-page", title="First", body="Old words.\n")
    revise(topic, title="Second", body="New words.\n")
    publishing.save_revision(
        topic, {**topic.newest_revision.content, "title": "Zanzibar"}, note="Zanzibar"
    )
    return topic


def test_readers_see_published_versions_with_their_notes(read, revised):
    page = read("/role/a-page/history/")

    items = [item.get_text(" ", strip=True) for item in page.select(".change-list li")]
    assert ["Version 2" in items[0], "A change" in items[0]] == [True, True]
    assert "Version 1" in items[1]
    assert "Zanzibar" not in page.text


def test_one_version_is_shown_as_it_was_written(read, revised):
    page = read("/role/a-page/history/1/")

    assert page.h1.text == "First"
    assert "Old words." in page.text


def test_versions_are_compared_word_by_word(read, revised):
    page = read("/role/a-page/diff/1/2/")

    assert [tag.text for tag in page.select("del")] == ["First", "Old"]
    assert [tag.text for tag in page.select("ins")] == ["Second", "New"]


@pytest.mark.parametrize(
    "path",
    ["history/3/", "history/99/", "diff/1/3/", "diff/1/1/", "diff/0/1/"],
)
def test_versions_that_readers_never_saw_are_not_there(client, revised, path):
    assert client.get(f"/role/a-page/{path}").status_code == 404


def test_history_of_a_page_that_was_taken_back_is_not_there(client, revised):
    publishing.unpublish(revised)

    assert client.get("/role/a-page/history/").status_code == 404
    assert client.get("/role/a-page/history/1/").status_code == 404
