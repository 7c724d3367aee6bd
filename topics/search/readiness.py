"""What must hold before this portal gets readers (see READINESS_CHECKS)."""

from topics.models import SearchDocument, Source, Topic
from topics.search.documents import MADE_WITH
from topics.search.source_index import INDEXED_WITH


def search_index_is_complete() -> bool:
    """Whether exactly the published topics and all sources can be found, and were
    indexed as this code does it. That is done in the transaction of a change, so it is
    out of date only after a restore, a change by hand or a release that indexes
    otherwise; `manage.py rebuild` makes it again."""
    missing = Topic.objects.published().filter(search_document=None)
    left_over = SearchDocument.objects.filter(topic__published_at=None)
    stale = SearchDocument.objects.stale(MADE_WITH)
    sources = Source.objects.stale(INDEXED_WITH)
    return not any(rows.exists() for rows in (missing, left_over, stale, sources))
