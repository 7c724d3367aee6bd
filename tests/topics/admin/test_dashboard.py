"""The first page of the admin: what waits for whom."""

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from tests.factories import make_draft, make_topic, make_user
from topics import publishing
from topics.models import Revision

pytestmark = pytest.mark.django_db


def dashboard(client, user):
    """{heading: words of its items} on the first page of the admin."""
    client.force_login(user)
    page = BeautifulSoup(client.get("/admin/").content, "html.parser")
    return {
        group.h2.text: [item.a.text for item in group.select(".dashboard__item")]
        for group in page.select(".dashboard__group")
    }


def save(topic, author, title, state=None):
    content = {**topic.newest_revision.content, "title": title}
    publishing.save_revision(topic, content, note="Why", author=author, state=state)


def test_my_drafts_are_those_to_which_i_wrote_since_the_last_publication(
    client, editor, contributor
):
    save(make_draft(), editor, "Mine")
    shared = make_draft()
    save(shared, editor, "Ours")
    save(shared, contributor, "Ours, later")
    save(make_draft(), contributor, "Theirs")
    published = make_draft()
    save(published, editor, "Published since")
    publishing.publish([(published, published.newest_revision)])
    save(published, contributor, "A new draft")

    assert dashboard(client, editor)["My drafts"] == ["Ours, later", "Mine"]


def test_what_was_sent_back_is_among_my_drafts_with_the_remark(client, contributor):
    topic = make_draft()
    save(topic, contributor, "Mine", Revision.State.IN_REVIEW)
    publishing.move(
        topic.newest_revision, Revision.State.RETURNED, remark="Cite a source."
    )

    assert dashboard(client, contributor)["My drafts"] == ["Mine"]
    assert "Sent back: Cite a source." in client.get("/admin/").content.decode()


def test_editor_sees_what_waits_the_longest_waiting_first(client, editor, contributor):
    for title in ("First", "Second"):
        save(make_draft(), contributor, title, Revision.State.IN_REVIEW)
    save(make_draft(), contributor, "Only a draft")

    assert dashboard(client, editor)["Waiting for my review"] == ["First", "Second"]


def test_contributor_sees_what_of_their_own_waits(client, contributor):
    save(make_draft(), contributor, "Mine", Revision.State.IN_REVIEW)
    other = make_user("otto", "Contributors")
    save(make_draft(), other, "Another's", Revision.State.IN_REVIEW)

    assert dashboard(client, contributor)["Waiting for review"] == ["Mine"]


def test_review_that_was_published_waits_no_more(client, editor, contributor):
    topic = make_draft()
    save(topic, contributor, "Done", Revision.State.IN_REVIEW)
    publishing.publish([(topic, topic.newest_revision)])

    assert dashboard(client, editor)["Waiting for my review"] == []


def test_overdue_reviews_are_shown_with_their_number(client, editor):
    for number in range(10):
        make_topic(title=f"Page {number}")
    make_topic(reviewed=str(timezone.localdate()))

    assert len(dashboard(client, editor)["Reviews overdue"]) == 8
    assert "All 10 pages that are overdue" in client.get("/admin/").content.decode()


def test_recent_changes_are_of_everybody_the_last_first(client, editor, contributor):
    first = make_topic(title="First")
    make_topic(title="Second")
    save(first, contributor, "First, revised")

    assert dashboard(client, editor)["Recent changes"] == ["First, revised", "Second"]


def test_items_lead_to_the_form(client, editor):
    topic = make_draft()
    save(topic, editor, "Mine")
    client.force_login(editor)

    page = BeautifulSoup(client.get("/admin/").content, "html.parser")

    link = page.select_one(".dashboard__item a")
    assert link["href"] == f"/admin/topics/topic/{topic.pk}/change/"


def test_staff_without_rights_has_no_dashboard(client):
    make_topic(title="Secret")
    user = make_user("nobody")
    user.is_staff = True
    user.save()

    assert dashboard(client, user) == {}
    assert "Secret" not in client.get("/admin/").content.decode()


def test_anonymous_is_asked_to_sign_in(client):
    assert client.get("/admin/")["Location"].startswith("/admin/login/")
