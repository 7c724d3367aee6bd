"""Queries that found nothing, counted for editors: what to write, or to add as another
name of a tag."""

from contextlib import suppress

from django.db import DatabaseError, transaction
from django.db.models import F
from django.utils import timezone

from topics.metrics import zero_result_queries
from topics.models import EmptySearch
from topics.search.language import folded_words

# A client that sends endless nonsense cannot fill the disk.
MOST_KEPT = 5_000


def count_zero_result_query(text: str) -> None:
    """Count one more query for `text` that found nothing, for editors and in the
    metrics; forget old ones."""
    zero_result_queries.inc()
    # The reader's page does not depend on it: the database may be locked, or only for
    # reading.
    if words := folded_words(text):
        with suppress(DatabaseError), transaction.atomic():
            _count(words)


def _count(words: str) -> None:
    now, queries = timezone.now(), EmptySearch.objects.all()
    known = queries.filter(words=words)
    if not known.update(count=F("count") + 1, last_at=now):
        queries.filter(last_at__lt=now - EmptySearch.KEPT).delete()
        if queries.count() < MOST_KEPT:
            new = EmptySearch(words=words, last_at=now)
            EmptySearch.objects.bulk_create([new], ignore_conflicts=True)
