"""Saves and deletions of single rows, wherever they happen.

Signals, because nothing else sees a save in the shell or by `loaddata`; the admin's
forms and the loaders of the content files save such rows as the shell does. Within
`invalidating()` they note what changed; elsewhere everything that shows the row is made
again or dropped at once. What publishing writes goes through querysets, which send no
signals.
"""

from functools import partial
from typing import Any

from django.core.files.storage import default_storage
from django.db import models, transaction
from django.db.models.signals import (
    m2m_changed,
    post_delete,
    post_save,
    pre_delete,
    pre_save,
)
from django.dispatch import receiver

from topics.models import (
    Alias,
    CrossReference,
    Image,
    Section,
    Source,
    Tag,
    TagAlias,
    Tagging,
    Topic,
)
from topics.models.content import months_after
from topics.models.profiles import PROFILES
from topics.publishing.derivation import introduction_html
from topics.publishing.invalidation import Invalidation, invalidating, open_invalidation
from topics.publishing.links import LinkResolver
from topics.publishing.sort_keys import sort_key_of
from topics.search import remove_topics

# Rows that belong to a topic, and the column with its key.
PARTS: dict[type[models.Model], str] = {
    **dict.fromkeys([Alias, *PROFILES.values()], "topic_id"),
    **{
        model: "profile_id"
        for profile in PROFILES.values()
        for model in profile.row_models()
    },
    CrossReference: "source_id",
}
ENTRIES: tuple[type[models.Model], ...] = (Topic, Section, Tag, TagAlias, Source, Image)


def note(invalidation: Invalidation, instance: Any) -> None:
    """Note that a row is going to change, or has."""
    match instance:
        case Topic():
            invalidation.underive([instance.pk])
        case Section():
            if instance.pk not in invalidation.sections:
                rows = Section.objects.filter(pk=instance.pk)
                before = rows.values_list("title", "position").first()
                invalidation.sections[instance.pk] = before
        case Tag():
            invalidation.tags.add(instance.pk)
        case TagAlias():
            invalidation.tags.add(instance.tag_id)
        case Source():
            invalidation.sources[instance.key] = instance.pk
        case Image():
            invalidation.images.add(instance.slug)
        case _:
            topic = getattr(instance, PARTS[type(instance)])
            invalidation.underive([topic])


def before_change(instance: models.Model, origin: Any = None, **kwargs: Any) -> None:
    """Note how things look before a row is saved or deleted."""
    if _goes_with_another(instance, origin):
        return
    invalidation = open_invalidation()
    if invalidation is None:
        invalidation = Invalidation()
        instance._invalidation = invalidation  # type: ignore[attr-defined]
    if instance.pk is not None:
        note(invalidation, instance)


def after_change(
    instance: models.Model,
    raw: bool = False,
    created: bool = False,
    origin: Any = None,
    **kwargs: Any,
) -> None:
    """Make again what shows a row that was saved or deleted; a new one has its key
    only now. What `loaddata` saves (`raw`) waits for the rows that follow it."""
    if _goes_with_another(instance, origin):
        return
    if isinstance(instance, Topic) and created and not (raw or instance.published_at):
        return  # A draft: nothing shows it.
    outer = open_invalidation()
    noted = instance.__dict__.pop("_invalidation", None) or outer or Invalidation()
    note(noted, instance)
    if noted is outer:
        return
    if raw:
        transaction.on_commit(partial(_finish, noted))
    else:
        _finish(noted)


def _goes_with_another(instance: models.Model, origin: Any) -> bool:
    """Whether it is deleted because a row of another model is (`origin`: a row or a
    queryset), which is still there now and notes its own deletion."""
    if origin is None:
        return False
    return getattr(origin, "model", type(origin)) is not type(instance)


def _finish(noted: Invalidation) -> None:
    with invalidating() as invalidation:
        invalidation.update(noted)


for model in (*ENTRIES, *PARTS):
    pre_save.connect(before_change, sender=model, dispatch_uid="before save")
    post_save.connect(after_change, sender=model, dispatch_uid="after save")
for model in ENTRIES:
    pre_delete.connect(before_change, sender=model, dispatch_uid="before deletion")
    post_delete.connect(after_change, sender=model, dispatch_uid="after deletion")


@receiver(pre_save, sender=Topic)
def set_columns_of_topic(instance: Topic, raw: bool = False, **kwargs: Any) -> None:
    """What is computed from a topic's own columns."""
    if not raw:
        instance.sort_key = sort_key_of(instance)
        instance.review_due = months_after(instance.reviewed, instance.review_months)


@receiver(pre_save, sender=Section)
def render_introduction(instance: Section, raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        text = instance.introduction
        instance.html = introduction_html(text, LinkResolver.for_texts([text]))


@receiver(pre_delete, sender=Topic)
def forget_words(instance: Topic, **kwargs: Any) -> None:
    """The words of a topic are counted in the vocabulary as long as its document
    exists."""
    remove_topics([instance.pk])


@receiver(m2m_changed, sender=Tagging)
@receiver(m2m_changed, sender=Tag.related.through)
def note_relation(instance: models.Model, action: str, **kwargs: Any) -> None:
    """Tags given to a topic, or related to each other."""
    if action.startswith("pre_"):
        before_change(instance)
    else:
        after_change(instance)


@receiver(post_delete, sender=Image)
def delete_files(instance: Image, **kwargs: Any) -> None:
    # Not before the row is gone for good.
    names = [instance.file_name(width) for width in instance.widths]

    def delete() -> None:
        for name in names:
            default_storage.delete(name)

    transaction.on_commit(delete, robust=True)
