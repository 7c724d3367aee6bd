"""All derived data made again, and what a load leaves to be made at its end."""

from django.db import connection, transaction

from portal.caching import surrogate_keys
from topics.lists.counts import store_topic_counts
from topics.models import (
    EgoGraph,
    Link,
    RenderedTopic,
    Section,
    Source,
    Tag,
    Topic,
)
from topics.publishing.derivation import derive, render_introductions
from topics.publishing.graphs import lay_out_all
from topics.publishing.links import resolve_link_targets
from topics.publishing.sort_keys import store_sort_keys
from topics.publishing.sources import describe_sources, refresh_stale_sources
from topics.search import index_stale_topics, index_tags


def rebuild() -> tuple[int, int]:
    """Make all derived data again. Returns how many topics and sections there are."""
    store_sort_keys(Topic.objects.all())
    describe_sources()
    topics = derive(Topic.objects.exclude(published_at=None))
    index_tags(Tag.objects.all())
    _connect()
    return topics, Section.objects.count()


def postpone(topics: list[Topic], renamed: list[Topic]) -> None:
    """Note, with published topics, that finish_load() has to make what depends on
    them: pictures of the graph, and texts that link to those with another name."""
    EgoGraph.objects.filter(topic__in=topics).delete()
    Link.objects.filter(target__in=renamed).update(target=None)


def finish_load() -> None:
    """Make what depends on topics of several batches, also what an interrupted run
    left: links without target and missing pictures tell. After an upgrade, index what
    the version before indexed otherwise."""
    index_stale_topics()
    refresh_stale_sources()
    if not Topic.objects.exclude(published_at=None).filter(ego_graph=None).exists():
        return
    _gather_statistics()
    derive(Topic.objects.waiting_for_topics())
    _connect()


@transaction.atomic
def _connect() -> None:
    """Make what several topics together decide, and drop all renderings."""
    resolve_link_targets()
    render_introductions(Section.objects.all())
    for model in (Section, Tag, Source):
        store_topic_counts(model.objects.all())
    lay_out_all()
    RenderedTopic.objects.all().delete()
    surrogate_keys.invalidate(surrogate_keys.EVERYTHING)


def _gather_statistics() -> None:
    """PostgreSQL does so by itself, but only in a while: until then it takes the tables
    for as small as they were."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
