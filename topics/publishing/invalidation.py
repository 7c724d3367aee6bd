"""What a change makes stale: made again at once, or dropped until it is read next.

Everything that writes what readers see does so inside `invalidating()`. Single rows
that are saved or deleted elsewhere, in the shell say, are noticed by the receivers.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Q, QuerySet

from portal.caching import surrogate_keys
from topics.lists.counts import store_topic_counts
from topics.models import (
    CrossReference,
    RenderedTopic,
    Section,
    Source,
    Tag,
    Topic,
)
from topics.models.profiles import PROFILES
from topics.models.section import SECTIONS
from topics.pictures.mission_context import missions_around
from topics.publishing.derivation import Derived, derive, render_introductions
from topics.publishing.graphs import lay_out_near
from topics.publishing.links import LinkResolver
from topics.publishing.locks import lock_pages
from topics.publishing.snapshots import Difference, Snapshot, snapshots
from topics.publishing.sort_keys import store_sort_keys
from topics.search import index_sources, index_tags, index_topics


@dataclass
class Invalidation:
    """What a block of code changes: topics and tags by primary key, sources by key,
    images by slug, sections with their title and position before."""

    topics: set[int] = field(default_factory=set)
    tags: set[int] = field(default_factory=set)
    sources: dict[str, int] = field(default_factory=dict)
    images: set[str] = field(default_factory=set)
    sections: dict[int, tuple[str, int] | None] = field(default_factory=dict)
    # How the topics looked before.
    before: dict[int, Snapshot] = field(default_factory=dict)
    # Topics of which nothing is derived yet.
    underived: set[int] = field(default_factory=set)
    # Texts that were checked in the block, so that publishing renders them no more.
    texts: dict[str, Derived] = field(default_factory=dict)
    is_locked: bool = False

    def add_topics(self, ids: Iterable[int]) -> None:
        """Topics that are about to change, or are new."""
        if new := set(ids) - self.topics:
            self.lock()
            self.before |= snapshots(new)
            self.topics |= new

    def underive(self, ids: Iterable[int]) -> None:
        """Topics of which all is to be derived again."""
        ids = set(ids)
        self.add_topics(ids)
        self.underived |= ids

    def update(self, other: "Invalidation") -> None:
        """Take over what another one noted."""
        self.before |= other.before
        self.topics |= other.topics
        self.underived |= other.underived
        self.tags |= other.tags
        self.sources |= other.sources
        self.images |= other.images
        self.sections |= other.sections

    def derived_from(self, texts: Sequence[str]) -> list[Derived]:
        """What is computed from some texts. Raises markup.SourceRefused."""
        new = [text for text in texts if text not in self.texts]
        if new:
            resolver = LinkResolver.for_texts(new)
            self.texts |= {text: Derived.of(text, resolver) for text in new}
        return [self.texts[text] for text in texts]

    def lock(self) -> None:
        """Let nobody else write what readers see until the transaction ends."""
        if not self.is_locked:
            lock_pages()
            self.is_locked = True

    def finish(self) -> None:
        """Make again or drop all that shows what changed."""
        noted = self.topics, self.tags, self.sources, self.images, self.sections
        if not any(noted):
            return
        self.lock()
        self._store_sort_keys()
        self._derive_stale_texts()
        after = snapshots(self.topics) if self.topics else {}
        differences = {
            pk: Difference(self.before.get(pk), after.get(pk)) for pk in self.topics
        }
        if slugs := _slugs_of_renamed(differences):
            # Links that waited for a name lead there now.
            self._derive(Topic.objects.exclude(published_at=None).naming(slugs))
            render_introductions(Section.objects.mentioning(slugs))
            after = snapshots(self.topics)
            differences = {
                pk: Difference(self.before.get(pk), after.get(pk)) for pk in self.topics
            }
        if self.tags:
            self._refresh_tags()
        if self.sources:
            index_sources(self.sources.values())
        self._count(differences)
        stale = self._stale_renderings(differences, bool(slugs))
        RenderedTopic.objects.filter(pk__in=stale).delete()
        surrogate_keys.invalidate(
            *(f"p{pk}" for pk in stale), *self._surrogate_keys(differences)
        )

    def _derive(self, topics: QuerySet[Topic]) -> None:
        ids = set(topics.order_by().values_list("pk", flat=True))
        self.add_topics(ids)
        derive(Topic.objects.filter(pk__in=ids))

    def _derive_stale_texts(self) -> None:
        """Render texts that waited for what is new, or show what is gone."""
        stale = Q(pk__in=self.underived)
        if self.sources:
            stale |= Q(pk__in=Topic.objects.waiting_for(self.sources).values("pk"))
        if self.images:
            stale |= Q(pk__in=Topic.objects.depicting(self.images).values("pk"))
            depicting = Section.objects.depicting(self.images)
            render_introductions(depicting)
        if self.underived or self.sources or self.images:
            published = Topic.objects.exclude(published_at=None)
            self._derive(published.filter(stale))

    def _store_sort_keys(self) -> None:
        if self.underived:
            store_sort_keys(Topic.objects.filter(pk__in=self.underived))
        moved = Section.objects.filter(pk__in=self.sections) if self.sections else ()
        for section in moved:
            before = self.sections[section.pk]
            if before and before[1] != section.position:
                store_sort_keys(Topic.objects.filter(section=section))

    def _refresh_tags(self) -> None:
        tags = Tag.objects.filter(pk__in=self.tags)
        carrying = Topic.objects.published().filter(taggings__tag__in=self.tags)
        related = ("section", *PROFILES)
        index_topics(list(carrying.select_related(*related).distinct()))
        index_tags(tags)

    def _count(self, differences: dict[int, Difference]) -> None:
        """Store of how many topics sections, tags and sources are now, where that may
        have changed."""
        sections = {pk for each in differences.values() for pk in each.changed_sections}
        tags = {pk for each in differences.values() for pk in each.changed("tags")}
        sources = {
            pk for each in differences.values() for pk in each.changed("sources")
        }
        for model, keys in (
            (Section, sections),
            (Tag, tags | self.tags),
            (Source, sources | set(self.sources.values())),
        ):
            if keys:
                store_topic_counts(model.objects.filter(pk__in=keys))

    def _stale_renderings(
        self, differences: dict[int, Difference], names_changed: bool
    ) -> set[int]:
        """The topics whose rendering shows what changed; the pictures of the graph
        are laid out again."""
        retold = [pk for pk, each in differences.items() if each.has_other("words")]
        tied = {pk for each in differences.values() for pk in each.changed_ties}
        stale = self.topics | tied
        if retold:
            shown = RenderedTopic.objects.showing(retold)
            stale |= set(shown.values_list("pk", flat=True))
            stale |= _neighbours(retold) | _missions_of_the_time(retold)
        if tied or names_changed:
            stale |= lay_out_near(self.topics | tied)
        for find in (_instruments, _computed, _paths):
            stale |= find(differences)
        return stale | self._renderings_of_what_they_name()

    def _renderings_of_what_they_name(self) -> set[int]:
        """The topics that show changed tags, sources or titles of sections."""
        shown = Q(pk__in=[])
        if self.tags:
            shown |= Q(taggings__tag__in=self.tags)
            shown |= Q(pk__in=Topic.objects.told_to(self.tags).values("pk"))
        if self.sources:
            shown |= Q(pk__in=Topic.objects.citing(self.sources).values("pk"))
        if retitled := self._retitled_sections():
            shown |= Q(section__in=retitled) | Q(
                rendered__shown__topic__section__in=retitled
            )
        if not (self.tags or self.sources or retitled):
            return set()
        topics = Topic.objects.published().filter(shown).order_by()
        return set(topics.values_list("pk", flat=True))

    def _retitled_sections(self) -> list[int]:
        now = dict(
            Section.objects.filter(pk__in=self.sections).values_list("pk", "title")
        )
        return [
            pk
            for pk, before in self.sections.items()
            if before and now.get(pk) != before[0]
        ]

    def _surrogate_keys(self, differences: dict[int, Difference]) -> Iterator[str]:
        yield from (f"t{pk}" for pk in self.topics)
        if self.topics:
            yield from ("changes", "search")
        if self.tags:
            yield from ("tags", "search", *(f"g{pk}" for pk in self.tags))
        if self.sources:
            yield from ("sources", *(f"r{pk}" for pk in self.sources.values()))
        if self.sections:
            # The search names the sections of pages.
            yield from (SECTIONS, "search")
        for each in differences.values():
            yield from _keys_of_lists(each)


_open: ContextVar[Invalidation | None] = ContextVar("invalidation", default=None)


def open_invalidation() -> Invalidation | None:
    """That of the block that is being executed, if there is one."""
    return _open.get()


@contextmanager
def invalidating(topics: Iterable[int] = ()) -> Iterator[Invalidation]:
    """Around a change to the topics with these primary keys: a transaction, at whose
    end everything that shows what changed is made again or dropped, once. Inside
    another such block it adds to that."""
    if (outer := _open.get()) is not None:
        outer.add_topics(topics)
        yield outer
        return
    invalidation = Invalidation()
    token = _open.set(invalidation)
    try:
        with transaction.atomic():
            invalidation.add_topics(topics)
            yield invalidation
            invalidation.finish()
    finally:
        _open.reset(token)


def _keys_of_lists(difference: Difference) -> Iterator[str]:
    """The surrogate keys of the lists on which a topic appears, or did before."""
    if difference.has_other("listed"):
        yield "topics"
        for side in difference.sides:
            yield f"s{side.section}"
            yield from (f"g{tag}" for tag in side.tags)
    for source in difference.changed("sources"):
        yield from ("sources", f"r{source}")


def _slugs_of_renamed(differences: dict[int, Difference]) -> set[str]:
    """All slugs of the topics whose name changed, or that came or went."""
    return {
        slug
        for each in differences.values()
        if each.has_other("name")
        for side in each.sides
        for slug in side.slugs
    }


def _instruments(differences: dict[int, Difference]) -> set[int]:
    """The instruments on whose pages stands what they did to a mission that changed."""
    symbols = {s for each in differences.values() for s in each.changed_symbols}
    if not symbols:
        return set()
    topics = Topic.objects.published().of_symbols(symbols).order_by()
    return set(topics.values_list("pk", flat=True))


def _paths(differences: dict[int, Difference]) -> set[int]:
    """The reading paths that say how long one of the topics takes to read."""
    changed = [pk for pk, each in differences.items() if each.has_other("minutes")]
    if not changed:
        return set()
    steps = CrossReference.objects.filter(kind=CrossReference.Kind.STEP)
    leading = steps.filter(target__in=changed).order_by()
    return set(leading.values_list("source", flat=True))


def _computed(differences: dict[int, Difference]) -> set[int]:
    """The indicators that are counted from missions, if one of these changed."""
    changed = [each for each in differences.values() if each.has_other("listed")]
    if not any(each.is_mission for each in changed):
        return set()
    topics = Topic.objects.published().filter(indicator__computed_from__gt="")
    return set(topics.order_by().values_list("pk", flat=True))


def _neighbours(ids: list[int]) -> set[int]:
    """The topics before and after these in their sections; pages beside their former
    places show them, and are found by that."""
    published = Topic.objects.published()
    pairs = [
        published.beside(topic)
        for topic in published.filter(pk__in=ids).only("section", "sort_key")
    ]
    return {other.pk for pair in pairs for other in pair if other}


def _missions_of_the_time(ids: list[int]) -> set[int]:
    """The missions on whose pages one of these may appear among its own time."""
    published = Topic.objects.published()
    missions = published.filter(pk__in=ids, mission__isnull=False)
    return {
        other.pk
        for topic in missions.select_related("mission")
        for other in missions_around(topic, published)
    }
