from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from tests.factories import (
    make_draft,
    make_section,
    make_source,
    make_topic,
    revise,
)
from topics import publishing

pytestmark = pytest.mark.django_db
SECRET = "Zanzibar-secret"


@pytest.fixture
def hidden():
    """A draft, a draft over a published page, and a page that was taken back."""
    make_source("secret-1", title="Known source")
    draft = make_draft(
        "draft-page",
        title=SECRET,
        summary=SECRET,
        body=f"{SECRET} [@secret-1] [[published-page]]\n",
        tags=["secret-tag"],
        related=[{"to": "published-page", "kind": "explains", "note": SECRET}],
    )
    published = make_topic(
        "published-page", title="Public", body="[[draft-page]] [[taken-back]]\n"
    )
    content = {**published.newest_revision.content, "title": SECRET, "summary": SECRET}
    publishing.save_revision(published, content, note=SECRET)
    taken_back = make_topic(
        "taken-back", title=SECRET, tags=["secret-tag"], body="[@secret-1]\n"
    )
    publishing.unpublish(taken_back)
    return [draft, taken_back]


def test_unpublished_pages_are_not_found(client, hidden):
    for topic in hidden:
        assert client.get(topic.get_absolute_url()).status_code == 404


def test_editors_see_the_public_page_too(client, editor, hidden):
    client.force_login(editor)

    assert client.get("/role/draft-page/").status_code == 404
    assert SECRET not in client.get("/role/published-page/").content.decode()


def test_unpublished_topics_do_not_count(read, hidden):
    page = read("/sources/")

    assert "0 pages" in page.select_one(".source-list__pages").text
    assert "secret-tag" not in str(read("/tags/"))


def test_page_appears_when_its_time_has_come(client):
    topic = make_draft("later", title="Later")
    tomorrow = timezone.now() + timedelta(days=1)
    publishing.schedule(topic, topic.newest_revision, tomorrow)

    assert client.get(topic.get_absolute_url()).status_code == 404
    with time_machine.travel(tomorrow + timedelta(seconds=1)):
        assert client.get(topic.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("days", [-1, -400, 400])
def test_page_is_public_at_once_whatever_other_clocks_say(client, days):
    make_section("role")
    with time_machine.travel(timezone.now() - timedelta(days=days)):
        topic = make_topic("page", title="Page", body="Some words.\n", tags=["law"])
        revise(topic, title="Newer title")

    for address in (
        *("/role/page/", "/role/", "/tags/law/", "/changes/", "/role/page/history/"),
        *("/search/?q=words", "/role/page/history/2/", "/role/page/diff/1/2/"),
    ):
        assert "Newer title" in client.get(address).content.decode(), address
