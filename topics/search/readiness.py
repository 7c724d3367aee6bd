"""What must hold before this portal gets readers (see READINESS_CHECKS)."""

from topics.models import SearchDocument, Topic


def search_index_is_complete():
    """Whether exactly the published pages can be found. Their words are indexed in the
    transaction that publishes, so nothing else can be out of date but after a restore
    or a change by hand; `manage.py rebuild` mends it."""
    missing = Topic.objects.published().filter(search_document=None)
    left_over = SearchDocument.objects.filter(topic__published_at=None)
    return not missing.exists() and not left_over.exists()
