"""Rules of the vocabulary, and of how pages use it."""

from collections.abc import Iterator

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from topics.models import Tag, TagAddress, Tagging, Topic
from topics.quality.draft import Draft
from topics.quality.rows import CHUNK, number_of, topic_rows
from topics.quality.rule import Level, Row, Rows, Rule

LEAST_TAGGED = 2
LEAST_TAGS, MOST_TAGS = 3, 12


def lonely_tags() -> Rows:
    """Tags that few topics carry and that no narrower tag needs."""
    lonely = Tag.objects.filter(topic_count__lt=LEAST_TAGGED, narrower=None)
    return lonely.order_by().values(subject=F("slug"), count=F("topic_count"))


def tag_counts() -> Rows:
    """Topics with few or many tags."""
    number = number_of(Tagging.objects.all(), "content_object")
    topics = Topic.objects.published().annotate(count=number)
    beyond = topics.filter(Q(count__lt=LEAST_TAGS) | Q(count__gt=MOST_TAGS))
    return topic_rows(beyond, "count")


def unknown_tags() -> Iterator[Row]:
    """The tags that topics name and the vocabulary does not have."""
    known = {*Tag.objects.values_list("slug", flat=True)}
    known |= TagAddress.objects.present_slugs().keys()
    topics = topic_rows(
        Topic.objects.published(), named=F("published_revision__content__tags")
    )
    for topic in topics.iterator(chunk_size=CHUNK):
        for slug in topic["named"] or []:
            if slug not in known:
                yield {**topic, "named": slug}


def _ask_count(draft: Draft) -> Iterator[Row]:
    if not LEAST_TAGS <= (count := len(draft.known_tags)) <= MOST_TAGS:
        yield {"count": count}


def _ask_unknown(draft: Draft) -> Iterator[Row]:
    return ({"named": slug} for slug in draft.tags if slug not in draft.known_tags)


LONELY_TAG = Rule(
    "lonely-tag",
    Level.WARNING,
    ngettext_lazy(
        "%(count)d published topic carries this tag; use it more or merge it.",
        "%(count)d published topics carry this tag; use it more or merge it.",
        "count",
    ),
    lonely_tags,
)
TAG_COUNT = Rule(
    "tag-count",
    Level.ERROR,
    ngettext_lazy(
        "The page carries %(count)d tag; give it three to twelve.",
        "The page carries %(count)d tags; give it three to twelve.",
        "count",
    ),
    tag_counts,
    _ask_count,
    "tags",
)
UNKNOWN_TAG = Rule(
    "unknown-tag",
    Level.ERROR,
    _("The vocabulary has no tag “%(named)s”; add it or take it off the page."),
    unknown_tags,
    _ask_unknown,
    "tags",
)
