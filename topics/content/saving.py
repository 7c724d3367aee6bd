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
from topics.publishing.publication import store_published
from topics.publishing.rebuilding import postpone

TOPICS = "topics"


@dataclass
class Incoming:
    """A topic's file beside the topic as it stands (unsaved, if it is new) and its
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
        revision, what = revisions.get(topic.pk), "loaded"
        if revision and revision.content == file.content and topic.is_published:
            what = "unchanged"
        elif revision and not force and not (revision.from_file and topic.is_published):
            what = "kept"
        found.append(Incoming(file, topic, revision, what))
    return found


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
    names = {each.topic.slug: _name(each.topic) for each in coming}
    pairs = [(each.topic, _revision(each)) for each in coming]
    store_published(pairs, [derived[topic.slug] for topic, _revision in pairs])
    _store_aliases(every)
    topics = [topic for topic, _revision in pairs]
    postpone(topics, [t for t in topics if _name(t) != names[t.slug]])
    LoadedEntry.objects.record(TOPICS, {file.slug: "" for file in files})
    return Counter(each.what for each in every)


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


def _store_aliases(every):
    present = set(
        Alias.objects.filter(
            slug__in=[slug for each in every for slug in each.file.aliases]
        ).values_list("slug", flat=True)
    )
    Alias.objects.bulk_create(
        Alias(topic=each.topic, slug=slug)
        for each in every
        for slug in each.file.aliases
        if slug not in present
    )
