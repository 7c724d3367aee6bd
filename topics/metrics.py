"""What the portal counts of its own subject, for `/metrics` (portal.operations)."""

from prometheus_client import Counter

saves = Counter("portal_saves", "Versions of topics that were saved.")
zero_result_queries = Counter(
    "portal_searches_without_result", "Searches for words that found no page."
)
