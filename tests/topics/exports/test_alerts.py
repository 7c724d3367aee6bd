"""What `send_alerts` sends, by a real mail server on this machine."""

from contextlib import contextmanager
from datetime import timedelta
from email import message_from_bytes, policy
from socket import socket

import pytest
import time_machine
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP
from django.core.management import CommandError, call_command
from django.utils import timezone

from portal.encryption import Unreadable
from tests.factories import make_draft, make_topic, make_topics, revise
from topics import publishing
from topics.models import Alert, Subscriber, Topic

pytestmark = pytest.mark.django_db
SITE = "https://peace.example"


class Mailbox:
    """A mail server's handler: keeps what it gets; refuses addresses with a status."""

    def __init__(self):
        self.messages, self.refused, self.answers = [], {}, []

    async def handle_RCPT(self, server, session, envelope, address, options):
        if status := self.refused.get(address):
            return status
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        answer = self.answers.pop(0) if self.answers else "250 OK"
        if answer.startswith("2"):
            message = message_from_bytes(envelope.content, policy=policy.default)
            self.messages.append(message)
        return answer

    def take(self):
        taken, self.messages = self.messages, []
        return taken


class LocalController(Controller):
    def factory(self):
        return SMTP(self.handler, hostname="localhost", enable_SMTPUTF8=True)


@pytest.fixture(autouse=True)
def mailbox(settings):
    box = Mailbox()
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = LocalController(box, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.SENDS_MAIL, settings.SITE_URL = True, SITE
    yield box
    controller.stop()


@pytest.fixture
def first():
    return make_topic("first", title="First", tags=["law"], body="A ceasefire.\n")


def follow(page="/changes/", email="reader@un.example"):
    alert = Alert.objects.ask(email, page)
    Alert.objects.filter(pk=alert.pk).update(mailed_at=timezone.now())
    return Alert.objects.confirm(alert.token)


def send(*options):
    call_command("send_alerts", *options, verbosity=0)


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


def test_mail_server_that_fails_in_the_middle_loses_nothing_and_repeats_nothing(
    mailbox, first
):
    for number in range(4):
        follow(email=f"r{number}@un.example")
    revise(first, summary="Another summary.")
    mailbox.answers = ["250 OK", "421 Service not available"]

    with pytest.raises(CommandError, match="after 1 e-mails"):
        send()
    send()

    addresses = sorted(message["To"] for message in mailbox.take())
    assert addresses == [f"r{number}@un.example" for number in range(4)]


def test_mail_server_that_is_away_is_told_of(settings, mailbox, first):
    follow()
    revise(first, summary="Another summary.")
    there, settings.EMAIL_PORT = settings.EMAIL_PORT, 1

    with pytest.raises(CommandError, match="nothing is lost"):
        send()
    settings.EMAIL_PORT = there
    send()

    assert len(mailbox.messages) == 1


@pytest.mark.parametrize("status", ["450 Try again", "550 No such person"])
def test_address_that_is_refused_keeps_nobody_else_waiting(mailbox, first, status):
    follow(email="gone@un.example")
    follow(email="there@un.example")
    revise(first, summary="Another summary.")
    mailbox.refused = {"gone@un.example": status}

    send()

    assert [message["To"] for message in mailbox.take()] == ["there@un.example"]
    mailbox.refused = {}
    send()
    assert [message["To"] for message in mailbox.take()] == ["gone@un.example"]


@pytest.mark.parametrize(
    ("status", "is_kept"), [("450 Later", True), ("550 No", False)]
)
def test_address_that_is_refused_for_good_is_forgotten(mailbox, first, status, is_kept):
    follow(email="gone@un.example")
    revise(first, summary="Another summary.")
    mailbox.refused = {"gone@un.example": status}

    for _ in range(Subscriber.MOST_REFUSALS):
        send()

    assert Subscriber.objects.exists() == is_kept


def test_message_that_is_refused_is_tried_again(mailbox, first):
    follow()
    revise(first, summary="Another summary.")
    mailbox.answers = ["554 Not today"]

    send()
    send()

    assert len(mailbox.messages) == 1


def test_question_that_could_not_be_sent_is_sent_later(
    client, settings, mailbox, first
):
    there, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    asked = client.post("/alerts/", {"of": "/role/", "email": "reader@un.example"})
    assert asked.status_code == 202
    settings.EMAIL_PORT = there

    send()
    send()

    [question] = mailbox.take()
    assert "/alerts/confirm/?token=" in question.get_content()


def test_slow_mail_server_does_not_hold_a_reader(client, settings, monkeypatch, first):
    monkeypatch.setattr("topics.exports.alerts.SECONDS_IN_A_REQUEST", 0.2)
    with socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        settings.EMAIL_PORT = silent.getsockname()[1]

        asked = client.post("/alerts/", {"of": "/role/", "email": "reader@un.example"})

    assert asked.status_code == 202
    assert Alert.objects.unmailed().exists()


def test_who_leaves_while_it_runs_stays_away(mailbox, first, monkeypatch):
    follow(email="a@un.example")
    leaving = follow(email="b@un.example")
    revise(first, summary="Another summary.")

    def stop(*_args, **_options):
        Alert.objects.stop(leaving.token)
        return []

    with monkeypatch.context() as patched:
        patched.setattr("topics.exports.alerts._news", stop)
        send()

    assert [subscriber.address for subscriber in Subscriber.objects.all()] == [
        "a@un.example"
    ]


def test_run_is_bounded_and_the_next_one_goes_on(mailbox, first):
    for number in range(5):
        follow(email=f"r{number}@un.example")
    revise(first, summary="Another summary.")

    send("--most=3")
    assert len(mailbox.take()) == 3
    send("--most=3")

    assert len(mailbox.take()) == 2


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


def test_without_mail_the_command_says_so(settings):
    settings.SENDS_MAIL = False

    with pytest.raises(CommandError, match="EMAIL_URL"):
        send()


def test_key_of_before_is_read_and_then_needed_no_more(settings, mailbox, first):
    follow()
    revise(first, summary="Another summary.")
    old, settings.SECRET_KEY = settings.SECRET_KEY, "another-" * 10
    settings.SECRET_KEY_FALLBACKS = [old]
    assert follow("/role/").subscriber == Subscriber.objects.get()
    send()
    assert len(mailbox.take()) == 1

    settings.SECRET_KEY_FALLBACKS = []

    assert Subscriber.objects.get().address == "reader@un.example"
    assert follow("/history/").subscriber == Subscriber.objects.get()


def test_addresses_under_a_lost_key_are_told_of_and_can_be_forgotten(
    settings, mailbox, first
):
    lost = follow()
    settings.SECRET_KEY = "another-" * 10
    follow(email="new@un.example")
    revise(first, summary="Another summary.")

    with pytest.raises(Unreadable):
        _ = Subscriber.objects.get(pk=lost.subscriber_id).address
    with pytest.raises(CommandError, match="1 addresses cannot be read"):
        send()
    assert len(mailbox.take()) == 1
    send("--forget-unreadable")

    assert Subscriber.objects.get().address == "new@un.example"


@contextmanager
def killed_after(number, monkeypatch):
    """Die as a process does, right after so many e-mails went out."""
    from django.core.mail.backends.smtp import EmailBackend

    sends, count = EmailBackend.send_messages, 0

    def counted(self, messages):
        nonlocal count
        sent = sends(self, messages)
        count += 1
        if count == number:
            raise KeyboardInterrupt
        return sent

    with monkeypatch.context() as patched:
        patched.setattr(EmailBackend, "send_messages", counted)
        with pytest.raises(KeyboardInterrupt):
            yield


def test_run_that_is_killed_repeats_one_message_at_most(mailbox, first, monkeypatch):
    for number in range(4):
        follow(email=f"r{number}@un.example")
    revise(first, summary="Another summary.")

    with killed_after(2, monkeypatch):
        send()
    send()

    addresses = [message["To"] for message in mailbox.take()]
    assert len(addresses) == 5
    assert len(set(addresses)) == 4
