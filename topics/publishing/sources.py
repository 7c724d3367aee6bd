from collections.abc import Sequence
from typing import Any

from portal.caching import surrogate_keys
from topics import citing
from topics.models import Source
from topics.models.source import DESCRIBED
from topics.publishing.invalidation import invalidating
from topics.search import index_sources
from topics.search.source_index import INDEXED_WITH


def store_sources(entries: Sequence[dict[str, Any]]) -> list[str]:
    """Create or update the sources of some valid CSL entries, by their ids. Returns
    the keys of those that changed."""
    present = Source.objects.in_bulk([e["id"] for e in entries], field_name="key")
    changed = [
        entry
        for entry in entries
        if entry["id"] not in present or present[entry["id"]].csl != entry
    ]
    sources = []
    for entry, line in zip(changed, citing.references(changed), strict=True):
        source = Source()
        source.describe(entry, line)
        sources.append(source)
    with invalidating() as invalidation:
        Source.objects.bulk_create(
            sources,
            batch_size=500,
            update_conflicts=True,
            unique_fields=["key"],
            update_fields=["csl", *DESCRIBED],
        )
        invalidation.sources |= {source.key: source.pk for source in sources}
    return [source.key for source in sources]


def describe_sources() -> None:
    """Make again all that is made from the entries of sources."""
    sources = list(Source.objects.all())
    entries = [source.csl for source in sources]
    for source, line in zip(sources, citing.references(entries), strict=True):
        source.describe(source.csl, line)
    Source.objects.bulk_update(sources, DESCRIBED, batch_size=500)
    index_sources([source.pk for source in sources])


def refresh_stale_sources() -> None:
    """File and index those sources again that the version before did."""
    stale = list(Source.objects.stale(INDEXED_WITH).defer("csl"))
    if not stale:
        return
    for source in stale:
        source.sort_key = citing.sort_key(source.reference)
    Source.objects.bulk_update(stale, ["sort_key"], batch_size=500)
    index_sources([source.pk for source in stale])
    surrogate_keys.invalidate("sources")
