"""Queries that found nothing, counted for editors: what to write, or to add as another
name of a tag."""

from contextlib import suppress

from django.db import DatabaseError
from django.db.models import F
from django.utils import timezone

from portal.databases.time_limit import without_waiting
from topics.metrics import zero_result_queries
from topics.models import EmptySearch
from topics.search.language import folded_words

# A client that sends endless nonsense cannot fill the disk. It is more than one address
# may have counted (RATE_LIMITS) until its first ones are forgotten: alone it pushes out
# nothing that others looked for.
MOST_KEPT = 5_000
# In characters, as long as a search may be; folding makes some longer.
LONGEST_KEPT = 200


def count_zero_result_query(text: str, *, is_kept: bool = True) -> None:
    """Count one more query for `text` that found nothing, in the metrics and, if it
    `is_kept`, for editors; forget old ones, and of too many the rarest.

    None is kept while the database is locked or read-only: the reader's page
    does not depend on it.
    """
    zero_result_queries.inc()
    if is_kept and (words := folded_words(text)[:LONGEST_KEPT]):
        with suppress(DatabaseError), without_waiting():
            _count(words)


def _count(words: str) -> None:
    now, queries = timezone.now(), EmptySearch.objects.all()
    known = queries.filter(words=words)
    if not known.update(count=F("count") + 1, last_at=now):
        queries.filter(last_at__lt=now - EmptySearch.KEPT).delete()
        if queries.count() >= MOST_KEPT:
            by_worth = queries.order_by("-count", "-last_at")
            rarest = by_worth.values_list("pk", flat=True)[MOST_KEPT - 1 :]
            queries.filter(pk__in=list(rarest)).delete()
        new = EmptySearch(words=words, last_at=now)
        EmptySearch.objects.bulk_create([new], ignore_conflicts=True)
