"""A content that may not be saved yet, as rules ask it."""

from functools import cached_property
from typing import Any

from topics import markup
from topics.models import Source, Tag, Topic
from topics.publishing.link_resolver import Directory


class Draft:
    """What a revision of a topic holds, or may come to hold, with what it names looked
    up once."""

    def __init__(self, topic: Topic, content: dict[str, Any]) -> None:
        self.topic = topic
        self.content = content
        self.body: str = content.get("body", "")
        self.summary: str = content.get("summary", "")
        self.tags: list[str] = content.get("tags", [])
        self.references: list[str] = [item["to"] for item in content.get("related", [])]
        self.mission: dict[str, Any] = content.get("mission", {})
        self.predecessor: str = self.mission.get("predecessor", "")

    def leads_nowhere(self, slug: str) -> bool:
        """Whether no published topic, and not this one, has or had the slug."""
        return slug != self.topic.slug and self._directory.resolve(slug) is None

    @property
    def missing_links(self) -> list[str]:
        """The slugs in its text that lead nowhere."""
        slugs = [link.slug for link in self._rendered.links if not link.found]
        return [slug for slug in slugs if self.leads_nowhere(slug)]

    @property
    def missing_images(self) -> list[str]:
        """The slugs in its text of which there is no image."""
        return [image.slug for image in self._rendered.images if not image.found]

    @property
    def missing_sources(self) -> list[str]:
        """The keys that it cites and the bibliography does not have."""
        return [key for key in self._keys if not self._directory.cite(key)]

    @property
    def sources(self) -> list[Source]:
        """The sources that it cites or lists."""
        known = self._directory.sources
        return [known[key] for key in self._keys if key in known]

    @cached_property
    def known_tags(self) -> set[str]:
        """Those of its tags that the vocabulary has."""
        known = Tag.objects.filter(slug__in=self.tags)
        return set(known.values_list("slug", flat=True))

    @cached_property
    def _directory(self) -> Directory:
        slugs = [*self.references, self.predecessor]
        keys = self.content.get("sources", [])
        directory: Directory = Directory.for_texts([self.body], slugs, keys)
        return directory

    @cached_property
    def _rendered(self) -> markup.Rendered:
        directory = self._directory
        try:
            return markup.render(
                self.body,
                resolve=directory.resolve,
                cite=directory.cite,
                depict=directory.depict,
            )
        except markup.SourceRefused:
            # The form refuses it too, and says why.
            return markup.Rendered("", (), "", (), ())

    @property
    def _keys(self) -> list[str]:
        cited = [mark.key for mark in self._rendered.citations]
        return list(dict.fromkeys([*cited, *self.content.get("sources", [])]))
