"""A page of the portal as a work that can be cited. What its citations say, and what
its head tells machines, comes from this one description."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.urls import reverse

from topics.metadata import portal
from topics.models import Revision, Topic

WHOLE = "/"


@dataclass(frozen=True)
class PageItem:
    """A page at `path`, or one version of it. `key` is its name in files of references,
    less that of the portal, which the whole has alone. `published` is the day on which
    it was first public, `revised` that of its text, each None if it has none; `version`
    is the number of its version, if it has one."""

    key: str
    title: str
    path: str
    summary: str = ""
    published: date | None = None
    revised: date | None = None
    version: int | None = None

    @property
    def name(self) -> str:
        """What it is called in files of references, and these by their names."""
        return "-".join(filter(None, ["peacekeeping-portal", self.key]))

    @property
    def author(self) -> str:
        """Who answers for it: versions carry no names that readers see."""
        return portal.name()

    @property
    def address(self) -> str:
        return portal.absolute(self.path)

    @property
    def is_permanent(self) -> bool:
        """Whether it is one version, whose words never change."""
        return self.path.endswith(f"/history/{self.version}/")

    def csl(self, accessed: date | None = None) -> dict[str, Any]:
        """It in CSL-JSON, as read on the day `accessed`, if that is told.

        https://docs.citationstyles.org/en/stable/specification.html#appendix-iv-variables
        """
        is_part = self.path != WHOLE
        values = {
            "id": self.name,
            "type": "webpage",
            # There these would be markup; a title is plain text.
            "title": self.title.replace("<", "&lt;"),
            "author": [{"literal": self.author}] if is_part else [],
            "container-title": self.author if is_part else "",
            "issued": _csl_date(self.revised),
            "version": str(self.version or ""),
            "abstract": self.summary,
            "language": portal.LANGUAGE,
            "license": portal.LICENCE_URL,
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


def seen_version_item(topic: Topic) -> PageItem | None:
    """The version of it that readers see now, at its permanent address; None if it is
    not known."""
    item = topic_item(topic)
    if item.version is None:
        return None
    return replace(
        item,
        key=f"{topic.slug}-{item.version}",
        path=_permanent_path(topic, item.version),
    )


def version_item(topic: Topic, revision: Revision) -> PageItem:
    """One published version of a topic, at its permanent address."""
    return replace(
        topic_item(topic),
        key=f"{topic.slug}-{revision.number}",
        path=_permanent_path(topic, revision.number),
        title=revision.title,
        summary=revision.content.get("summary", ""),
        revised=revision.published_at and revision.published_at.date(),
        version=revision.number,
    )


def _permanent_path(topic: Topic, number: int) -> str:
    where = [topic.section.slug, topic.slug, number]
    return reverse("topics:revision_detail", args=where)


def _csl_date(day: date | None) -> dict[str, Any]:
    return {"date-parts": [[day.year, day.month, day.day]]} if day else {}
