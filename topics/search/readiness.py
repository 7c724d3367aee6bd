"""What must hold before this portal gets readers (see READINESS_CHECKS)."""

from topics.models import SearchDocument, Topic
from topics.search.documents import MADE_WITH


def search_index_is_complete() -> bool:
    """Whether exactly the published topics can be found, and were indexed as this code
    does it. They are indexed in the transaction that publishes them, so the index is
    out of date only after a restore, a change by hand or a release that indexes
    otherwise; `manage.py rebuild` makes it again."""
    missing = Topic.objects.published().filter(search_document=None)
    left_over = SearchDocument.objects.filter(topic__published_at=None)
    stale = SearchDocument.objects.stale(MADE_WITH)
    return not any(rows.exists() for rows in (missing, left_over, stale))
