"""Checked topic files become topics and published revisions, many at once."""

from collections import Counter
from dataclasses import dataclass

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from topics.models import (
    Alias,
    CrossReference,
    Link,
    LoadedEntry,
    Neighbourhood,
    Revision,
    Tag,
    Tagging,
    Topic,
)
from topics.models.link import cross_references
from topics.models.profiles import PROFILES
from topics.publishing.derivation import DERIVED_FIELDS, replace, store_derived

TOPICS = "topics"
SHOWN_FIELDS = (
    *("title", "summary", "body", "reviewed", "review_due", "position", "date"),
    *("further_reading", "published_at", "revised_at", "archived_at", "place"),
    *DERIVED_FIELDS,
)


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

    What depends on other batches is left to `loading.finish()`, which sees from
    missing neighbourhoods and targets of links what is left. Gives back a Counter of
    what became of the files.
    """
    every = beside_topics(files, sections, force)
    # An editor may have been at work since the files were checked.
    coming = [c for c in every if c.what == "loaded" and c.file.slug in derived]
    topics = [each.topic for each in coming]
    _store_topics(coming, derived)
    _store_aliases(every)
    _store_tags(coming)
    replace(
        CrossReference,
        "source",
        topics,
        [
            row
            for each in coming
            for row in cross_references(
                each.topic, each.file.content.get("related", [])
            )
        ],
    )
    # The search index reads them.
    models.prefetch_related_objects(topics, *PROFILES)
    store_derived(topics, [derived[topic.slug] for topic in topics])
    Neighbourhood.objects.filter(topic__in=topics).delete()
    LoadedEntry.objects.record(TOPICS, {file.slug: "" for file in files})
    return Counter(each.what for each in every)


def _store_topics(coming, derived):
    now, looked, revisions, profiles = timezone.now(), {}, [], []
    for each in coming:
        looked[each.topic.slug] = each.topic.appearance
        revisions.append(_revision(each))
        each.topic.show(revisions[-1], now)
        derived[each.topic.slug].show_on(each.topic)
        profile, rows = _profile(each)
        each.topic.date = profile.date if profile else None
        each.topic.take_place()
        profiles += [profile, *rows] if profile else []
    new = [each.topic for each in coming if each.topic.pk is None]
    known = [each.topic for each in coming if each.topic.pk is not None]
    Topic.objects.bulk_create(new)
    Topic.objects.bulk_update(known, SHOWN_FIELDS, batch_size=100)
    # An older text that waits for its time must not come over this one.
    Revision.objects.filter(topic__in=known).unschedule()
    Revision.objects.bulk_create(revisions)
    Topic.objects.filter(pk__in=[each.topic.pk for each in coming]).show_newest()
    for model in PROFILES.values():
        model.objects.filter(topic__in=known).delete()
    for model in dict.fromkeys(map(type, profiles)):
        model.objects.bulk_create(p for p in profiles if type(p) is model)
    # Pages that show them by another name wait to be rendered again.
    renamed = [topic for topic in known if topic.appearance != looked[topic.slug]]
    Link.objects.filter(target__in=renamed).update(target=None)


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


def _profile(coming):
    """The unsaved profile of a file and its rows; (None, []) if it has none."""
    for name, model in PROFILES.items():
        if name in coming.file.content:
            return model.from_content(coming.topic, coming.file.content[name])
    return None, []


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


def _store_tags(coming):
    slugs = {each.topic: each.file.content.get("tags", []) for each in coming}
    tags = Tag.objects.in_bulk(
        {s for some in slugs.values() for s in some}, field_name="slug"
    )
    rows = [
        Tagging(content_object=topic, tag=tags[slug], place=topic.place)
        for topic, some in slugs.items()
        for slug in some
    ]
    replace(Tagging, "content_object", list(slugs), rows)
