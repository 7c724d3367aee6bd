"""What `send_alerts` tells whom."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from tests.factories import make_draft, make_topic, make_topics, revise
from tests.topics.exports.following import SITE, follow, send
from topics import publishing
from topics.models import Alert, Subscriber, Topic

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mailbox")]


def test_reader_is_asked_and_then_told_of_what_is_new(client, mailbox, first):
    client.post("/alerts/", {"of": "/tags/law/", "email": "reader@un.example"})
    [question] = mailbox.take()
    link = question.get_content().split(f"{SITE}/alerts/confirm/")[1].split()[0]
    client.post(f"/alerts/confirm/{link}")
    revise(first, summary="Another summary.")

    send()

    [told] = mailbox.take()
    assert told["To"] == "reader@un.example"
    assert told["Subject"] == "Peacekeeping Portal: 1 change"
    lines = [line.strip() for line in told.get_content().splitlines()]
    assert "A change" in lines
    assert f"{SITE}/role/first/" in lines
    assert f"What changed: {SITE}/role/first/diff/1/2/" in lines
    assert told.get_content_type() == "text/plain"


def test_mail_programs_can_stop_it_with_one_click(client, mailbox, first):
    follow()
    revise(first, summary="Another summary.")
    send()

    [told] = mailbox.take()
    assert told["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = told["List-Unsubscribe"].strip().strip("<>")
    assert address.startswith(f"{SITE}/alerts/stop/?token=")
    stopped = client.post(address.removeprefix(SITE), {"List-Unsubscribe": "One-Click"})

    assert stopped.status_code == 200
    assert not Subscriber.objects.exists()


def test_each_alert_can_be_stopped_by_its_own_link(client, mailbox, first):
    follow()
    follow("/tags/law/")
    revise(first, summary="Another summary.")
    send()

    body = mailbox.take()[0].get_content()
    link = body.split(f"{SITE}/tags/law/")[-1].split()[0]
    client.post(link.removeprefix(SITE))

    assert Alert.objects.get().page == "/changes/"


def test_nothing_is_told_twice(mailbox, first):
    follow()
    revise(first, summary="Another summary.")
    send()
    mailbox.take()

    send()

    assert mailbox.messages == []


def test_what_was_there_before_is_not_told(mailbox, first):
    follow()

    send()

    assert mailbox.messages == []


def test_who_follows_several_things_gets_one_message_with_each_change_once(
    mailbox, first
):
    for page in ("/changes/", "/tags/law/", "/role/first/", "/search/?q=ceasefire"):
        follow(page)
    revise(first, summary="Another summary.")

    send()

    [told] = mailbox.take()
    assert told.get_content().count("* First") == 1


@pytest.mark.parametrize(
    ("page", "is_told"),
    [
        ("/role/", True),
        ("/history/", False),
        ("/tags/law/", True),
        ("/tags/gender/", False),
        ("/countries/sl/", False),
        ("/role/first/", True),
        ("/role/other/", False),
        ("/search/?q=ceasefire&tag=law", True),
        ("/search/?q=helicopters", False),
    ],
)
def test_only_what_is_followed_is_told(mailbox, first, page, is_told):
    make_topic("other", tags=["gender"])
    make_topic("third", section="history")
    follow(page)
    revise(first, summary="Another summary.")

    send()

    assert len(mailbox.messages) == is_told


def test_unconfirmed_alerts_are_told_nothing(mailbox, first):
    alert = Alert.objects.ask("reader@un.example", "/changes/")
    Alert.objects.filter(pk=alert.pk).update(mailed_at=timezone.now())
    revise(first, summary="Another summary.")

    send()

    assert mailbox.messages == []


def test_drafts_and_withdrawn_pages_are_not_told(mailbox, first):
    follow()
    make_draft(title="Secret")
    publishing.unpublish(make_topic(title="Secret"))
    publishing.save_revision(
        first, {**first.newest_revision.content, "title": "Secret"}, note="Secret"
    )

    send()

    assert mailbox.messages == []


def test_version_whose_time_has_come_is_told_though_nobody_read_it(mailbox):
    follow()
    topic = make_draft(title="Later")
    tomorrow = timezone.now() + timedelta(days=1)
    publishing.schedule(topic, topic.newest_revision, tomorrow)
    send()
    assert mailbox.messages == []

    with time_machine.travel(tomorrow + timedelta(seconds=1)):
        send()

    assert "* Later" in mailbox.messages[0].get_content()


def test_alert_of_a_page_that_is_gone_waits(mailbox, first):
    follow("/role/first/")
    publishing.unpublish(first)
    make_topic("other")
    send()
    assert mailbox.messages == []
    topic = Topic.objects.get(pk=first.pk)

    publishing.publish([(topic, topic.newest_revision)])
    send()

    assert len(mailbox.messages) == 1


def test_renamed_page_is_followed_on(mailbox, first):
    follow("/role/first/")
    publishing.rename(first, "renamed")
    revise(Topic.objects.get(pk=first.pk), summary="Another summary.")

    send()

    assert f"{SITE}/role/renamed/" in mailbox.messages[0].get_content()


def test_large_load_makes_one_message_of_a_bounded_length(mailbox):
    follow()
    follow("/role/")
    follow("/history/")
    for section in ("role", "history"):
        make_topics([f"{section}-{n}" for n in range(60)], section=section)

    send()

    [told] = mailbox.take()
    body = told.get_content()
    assert body.count("\n* ") == 100
    assert "There were more changes" in body


def test_titles_are_no_headers_and_no_markup(mailbox, first):
    follow()
    revise(first, title="<b>É & “x”</b> 🕊")

    send()

    [told] = mailbox.take()
    assert "* <b>É & “x”</b> 🕊" in told.get_content()
    assert told["Subject"] == "Peacekeeping Portal: 1 change"


def test_number_of_questions_to_the_database_does_not_grow_with_pages(
    mailbox, first, django_assert_max_num_queries
):
    follow()
    make_topics([f"t-{n}" for n in range(30)])

    with django_assert_max_num_queries(14):
        send()
