"""Mail servers that fail or refuse, runs that are killed, keys that are lost."""

from contextlib import contextmanager
from socket import socket

import pytest
from django.core.mail.backends.smtp import EmailBackend
from django.core.management import CommandError

from portal.encryption import Unreadable
from tests.factories import revise
from tests.topics.exports.following import follow, send
from topics.models import Alert, Subscriber

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mailbox")]


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


@contextmanager
def killed_after(number, monkeypatch):
    """Die as a process does, right after so many e-mails went out."""
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
