"""Feeds as Atom, RFC 4287.

Without the views of django.contrib.syndication: those take the portal's address from
the request, not from SITE_URL.
"""

import re
from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from topics.exports.feeds import Feed, comparison_address
from topics.metadata.portal import LICENCE_URL, name
from topics.models import Revision

LICENCE = f"CC BY 4.0, {LICENCE_URL}"
# What XML 1.0, section 2.2, has no way to write.
NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class StableAtomFeed(Atom1Feed):
    """Django's, but the same changes are the same bytes: without one it would say when
    it was made, and nobody could keep it."""

    def latest_post_date(self) -> datetime:
        if not self.items:
            return datetime.fromtimestamp(0, UTC)
        return super().latest_post_date()


def atom(feed: Feed, site: str) -> str:
    """The Atom feed of a Feed; `site` begins the addresses."""
    written = StableAtomFeed(
        title=_xml(f"{name()}: {feed.title}"),
        link=f"{site}{feed.address}",
        description="",
        language=get_language(),
        author_name=name(),
        author_link=site,
        feed_url=f"{site}{feed.feed_address}",
        feed_guid=f"{site}{feed.feed_address}",
        feed_copyright=LICENCE,
    )
    for change in feed.changes():
        written.add_item(
            title=_xml(change.topic.title),
            link=f"{site}{change.topic.get_absolute_url()}",
            description=_xml(_summary(change, site)),
            unique_id=_permanent_id(change, site),
            categories=[_xml(change.topic.section.title)],
            pubdate=change.published_at,
            updateddate=change.published_at,
        )
    return str(written.writeString("utf-8"))


def _summary(change: Revision, site: str) -> str:
    if not (address := comparison_address(change)):
        return format_html("<p>{}</p>", change.note)
    return format_html(
        '<p>{}</p><p><a href="{}{}">{}</a></p>',
        *(change.note, site, address, _("What changed")),
    )


def _permanent_id(change: Revision, site: str) -> str:
    """It stays when a page is renamed or its version is published again: RFC 4151."""
    day = change.created_at.date().isoformat()
    host = urlsplit(site).hostname
    return f"tag:{host},{day}:/pages/{change.topic_id}/versions/{change.number}"


def _xml(text: str) -> str:
    return NOT_IN_XML.sub("", text)
