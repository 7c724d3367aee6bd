"""A real mail server on this machine, and readers who follow something."""

from email import message_from_bytes, policy
from socket import socket

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

from tests.factories import make_topic
from tests.topics.exports.following import SITE


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


@pytest.fixture
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
