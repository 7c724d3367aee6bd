"""Tags renamed and merged, and other tags for many topics, with a version of each."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from topics.models import Revision, Tag, TagAddress, Topic
from topics.models.content import with_present_tags
from topics.publishing.invalidation import invalidating
from topics.publishing.publication import publish
from topics.publishing.revisions import move, save_revision, schedule

NOTE_LENGTH = 300  # of a revision's note
State = Revision.State
# A topic's tags, by their slugs, to what they shall be.
Change = Callable[[list[str]], list[str]]
ContentChange = Callable[[dict[str, Any]], dict[str, Any]]


def rename_tag(
    tag: Tag,
    name: str,
    slug: str,
    *,
    author: Any,
    keep_name: bool = True,
    take_over: bool = False,
) -> list[Topic]:
    """Give a tag another name and address; the old address redirects, and with
    `keep_name` readers still find it by the old name. With `take_over` the address may
    be one that another tag once had.

    Returns the topics of which a version was saved because it names the slug. Raises
    ValidationError.
    """
    with invalidating():
        before = Tag.objects.get(pk=tag.pk)
        former = TagAddress.objects.all() if take_over else tag.addresses.all()
        former.filter(slug=slug).delete()
        tag.name, tag.slug, tag.is_edited = name, slug, True
        tag.full_clean()
        tag.save()
        tag.aliases.filter(name__iexact=name).delete()
        if keep_name and before.name.casefold() != name.casefold():
            tag.add_alias(before.name)
        if before.slug == slug:
            return []
        tag.addresses.create(slug=before.slug)
        note = _("Tag “%(old)s” has the address “%(new)s” now")
        return _replace_tag(
            before, tag, note % {"old": before.slug, "new": slug}, author
        )


def set_aliases(tag: Tag, names: list[str]) -> None:
    """Give a tag these other names, and no more."""
    with invalidating():
        tag.aliases.exclude(name__in=names).delete()
        present = set(tag.aliases.values_list("name", flat=True))
        for name in names:
            if name not in present:
                tag.aliases.create(name=name)


def merge_tags(
    tag: Tag, target: Tag, *, author: Any, keep_name: bool = True
) -> list[Topic]:
    """Move pages, names, narrower and related tags of `tag` to `target` and delete it;
    its address redirects, and with `keep_name` readers still find it by its name.

    Returns the topics of which a version was saved. Raises ValidationError.
    """
    with invalidating():
        note = _("Tag “%(old)s” merged into “%(new)s”")
        topics = _replace_tag(
            tag, target, note % {"old": tag.name, "new": target.name}, author
        )
        # Pages that were withdrawn from readers still carry it.
        carrying = target.taggings.values("content_object")
        tag.taggings.exclude(content_object__in=carrying).update(tag=target)
        tag.taggings.all().delete()
        _hand_over_tasks(tag, target)
        _hand_over_position(tag, target)
        tag.aliases.update(tag=target)
        tag.addresses.update(tag=target)
        target.is_edited = True
        target.save()
        Tag.objects.filter(pk=tag.pk).delete()
        if keep_name:
            target.add_alias(tag.name)
        target.addresses.create(slug=tag.slug)
    return topics


def _hand_over_tasks(tag: Tag, target: Tag) -> None:
    """Let missions that were withdrawn from readers have the tasks of the target."""
    present = target.mandate_tasks.filter(
        profile=OuterRef("profile"),
        resolution=OuterRef("resolution"),
        paragraph=OuterRef("paragraph"),
    )
    tag.mandate_tasks.filter(~Exists(present)).update(task=target)
    tag.mandate_tasks.all().delete()


def _hand_over_position(tag: Tag, target: Tag) -> None:
    if tag in target.above():
        # Otherwise it would be below itself.
        target.broader = tag.broader
        target.save()
    tag.narrower.exclude(pk=target.pk).update(broader=target)
    target.related.add(*tag.related.exclude(pk=target.pk))


def _replace_tag(tag: Tag, target: Tag, note: str, author: Any) -> list[Topic]:
    """Name `target` instead of `tag` in the versions of topics."""
    present = {tag.slug: target.slug}
    return _change(
        Topic.objects.naming_tag(tag.slug),
        lambda content: with_present_tags(content, present),
        note=note,
        author=author,
    )


def retag(
    topics: QuerySet[Topic], change: Change, *, note: str, author: Any
) -> list[Topic]:
    """Save and publish what `change` makes of each topic's list of tag slugs.

    Readers get the change at once; a draft that was not published gets it too and
    stays a draft. Returns the topics that changed. Raises ValidationError, with the
    title, if one cannot be saved; then none is.
    """
    return _change(topics, partial(_with_tags, change), note=note, author=author)


def _change(
    topics: QuerySet[Topic], change: ContentChange, *, note: str, author: Any
) -> list[Topic]:
    """The same with what `change` makes of each content."""
    with invalidating():
        changed, pairs, drafts = [], [], []
        for topic in topics.select_related("section", "published_revision"):
            public = topic.published_revision if topic.is_published else None
            waiting = list(topic.revisions.not_yet_public(public))
            versions = [public, *waiting] if public else waiting
            if not any(_differs(version, change) for version in versions):
                continue
            changed.append(topic)
            drafts += [(topic, draft) for draft in waiting]
            if public and _differs(public, change):
                content = change(public.content)
                pairs.append((topic, _saved(topic, content, note, author)))
        publish(pairs)
        # After what is public, so that drafts stay newer.
        for topic, draft in drafts:
            _save_again(topic, draft, change, note, author)
    return changed


def _save_again(
    topic: Topic, draft: Revision, change: ContentChange, note: str, author: Any
) -> None:
    """The draft with other tags, as it was: sent back, in review or waiting for its
    time."""
    before = _("%(note)s; before: %(before)s") % {"note": note, "before": draft.note}
    content = change(draft.content)
    revision = _saved(topic, content, before[:NOTE_LENGTH], author)
    if draft.scheduled_for and draft.state == State.SCHEDULED:
        schedule(topic, revision, draft.scheduled_for)
    # What was withdrawn from readers comes back only by somebody's decision.
    elif draft.state != State.PUBLISHED:
        move(revision, draft.state, remark=draft.remark)


def _saved(topic: Topic, content: dict[str, Any], note: str, author: Any) -> Revision:
    try:
        return save_revision(topic, content, note=note, author=author)
    except ValidationError as error:
        newest = topic.newest_revision
        raise ValidationError(
            _("“%(title)s” cannot be saved with other tags: %(reason)s Fix it first."),
            params={
                "title": newest.title if newest else topic.slug,
                "reason": " ".join(error.messages),
            },
        ) from error


def _differs(revision: Revision, change: ContentChange) -> bool:
    return bool(change(revision.content) != revision.content)


def _with_tags(change: Change, content: dict[str, Any]) -> dict[str, Any]:
    tags = change(content.get("tags", []))
    others = {key: value for key, value in content.items() if key != "tags"}
    return {**others, "tags": tags} if tags else others
