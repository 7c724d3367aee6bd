"""Alerts are sent: a question to who asked for one, later what is new."""

import logging
from collections.abc import Sequence
from datetime import datetime
from smtplib import SMTPDataError, SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.utils import timezone

from portal.encryption import Unreadable
from topics.exports.alert_messages import MOST_TOLD, News, confirmation, digest
from topics.exports.feeds import feed_at
from topics.models import Alert, Revision, Subscriber

# While a reader waits for the page, each answer of the mail server may take so long.
SECONDS_IN_A_REQUEST = 5
# RFC 5321, section 4.2: what begins with 5 is not to be tried again; after 421 the
# server answers nobody.
CLOSING, PERMANENT = 421, 500

logger = logging.getLogger(__name__)


def ask_to_confirm(alert: Alert, site: str) -> bool:
    """Ask by e-mail whether the alert was meant. Returns False if that cannot be sent
    now: a Sending does it later."""
    message = confirmation(alert, site)
    try:
        message.to = [alert.subscriber.address]
        get_connection(timeout=SECONDS_IN_A_REQUEST).send_messages([message])
    except (OSError, Unreadable) as error:
        # Its words may hold the address.
        logger.warning("An alert could not be asked about: %s", type(error).__name__)
        return False
    _mark_mailed(alert)
    return True


class Sending:
    """One run: at most `most` e-mails, with addresses that begin with `site`. Each is
    noted as soon as it is sent, so an interrupted run repeats the last one at most;
    `unreadable` counts the subscribers whose address cannot be decrypted."""

    def __init__(self, site: str, most: int) -> None:
        self.site, self.most = site, most
        self.sent = self.unreadable = 0

    def run(self) -> None:
        """Raises OSError if the mail server is away: what was not sent is sent by the
        next run."""
        Alert.objects.forget_unconfirmed()
        if settings.SECRET_KEY_FALLBACKS:
            # So that the old keys can go.
            Subscriber.objects.encrypt_again()
        self._ask_again()
        self._tell_all()

    def _ask_again(self) -> None:
        unmailed = Alert.objects.unmailed().select_related("subscriber")
        for alert in unmailed.order_by("created_at")[: self.most]:
            if self._send(alert.subscriber, confirmation(alert, self.site)):
                _mark_mailed(alert)

    def _tell_all(self) -> None:
        """Nothing that is published while this runs: all e-mails end with the same
        change, so the next ones begin there."""
        changes = Revision.objects.for_changes().values_list("published_at", flat=True)
        if (until := changes.first()) is None:
            return
        for subscriber in list(Subscriber.objects.waiting_for(until)):
            if self.sent >= self.most:
                return
            self._tell(subscriber, until)

    def _tell(self, subscriber: Subscriber, until: datetime) -> None:
        alerts = list(subscriber.alerts.confirmed().order_by("confirmed_at", "pk"))
        news = _news(subscriber, alerts, until)
        if news:
            message = digest(subscriber, news, alerts, self.site)
            if not self._send(subscriber, message):
                return
        # Who left meanwhile stays away.
        row = Subscriber.objects.filter(pk=subscriber.pk)
        row.update(told_until=until, refusals=0)

    def _send(self, subscriber: Subscriber, message: EmailMessage) -> bool:
        """Whether it was sent. Of who is refused for good several times, all is
        forgotten."""
        try:
            message.to = [subscriber.address]
            # Each by a connection of its own: servers end those that send much.
            message.send()
        except Unreadable:
            self.unreadable += 1
            return False
        except (SMTPRecipientsRefused, SMTPDataError) as error:
            codes = _codes(error)
            if CLOSING in codes:
                raise
            if min(codes) >= PERMANENT:
                Subscriber.objects.filter(pk=subscriber.pk).count_refusal()
            return False
        self.sent += 1
        return True


def _mark_mailed(alert: Alert) -> None:
    Alert.objects.filter(pk=alert.pk).update(mailed_at=timezone.now())


def _news(
    subscriber: Subscriber, alerts: Sequence[Alert], until: datetime
) -> list[News]:
    """What is new of each alert, no change twice."""
    news: list[News] = []
    told: set[int] = set()
    for alert in alerts:
        since = max(filter(None, [subscriber.told_until, alert.confirmed_at]))
        feed = feed_at(alert.page)
        changes = [
            change
            for change in (feed.changes() if feed else ())
            if since < change.published_at <= until and change.pk not in told
        ][: MOST_TOLD - len(told)]
        told |= {change.pk for change in changes}
        if feed and changes:
            news.append(News(feed, changes))
    return news


def _codes(error: SMTPRecipientsRefused | SMTPDataError) -> list[int]:
    if isinstance(error, SMTPDataError):
        return [error.smtp_code]
    return [code for code, _words in error.recipients.values()]
