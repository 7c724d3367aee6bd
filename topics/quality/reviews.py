"""Rules of when an expert last checked a page."""

from collections.abc import Iterator

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from topics.models import Topic
from topics.models.content import months_after, reviewed_date
from topics.quality.draft import Draft
from topics.quality.rows import topic_rows
from topics.quality.rule import Level, Row, Rows, Rule


def never_reviewed() -> Rows:
    return topic_rows(Topic.objects.published().filter(reviewed=None), "reviewed")


def stale_reviews() -> Rows:
    return topic_rows(Topic.objects.published().overdue(), "reviewed")


def due_reviews() -> Rows:
    """Both, the longest ago first."""
    due = never_reviewed() | stale_reviews()
    return due.order_by(F("reviewed").asc(nulls_first=True), "topic_title")


def future_reviews() -> Rows:
    today = timezone.localdate()
    return topic_rows(Topic.objects.published().filter(reviewed__gt=today), "reviewed")


def _ask_future(draft: Draft) -> Iterator[Row]:
    day = reviewed_date(draft.content)
    if day and day > timezone.localdate():
        yield {"reviewed": day}


def _ask_never(draft: Draft) -> Iterator[Row]:
    if reviewed_date(draft.content) is None:
        yield {}


def _ask_stale(draft: Draft) -> Iterator[Row]:
    day = reviewed_date(draft.content)
    due = months_after(day, draft.topic.review_months)
    if due and due <= timezone.localdate():
        yield {"reviewed": day}


NEVER_REVIEWED = Rule(
    "never-reviewed",
    Level.WARNING,
    _("Nobody has reviewed this page; have an expert check it."),
    never_reviewed,
    _ask_never,
    "reviewed",
)
STALE_REVIEW = Rule(
    "stale-review",
    Level.WARNING,
    _("The last review was on %(reviewed)s; have an expert check the page again."),
    stale_reviews,
    _ask_stale,
    "reviewed",
)
FUTURE_REVIEW = Rule(
    "future-review",
    Level.WARNING,
    _("The last review lies in the future (%(reviewed)s); correct the date."),
    future_reviews,
    _ask_future,
    "reviewed",
)
