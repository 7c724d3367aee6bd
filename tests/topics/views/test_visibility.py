from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from tests.factories import make_draft, make_source, make_topic
from topics import publishing
from topics.models import Topic

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
    topic = make_topic("later", title="Later")
    tomorrow = timezone.now() + timedelta(days=1)
    Topic.objects.update(published_at=tomorrow)

    assert client.get(topic.get_absolute_url()).status_code == 404
    with time_machine.travel(tomorrow + timedelta(seconds=1)):
        assert client.get(topic.get_absolute_url()).status_code == 200
