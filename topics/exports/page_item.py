"""A page of the portal as a work that can be cited. What its citations say, and what
its head tells machines, comes from this one description."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop

from topics.models import Revision, Topic

PORTAL = gettext_noop("Peacekeeping Portal")
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
# The texts are; what pages say around them is translated.
LANGUAGE = "en"


@dataclass(frozen=True)
class PageItem:
    """A page at `path`, or one version of it. `key` names it in files of references;
    `published` is the day on which it was first public, `revised` that of its text,
    each None if it has none; `version` is the number of its version, if it has one."""

    key: str
    title: str
    path: str
    summary: str = ""
    published: date | None = None
    revised: date | None = None
    version: int | None = None

    @property
    def author(self) -> str:
        """Who answers for it: versions carry no names that readers see."""
        return gettext(PORTAL)

    @property
    def address(self) -> str:
        return f"{settings.SITE_URL}{self.path}"

    def csl(self, accessed: date | None = None) -> dict[str, Any]:
        """It in CSL-JSON, as read on the day `accessed`, if that is told.

        https://docs.citationstyles.org/en/stable/specification.html#appendix-iv-variables
        """
        values = {
            "id": self.key,
            "type": "webpage",
            "title": self.title,
            "author": [{"literal": self.author}],
            "container-title": self.author,
            "issued": _csl_date(self.revised),
            "version": str(self.version or ""),
            "abstract": self.summary,
            "language": LANGUAGE,
            "license": LICENCE,
            "URL": self.address,
            "accessed": _csl_date(accessed),
        }
        return {variable: value for variable, value in values.items() if value}


def topic_item(topic: Topic) -> PageItem:
    """The page of a published topic, as it is now. To be read with its section and its
    public version's number."""
    revision = topic.published_revision
    return PageItem(
        key=topic.slug,
        title=topic.title,
        path=topic.get_absolute_url(),
        summary=topic.summary,
        published=topic.published_at and topic.published_at.date(),
        revised=topic.revised_at and topic.revised_at.date(),
        version=revision.number if revision else None,
    )


def version_item(topic: Topic, revision: Revision) -> PageItem:
    """One published version of a topic, at its permanent address."""
    path = reverse(
        "topics:revision_detail", args=[topic.section.slug, topic.slug, revision.number]
    )
    return PageItem(
        key=f"{topic.slug}-{revision.number}",
        title=revision.title,
        path=path,
        summary=revision.content.get("summary", ""),
        published=topic.published_at and topic.published_at.date(),
        revised=revision.published_at and revision.published_at.date(),
        version=revision.number,
    )


def _csl_date(day: date | None) -> dict[str, Any]:
    return {"date-parts": [[day.year, day.month, day.day]]} if day else {}
