"""What readers see is written here: published, withdrawn, renamed, merged."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from topics.models import (
    Alias,
    CrossReference,
    Revision,
    Tag,
    Tagging,
    Topic,
)
from topics.models.content import (
    DEFAULT_POSITION,
    merged_content,
    months_after,
    reviewed_date,
)
from topics.models.link import cross_references
from topics.models.profiles import PROFILES
from topics.publishing.derivation import (
    DERIVED_FIELDS,
    Derived,
    replace_rows,
    store_derived,
)
from topics.publishing.invalidation import invalidating
from topics.publishing.links import resolve_link_targets
from topics.publishing.revisions import save_revision, unschedule
from topics.publishing.sort_keys import sort_key_of, store_sort_keys
from topics.search import index_topics, remove_topics

Pairs = Sequence[tuple[Topic, Revision]]
PUBLISHED_FIELDS = (
    *("title", "summary", "body", "position", "date"),
    *("reviewed", "reviewer", "review_due"),
    *("further_reading", "search_terms", "published_at", "revised_at", "archived_at"),
    *("published_revision", "review_months", "sort_key", *DERIVED_FIELDS),
)


def publish(pairs: Pairs) -> None:
    """Show readers each topic's revision, and make again all that depends on it.
    Topics and revisions are stored already."""
    with invalidating(topic.pk for topic, _revision in pairs) as invalidation:
        texts = [revision.content["body"] for _topic, revision in pairs]
        if store_published(pairs, invalidation.derived_from(texts)):
            resolve_link_targets([topic for topic, _revision in pairs])


def store_published(pairs: Pairs, derived: Sequence[Derived]) -> bool:
    """Set and store the columns and rows that readers see of topics to those of their
    revisions; topics and revisions may be new. Returns whether they name other topics
    than before: then resolve_link_targets() has to find those. What other topics show
    of them is left to `invalidating()` or to `finish_load()`."""
    now, profiles = timezone.now(), []
    for (topic, revision), made in zip(pairs, derived, strict=True):
        _apply(topic, revision, now)
        made.apply_to(topic)
        profile, rows = _profile(topic, revision.content)
        topic.date = profile.date if profile else None
        topic.sort_key = sort_key_of(topic)
        profiles += [profile, *rows] if profile else []
    _store_topics_and_revisions(pairs)
    topics = [topic for topic, _revision in pairs]
    has_profiles = _store_profiles(topics, profiles)
    _store_tags(pairs)
    related = [
        row
        for topic, revision in pairs
        for row in cross_references(topic, revision.content.get("related", []))
    ]
    has_other_references = replace_rows(CrossReference, "source", topics, related)
    has_other_links = store_derived(topics, list(derived))
    return has_profiles or has_other_references or has_other_links


def _apply(topic: Topic, revision: Revision, now: Any) -> None:
    content = revision.content
    revision.state, revision.published_at = Revision.State.PUBLISHED, now
    revision.scheduled_for = None
    topic.title, topic.summary = content["title"], content["summary"]
    topic.body = content["body"]
    topic.reviewed = reviewed_date(content)
    topic.reviewer = content.get("reviewer", "")
    topic.review_due = months_after(topic.reviewed, topic.review_months)
    topic.position = int(content.get("position", DEFAULT_POSITION))
    topic.further_reading = content.get("sources", [])
    topic.search_terms = content.get("search_terms", [])
    topic.published_at = topic.published_at or now
    topic.revised_at, topic.archived_at = now, None


def _store_topics_and_revisions(pairs: Pairs) -> None:
    new = [topic for topic, _revision in pairs if topic.pk is None]
    Topic.objects.bulk_create(new)
    known = [topic for topic, _revision in pairs if topic not in new]
    # An older text that waits for its time must not come over this one.
    unschedule(Revision.objects.filter(topic__in=known))
    _store_revisions([revision for _topic, revision in pairs])
    for topic, revision in pairs:
        topic.published_revision = revision
    Topic.objects.bulk_update(known, PUBLISHED_FIELDS, batch_size=100)
    Topic.objects.bulk_update(new, ["published_revision"])


def _store_revisions(revisions: Sequence[Revision]) -> None:
    known = [revision for revision in revisions if revision.pk is not None]
    Revision.objects.bulk_create([r for r in revisions if r.pk is None])
    Revision.objects.bulk_update(known, ["state", "published_at", "scheduled_for"])


def _profile(topic: Topic, content: Mapping[str, Any]) -> tuple[Any, list[Any]]:
    """The unsaved profile of a content and its rows; (None, []) if it has none. The
    topic has it from now on."""
    found: tuple[Any, list[Any]] = None, []
    for name, model in PROFILES.items():
        if name in content:
            found = model.from_content(topic, content[name], is_clean=True)
        else:
            relation: Any = Topic._meta.get_field(name)
            relation.set_cached_value(topic, None)
    return found


def _store_profiles(topics: list[Topic], profiles: list[Any]) -> bool:
    """Have `profiles`, and the rows that belong to them, instead of those of before.
    Returns whether that changed anything."""
    is_changed = False
    for name in {name for topic in topics for name in topic.section.profiles}:
        model = PROFILES[name]
        own = [profile for profile in profiles if type(profile) is model]
        is_changed |= replace_rows(model, "topic", topics, own)
        for row_model in model.row_models():
            rows = [row for row in profiles if type(row) is row_model]
            is_changed |= replace_rows(row_model, "profile", own, rows)
    return is_changed


def _store_tags(pairs: Pairs) -> None:
    slugs = {topic: revision.content.get("tags", []) for topic, revision in pairs}
    tags = Tag.objects.by_slugs({slug for some in slugs.values() for slug in some})
    rows = [
        Tagging(content_object=topic, tag=tag, sort_key=topic.sort_key)
        for topic, some in slugs.items()
        for tag in dict.fromkeys(tags[slug] for slug in some if slug in tags)
    ]
    replace_rows(Tagging, "content_object", slugs, rows)


def unpublish(topic: Topic, *, archive: bool = False) -> None:
    """Take the page away from readers, and with `archive` also out of the lists of
    editors; its revisions stay."""
    with invalidating([topic.pk]):
        topic.published_at = None
        topic.archived_at = timezone.now() if archive else None
        unschedule(topic.revisions.all())
        Topic.objects.filter(pk=topic.pk).update(
            published_at=None, archived_at=topic.archived_at
        )
        remove_topics([topic.pk])


def rename(topic: Topic, slug: str, *, take_over: bool = False) -> None:
    """Move a topic to a new address; the old one redirects and its links still lead
    there. With `take_over` it may be one that another topic once had. Raises
    ValidationError."""
    with invalidating([topic.pk]):
        if take_over:
            free_address(slug)
        old, topic.slug = topic.slug, slug
        topic.aliases.filter(slug=slug).delete()
        topic.full_clean()
        Topic.objects.filter(pk=topic.pk).update(slug=slug)
        store_sort_keys(Topic.objects.filter(pk=topic.pk))
        # In bulk: a saved row would have the topic's text rendered again.
        Alias.objects.bulk_create([Alias(topic=topic, slug=old)])
        related = ("section", *PROFILES)
        renamed = Topic.objects.exclude(published_at=None).filter(pk=topic.pk)
        index_topics(list(renamed.select_related(*related)))


def free_address(slug: str) -> None:
    """Let no topic answer to a slug that it once had: another may have it then, and
    what names it leads there."""
    former = Alias.objects.filter(slug=slug)
    with invalidating(former.values_list("topic", flat=True)) as invalidation:
        if former.delete()[0]:
            naming = Topic.objects.naming({slug}).order_by()
            invalidation.underive(naming.values_list("pk", flat=True))


def merge(topic: Topic, other: Topic, *, author: Any = None) -> Revision:
    """Make one page of two: `other` takes over tags, sources, cross-references and all
    addresses; `topic` is archived with its revisions. Returns the revision of `other`
    that says so, published if its newest one was. Raises ValidationError."""
    newest, mine = other.newest_revision, topic.newest_revision.content
    without = topic.slugs() | other.slugs()
    content = merged_content(newest.content, mine, without=without)
    note = _("Merged with “%(title)s”") % {"title": mine.get("title", topic.slug)}
    with invalidating([topic.pk, other.pk]):
        revision = save_revision(other, content, note=note, author=author)
        retire(topic, other)
        if newest.state == Revision.State.PUBLISHED:
            publish([(other, revision)])
    return revision


def retire(topic: Topic, other: Topic) -> None:
    """Archive a topic with its revisions; `other` answers to all its addresses."""
    slugs = topic.slugs()
    with invalidating([topic.pk, other.pk]):
        unpublish(topic, archive=True)
        topic.aliases.all().delete()
        topic.slug = f"{topic.slug[:70]}-merged-{topic.pk}"[:80]
        Topic.objects.filter(pk=topic.pk).update(slug=topic.slug)
        store_sort_keys(Topic.objects.filter(pk=topic.pk))
        Alias.objects.bulk_create(Alias(topic=other, slug=slug) for slug in slugs)
