"""Where a topic stands in lists, as one text that a database can sort by an index."""

from topics.search.language.analysis import folded_words

TITLE_LENGTH = 40


def sort_key(
    section_position: int, position: int, date: object, title: str, slug: str
) -> str:
    """By section, position, date (a PartialDate; undated first), title and slug, in
    this order; no two topics have the same. At most SORT_KEY_LENGTH characters (see
    models.tag)."""
    words = folded_words(title)[:TITLE_LENGTH]
    return (
        f"{section_position:05} {position:05} {date or ''!s:10} "
        f"{words:{TITLE_LENGTH}} {slug}"
    )
