"""Which rows have their words in a full-text index, and where it lies."""

from collections.abc import Mapping
from typing import NamedTuple


class FullText(NamedTuple):
    """A full-text index. On PostgreSQL it is the column `vector` of a `table` with this
    `key`; on SQLite a table of FTS5, `fts`, with the weights that each of its `columns`
    holds."""

    table: str
    key: str
    fts: str
    columns: Mapping[str, str]


TOPICS = FullText(
    table="topics_searchdocument",
    key="topic_id",
    fts="topics_searchindex",
    columns={"words": "ABCD"},
)
# A: stems of names and title; B: their words as they are written; C: stems of the rest.
SOURCES = FullText(
    table="topics_source",
    key="id",
    fts="topics_sourceindex",
    columns={"names": "A", "written": "B", "others": "C"},
)
