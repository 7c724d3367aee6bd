"""The one room that writes what readers see.

`publish()` shows readers the revisions of one topic or of many; all that depends on
them is made again or dropped by `invalidating()`; `rebuild()` makes all derived data
again.
"""

from topics.publishing.due import publish_due
from topics.publishing.invalidation import invalidating
from topics.publishing.locks import lock_pages
from topics.publishing.publication import (
    free_address,
    merge,
    publish,
    rename,
    unpublish,
)
from topics.publishing.rebuilding import rebuild
from topics.publishing.restoring import restore, usable
from topics.publishing.revisions import move, save_revision, schedule
from topics.publishing.sources import store_sources
from topics.publishing.tags import merge_tags, rename_tag, retag, set_aliases
from topics.publishing.versions import save_version

__all__ = [
    "free_address",
    "invalidating",
    "lock_pages",
    "merge",
    "merge_tags",
    "move",
    "publish",
    "publish_due",
    "rebuild",
    "rename",
    "rename_tag",
    "restore",
    "retag",
    "save_revision",
    "save_version",
    "schedule",
    "set_aliases",
    "store_sources",
    "unpublish",
    "usable",
]
