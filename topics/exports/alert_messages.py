"""The e-mails about alerts, in plain text, without whom they go to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from topics.exports.feeds import MOST_ENTRIES, Feed, comparison_address
from topics.models import Alert, Revision, Subscriber

# Changes in one e-mail: after a large load, nobody reads more.
MOST_TOLD = 2 * MOST_ENTRIES


@dataclass(frozen=True)
class News:
    """What is new of one thing that a subscriber follows."""

    feed: Feed
    changes: Sequence[Revision]


def confirmation(alert: Alert, site: str) -> EmailMessage:
    """The question whether the alert was meant. It repeats no words of who asked for
    it, for that may be a stranger."""
    paragraphs = [
        _(
            "Somebody, probably you, asked the Peacekeeping Portal to send news of "
            "this page to this address:"
        ),
        f"{site}{alert.page}",
        _(
            "Open this link to confirm. Nothing is sent before, and the address is "
            "forgotten after %(days)d days:"
        )
        % {"days": alert.CONFIRMED_WITHIN.days},
        _link("topics:confirm_alert", alert.token, site),
        _("If it was not you, do nothing."),
    ]
    subject = _("Confirm an alert of the Peacekeeping Portal")
    return _message(alert.subscriber, subject, paragraphs, site)


def digest(
    subscriber: Subscriber, news: Sequence[News], alerts: Sequence[Alert], site: str
) -> EmailMessage:
    """What is new, and how to stop each of the alerts or all."""
    number = sum(len(each.changes) for each in news)
    paragraphs = [_("What is new of what you follow in the Peacekeeping Portal:")]
    for each in news:
        paragraphs.append(f"{each.feed.title}\n{site}{each.feed.address}")
        paragraphs += ["\n".join(_lines(change, site)) for change in each.changes]
    if number == MOST_TOLD or any(len(n.changes) == MOST_ENTRIES for n in news):
        sentence = _("There were more changes than are listed here: see these pages.")
        paragraphs.append(sentence)
    paragraphs += ["-- ", _("To stop one of your alerts, open the link below it:")]
    for alert in alerts:
        stop = _link("topics:stop_alert", alert.token, site)
        paragraphs.append(f"{site}{alert.page}\n  {stop}")
    stop_all = _("To stop all of them; your address is then deleted:")
    paragraphs.append(f"{stop_all}\n  {_stop_all(subscriber, site)}")
    subject = ngettext(
        "Peacekeeping Portal: %(number)d change",
        "Peacekeeping Portal: %(number)d changes",
        number,
    )
    return _message(subscriber, subject % {"number": number}, paragraphs, site)


def _lines(change: Any, site: str) -> Iterator[str]:
    yield f"* {change.topic.title} ({date_format(change.published_at)})"
    yield f"  {change.note}"
    yield f"  {site}{change.topic.get_absolute_url()}"
    if comparison := comparison_address(change):
        yield f"  {_('What changed:')} {site}{comparison}"


def _message(
    subscriber: Subscriber, subject: str, paragraphs: Sequence[str], site: str
) -> EmailMessage:
    headers = {
        # RFC 8058: mail programs offer to stop, without a page being opened.
        "List-Unsubscribe": f"<{_stop_all(subscriber, site)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        # RFC 3834: nobody's absence is to be answered to it.
        "Auto-Submitted": "auto-generated",
    }
    return EmailMessage(subject, "\n\n".join(paragraphs) + "\n", headers=headers)


def _stop_all(subscriber: Subscriber, site: str) -> str:
    return _link("topics:stop_alert", subscriber.token, site)


def _link(route: str, token: str, site: str) -> str:
    return f"{site}{reverse(route)}?{urlencode({'token': token})}"
