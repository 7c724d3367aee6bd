"""Rules of how a text and its summary are written."""

import re
from collections.abc import Iterator
from functools import partial

from django.db.models import F
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _

from topics import markup
from topics.models import Depiction, Topic
from topics.models.content import SUMMARY_LENGTH
from topics.quality.draft import Draft
from topics.quality.rows import in_published_texts, topic_rows
from topics.quality.rule import Level, Row, Rows, Rule

MOST_CHARACTERS = SUMMARY_LENGTH - 40
_HEADING = re.compile(r"^(#{1,6})\s", re.MULTILINE)
# An uploaded image brings its words with it.
_IMAGE_WITHOUT_WORDS = re.compile(r"!\[\s*\]\((?!\s*<?image:)")


def missing_images() -> Rows:
    topics = Topic.objects.published()
    depictions = Depiction.objects.filter(topic__in=topics, image=None)
    return topic_rows(depictions, at="topic", named=F("slug"))


def skipped_levels(text: str) -> Iterator[Row]:
    """Headings that lie more than one level below the one before."""
    before = 1
    for match in _HEADING.finditer(markup.without_code(text)):
        # The highest is that of the page's title.
        level = max(len(match[1]), 2)
        if level > before + 1:
            line = text.count("\n", 0, match.start()) + 1
            yield {"line": line, "level": level, "before": before}
        before = level


def images_without_words(text: str) -> Iterator[Row]:
    """One row where any image has no alternative text."""
    if _IMAGE_WITHOUT_WORDS.search(text):
        yield {}


def long_summaries() -> Rows:
    topics = Topic.objects.published().annotate(count=Length("summary"))
    return topic_rows(topics.filter(count__gt=MOST_CHARACTERS), "count")


def _ask_images(draft: Draft) -> Iterator[Row]:
    return ({"named": slug} for slug in draft.images if draft.depicts_nothing(slug))


def _ask_summary(draft: Draft) -> Iterator[Row]:
    if (count := len(draft.summary)) > MOST_CHARACTERS:
        yield {"count": count}


MISSING_IMAGE = Rule(
    "missing-image",
    Level.ERROR,
    _("There is no image “%(named)s”; upload it or correct the name."),
    missing_images,
    _ask_images,
    "body",
)
SKIPPED_LEVEL = Rule(
    "skipped-heading-level",
    Level.WARNING,
    _(
        "Line %(line)d: A heading of level %(level)d follows one of level %(before)d; "
        "leave no level out."
    ),
    partial(in_published_texts, skipped_levels),
    lambda draft: skipped_levels(draft.body),
    "body",
)
IMAGE_WITHOUT_WORDS = Rule(
    "missing-alternative-text",
    Level.WARNING,
    _("An image has no alternative text; say what it shows."),
    partial(in_published_texts, images_without_words),
    lambda draft: images_without_words(draft.body),
    "body",
)
LONG_SUMMARY = Rule(
    "long-summary",
    Level.WARNING,
    _(
        "The summary has %(count)d characters; lists cut it where space is short. "
        "Shorten it."
    ),
    long_summaries,
    _ask_summary,
    "summary",
)
