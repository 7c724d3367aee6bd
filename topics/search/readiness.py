"""What must hold before this portal gets readers (see READINESS_CHECKS)."""

from topics.models import SearchDocument, Topic


def search_index_is_complete() -> bool:
    """Whether exactly the published topics can be found. They are indexed in the
    transaction that publishes them, so the index is out of date only after a restore or
    a change by hand; `manage.py rebuild` makes it again."""
    missing = Topic.objects.published().filter(search_document=None)
    left_over = SearchDocument.objects.filter(topic__published_at=None)
    return not missing.exists() and not left_over.exists()
