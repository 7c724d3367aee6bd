"""Checked topic files become topics and published revisions, many at once."""

from collections import Counter
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from topics.models import (
    Alias,
    LoadedEntry,
    Revision,
    Topic,
)
from topics.publishing.publication import retire, store_published
from topics.publishing.rebuilding import postpone

TOPICS = "topics"


@dataclass
class Incoming:
    """A topic's file beside the topic as it is (unsaved, if it is new) and its
    newest revision, if there is one. `what` becomes of the file is `loaded`,
    `unchanged` or `kept` (edited since)."""

    file: object
    topic: Topic
    newest: Revision | None
    what: str


def beside_topics(files, sections, force):
    """Files as Incoming.

    A topic that somebody edited or took from readers since it was loaded is kept,
    except with `force`.
    """
    slugs = [file.slug for file in files]
    topics = Topic.objects.select_related("section").in_bulk(slugs, field_name="slug")
    newest = Revision.objects.latest_of_each_topic().filter(topic__in=topics.values())
    revisions = {revision.topic_id: revision for revision in newest.order_by()}
    found = []
    for file in files:
        topic = topics.get(file.slug)
        topic = topic or Topic(slug=file.slug, section=sections[file.section])
        revision = revisions.get(topic.pk)
        what = _what_becomes_of(file, topic, revision, force)
        found.append(Incoming(file, topic, revision, what))
    return found


def _what_becomes_of(file, topic, newest, force):
    if newest is None:
        return "loaded"
    if topic.is_published and newest.content == file.content:
        return "unchanged"
    is_as_loaded = topic.is_published and newest.from_file
    return "loaded" if is_as_loaded or force else "kept"


@transaction.atomic
def store(files, derived, sections, force):
    """Publish a batch of files; `derived` gives by slug the Derived of those that are
    to be loaded.

    What depends on other batches is left to `finish_load()`. Returns a Counter of what
    became of the files.
    """
    every = beside_topics(files, sections, force)
    # An editor may have been at work since the files were checked.
    coming = [c for c in every if c.what == "loaded" and c.file.slug in derived]
    _publish(coming, derived)
    _retire_merged(every)
    _store_aliases(every)
    LoadedEntry.objects.record(TOPICS, {file.slug: "" for file in files})
    return Counter(each.what for each in every)


def _publish(coming, derived):
    topics = [each.topic for each in coming]
    names = [_name(topic) for topic in topics]
    pairs = [(each.topic, _revision(each)) for each in coming]
    store_published(pairs, [derived[topic.slug] for topic in topics])
    before = zip(topics, names, strict=True)
    postpone(topics, [topic for topic, name in before if _name(topic) != name])


def _name(topic):
    """By what texts link to it."""
    return topic.is_published, topic.title, topic.slug, topic.section_id


def _revision(coming):
    newest = coming.newest
    return Revision(
        topic=coming.topic,
        number=newest.number + 1 if newest else 1,
        content=coming.file.content,
        note=_("Updated from the content files") if newest else _("First version"),
        front_matter=coming.file.front_matter,
        from_file=True,
    )


def _retire_merged(every):
    """A page of an earlier folder whose slug a file has as an alias became part of that
    file's page; one that an editor changed since stays."""
    heirs = {
        slug: each.topic
        for each in every
        if each.what != "kept"
        for slug in each.file.aliases
    }
    merged = Topic.objects.published().filter(slug__in=heirs)
    newest = Revision.objects.latest_of_each_topic().filter(topic__in=merged)
    for revision in newest.filter(from_file=True).select_related("topic"):
        retire(revision.topic, heirs[revision.topic.slug])


def _store_aliases(every):
    slugs = [slug for each in every for slug in each.file.aliases]
    present = {
        *Alias.objects.filter(slug__in=slugs).values_list("slug", flat=True),
        *Topic.objects.filter(slug__in=slugs).values_list("slug", flat=True),
    }
    Alias.objects.bulk_create(
        Alias(topic=each.topic, slug=slug)
        for each in every
        for slug in each.file.aliases
        if slug not in present
    )
