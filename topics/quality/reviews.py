"""Rules of when an expert last checked a page."""

import calendar
import datetime
import re
from collections.abc import Iterator

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from topics import markup
from topics.models import Topic
from topics.models.content import months_after, reviewed_date
from topics.quality.draft import Draft
from topics.quality.rows import CHUNK, topic_rows
from topics.quality.rule import Level, Row, Rows, Rule

MONTHS = list(calendar.month_name)
# “As of 4 April 2025”, “as of April 2025”, “as of 2025”.
_MONTH = "|".join(MONTHS[1:])
_AS_OF = re.compile(
    rf"\b[Aa]s of (?:(?:\d{{1,2}} )?(?P<month>{_MONTH}) )?(?P<year>(?:19|20)\d\d)\b"
)


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


def old_statements() -> Iterator[Row]:
    """What pages say was so “as of” a day that is longer ago than their reviews are
    apart."""
    topics = topic_rows(Topic.objects.published(), "body", "review_months")
    for topic in topics.iterator(chunk_size=CHUNK):
        for words in _old_statements(topic["body"], topic["review_months"]):
            yield {**topic, "words": words}


def _old_statements(text: str, months: int) -> Iterator[str]:
    today = timezone.localdate()
    for said in _AS_OF.finditer(markup.plain_lines(text)):
        month = MONTHS.index(said["month"]) if said["month"] else 12
        due = months_after(datetime.date(int(said["year"]), month, 1), months)
        if due and due <= today:
            yield said[0]


def _ask_old(draft: Draft) -> Iterator[Row]:
    for words in _old_statements(draft.body, draft.topic.review_months):
        yield {"words": words}


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
OLD_STATEMENT = Rule(
    "old-statement",
    Level.WARNING,
    _(
        "The page says what was so “%(words)s”, longer ago than its reviews are apart; "
        "say what is so now, or since when it no longer is."
    ),
    old_statements,
    _ask_old,
    "body",
)
