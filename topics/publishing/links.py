"""Where the slugs, keys and images that texts name lead."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Self

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import NoReverseMatch, reverse

from topics import markup
from topics.models import (
    Agreement,
    Alias,
    CrossReference,
    Image,
    Link,
    Mission,
    Source,
    Topic,
)


@dataclass(frozen=True)
class LinkResolver:
    """Answers `resolve`, `cite` and `depict` of `markup.render` for some texts, from
    plain values: another process can have it, and topics that are not stored yet may
    be expected."""

    targets: dict[str, markup.Target] = field(default_factory=dict)  # by slug
    keys: frozenset[str] = frozenset()  # of sources
    pictures: dict[str, markup.Picture] = field(default_factory=dict)  # by slug

    @classmethod
    def for_texts(cls, texts: Iterable[str]) -> Self:
        """What is public now of all that some texts name."""
        slugs, keys, images = named_in(texts)
        sources = Source.objects.filter(key__in=keys) if keys else Source.objects.none()
        found = Image.objects.in_bulk(images, field_name="slug") if images else {}
        return cls(
            _targets(slugs) if slugs else {},
            frozenset(sources.values_list("key", flat=True)),
            {slug: image.picture for slug, image in found.items()},
        )

    @classmethod
    def of_everything(cls) -> Self:
        """Where all that is public now leads."""
        return cls(
            _targets(),
            frozenset(Source.objects.values_list("key", flat=True)),
            {image.slug: image.picture for image in Image.objects.all()},
        )

    def expect(self, names: Iterable[str], section: str, slug: str, title: str) -> None:
        """Let slugs lead to a topic, stored or not; not to one that can have no
        address, which is refused when it is checked."""
        try:
            address = reverse("topics:topic_detail", args=[section, slug])
        except NoReverseMatch:
            return
        for name in names:
            self.targets[name] = markup.Target(address, title)

    def resolve(self, slug: str) -> markup.Target | None:
        return self.targets.get(slug)

    def cite(self, key: str) -> bool:
        return key in self.keys

    def depict(self, slug: str) -> markup.Picture | None:
        return self.pictures.get(slug)

    def narrowed_to(self, texts: Iterable[str]) -> Self:
        """What of it some texts need."""
        slugs, keys, images = named_in(texts)
        return type(self)(
            {slug: self.targets[slug] for slug in slugs & self.targets.keys()},
            self.keys & keys,
            {slug: self.pictures[slug] for slug in images & self.pictures.keys()},
        )


def named_in(texts: Iterable[str]) -> tuple[set[str], set[str], set[str]]:
    """The slugs of topics, the keys of sources and the slugs of images that some
    texts name."""
    slugs: set[str] = set()
    keys: set[str] = set()
    images: set[str] = set()
    for text in texts:
        slugs |= markup.linked_slugs(text)
        keys |= markup.cited_keys(text)
        images |= markup.depicted_slugs(text)
    return slugs, keys, images


def _targets(slugs: set[str] | None = None) -> dict[str, markup.Target]:
    """By present and former slug, of the published topics; of all or of `slugs`."""
    topics = Topic.objects.published().order_by()
    aliases = Alias.objects.filter(topic__in=topics).order_by()
    if slugs is not None:
        topics = topics.filter(slug__in=slugs)
        aliases = aliases.filter(slug__in=slugs)
    present = topics.values_list("slug", "section__slug", "slug", "title")
    former = aliases.values_list(
        "slug", "topic__section__slug", "topic__slug", "topic__title"
    )
    return {
        name: markup.Target(reverse("topics:topic_detail", args=[section, slug]), title)
        for name, section, slug, title in [*former, *present]
    }


def resolve_link_targets(topics: Iterable[Topic] | None = None) -> None:
    """Set where the links, cross-references and predecessors of topics lead; without
    `topics`, of all that lead nowhere yet."""
    links, references = Link.objects.all(), CrossReference.objects.all()
    followers = [
        model.objects.exclude(predecessor_slug="") for model in (Mission, Agreement)
    ]
    if topics is None:
        links, references = links.filter(target=None), references.filter(target=None)
        followers = [rows.filter(predecessor=None) for rows in followers]
    else:
        links, references = (
            links.filter(source__in=topics),
            references.filter(source__in=topics),
        )
        followers = [rows.filter(topic__in=topics) for rows in followers]
    links.update(target=_topic_named_by("slug"))
    # A former slug of the topic itself would tie it to itself.
    references.update(target=_topic_named_by("slug", but="source"))
    for rows in followers:
        rows.update(predecessor=_topic_named_by("predecessor_slug", but="topic"))


def _topic_named_by(slug: str, but: str | None = None) -> Coalesce:
    """The topic that has, or once had, the slug in a row's column; not the one in
    the column `but`."""
    topics: QuerySet[Topic] = Topic.objects.filter(slug=OuterRef(slug)).order_by()
    aliases: QuerySet[Alias] = Alias.objects.filter(slug=OuterRef(slug)).order_by()
    if but:
        topics = topics.exclude(pk=OuterRef(but))
        aliases = aliases.exclude(topic=OuterRef(but))
    return Coalesce(Subquery(topics.values("pk")), Subquery(aliases.values("topic")))
