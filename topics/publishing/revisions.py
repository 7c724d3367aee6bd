"""Versions of a topic's content: saved, moved on, scheduled. Readers see none of it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max, QuerySet

from portal.caching import surrogate_keys
from topics import markup, metrics
from topics.models import Revision, Topic
from topics.models.content import clean_content, with_present_tags
from topics.models.markdown import validation_error
from topics.publishing.invalidation import Invalidation, open_invalidation
from topics.publishing.locks import lock_pages


def check_text(body: str) -> None:
    """Raise ValidationError for a text that cannot be rendered. Within `invalidating()`
    the rendering is kept for the publication that may follow."""
    invalidation = open_invalidation() or Invalidation()
    try:
        invalidation.derived_from([body])
    except markup.SourceRefused as refused:
        raise validation_error(refused) from refused


def save_revision(
    topic: Topic,
    content: Mapping[str, Any],
    *,
    note: str,
    author: Any = None,
    state: str | None = None,
    is_clean: bool = False,
    **columns: Any,
) -> Revision:
    """Keep `content`, with the present slugs of its tags, as the newest revision of a
    topic, a draft unless another `state` is given; `columns` are others of the
    revision. Readers see no change.

    Raises ValidationError, by key, if the content cannot be stored; with `is_clean`
    it was checked before.
    """
    if not is_clean:
        content = with_present_tags(content)
        clean_content(content, topic, check_text=check_text)
    with transaction.atomic(savepoint=False):
        # One at a time, so that two savers never get the same number.
        invalidation = open_invalidation()
        if invalidation:
            invalidation.lock()
        else:
            lock_pages()
        newest = topic.revisions.aggregate(newest=Max("number"))["newest"] or 0
        revision = Revision(
            topic=topic,
            number=newest + 1,
            content=content,
            note=note,
            author=author,
            state=state or Revision.State.DRAFT,
            **columns,
        )
        revision.clean_fields(exclude=["topic", "author"])
        revision.save(force_insert=True)
        transaction.on_commit(metrics.saves.inc, robust=True)
    return revision


def move(
    revision: Revision,
    state: str,
    *,
    scheduled_for: datetime | None = None,
    remark: str = "",
) -> None:
    """Move a revision between the states before publication. A published one stays
    published."""
    if revision.state == Revision.State.PUBLISHED:
        return
    revision.state, revision.scheduled_for = state, scheduled_for
    revision.remark = remark
    revision.save(update_fields=["state", "scheduled_for", "remark"])
    if scheduled_for:
        surrogate_keys.invalidate(surrogate_keys.SCHEDULE)


@transaction.atomic
def schedule(topic: Topic, revision: Revision, time: datetime) -> Revision:
    """Have `revision` published at `time`, instead of any that waits now; one that was
    public before, and was withdrawn, is saved again. Returns what waits. Raises
    ValidationError, by key, for one that could not be published."""
    clean_content(revision.content, topic, check_text=check_text)
    unschedule(topic.revisions.all())
    if revision.state == Revision.State.PUBLISHED:
        revision = save_revision(
            topic,
            revision.content,
            note=revision.note,
            author=revision.author,
            is_clean=True,
        )
    move(revision, Revision.State.SCHEDULED, scheduled_for=time)
    return revision


def unschedule(revisions: QuerySet[Revision]) -> None:
    """Make drafts of scheduled revisions."""
    scheduled = revisions.filter(state=Revision.State.SCHEDULED)
    scheduled.update(state=Revision.State.DRAFT, scheduled_for=None)
