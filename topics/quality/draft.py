"""A content that may not be saved yet, as rules ask it."""

from functools import cached_property
from typing import Any

from topics import markup
from topics.models import Source, Tag, Topic
from topics.models.profiles import PROFILES
from topics.publishing.derivation import Derived
from topics.publishing.links import LinkResolver


class Draft:
    """What a revision of a topic holds, or may come to hold, with what it names looked
    up once."""

    def __init__(self, topic: Topic, content: dict[str, Any]) -> None:
        self.topic = topic
        self.content = content
        self.body = markup.plain_lines(content.get("body", ""))
        self.summary: str = content.get("summary", "")
        self.tags: list[str] = content.get("tags", [])
        self.references: list[str] = [item["to"] for item in content.get("related", [])]
        self.mission: dict[str, Any] = content.get("mission", {})
        self.indicator: dict[str, Any] = content.get("indicator", {})
        named = (
            slug
            for name in PROFILES.keys() & content.keys()
            for slug in PROFILES[name].topics_named_in(content[name]).values()
        )
        self.predecessor: str = next(named, "")

    def leads_nowhere(self, slug: str) -> bool:
        """Whether no published topic, and not this one, has or had the slug."""
        return slug != self.topic.slug and self._resolver.resolve(slug) is None

    def depicts_nothing(self, slug: str) -> bool:
        """Whether there is no image of the slug."""
        return self._resolver.depict(slug) is None

    @property
    def links(self) -> list[str]:
        """The slugs of topics in its text."""
        return self._derived.links if self._derived else []

    @property
    def text(self) -> str:
        """Its text without marks."""
        return self._derived.text if self._derived else ""

    @property
    def contents(self) -> list[dict[str, Any]]:
        """The headings of its text."""
        return self._derived.contents if self._derived else []

    @property
    def images(self) -> list[str]:
        """The slugs of images in its text."""
        return self._derived.images if self._derived else []

    @cached_property
    def keys(self) -> list[str]:
        """The keys of the sources that it cites or lists."""
        cited = self._derived.citations if self._derived else {}
        named = (
            key
            for name in PROFILES.keys() & self.content.keys()
            for key in PROFILES[name].sources_named_in(self.content[name])
        )
        listed = self.content.get("sources", [])
        return list(dict.fromkeys([*cited, *named, *listed]))

    @cached_property
    def known_sources(self) -> dict[str, str]:
        """The document numbers of those that the bibliography has, by their keys."""
        known = Source.objects.filter(key__in=self.keys)
        return dict(known.values_list("key", "number"))

    @cached_property
    def known_tags(self) -> set[str]:
        """Those of its tags that the vocabulary has, also under another slug now."""
        return set(Tag.objects.by_slugs(self.tags))

    @cached_property
    def _resolver(self) -> LinkResolver:
        named = [*self.references, self.predecessor]
        return LinkResolver.for_texts([self.body, *(f"[[{slug}]]" for slug in named)])

    @cached_property
    def _derived(self) -> Derived | None:
        try:
            return Derived.of(self.body, self._resolver)
        except markup.SourceRefused:
            # The form refuses it too, and says why.
            return None
