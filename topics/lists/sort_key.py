"""The order of topics in lists, as one text by which a database sorts from an index."""

from topics.models.profiles.partial_date import PartialDate
from topics.search.language import folded_words

SORTED_TITLE_LENGTH = 40
# Digits, which stand after those of every date in any collation.
UNDATED = "9999-99-99"


def sort_key(
    section_position: int,
    position: int,
    date: PartialDate | str | None,
    title: str,
    slug: str,
) -> str:
    """By section, position, date (undated last), title and slug, in this order; no two
    topics have the same. As long as SORT_KEY_LENGTH of models at most."""
    words = folded_words(title)[:SORTED_TITLE_LENGTH]
    return (
        f"{section_position:05} {position:05} {date or UNDATED!s:10} "
        f"{words:{SORTED_TITLE_LENGTH}} {slug}"
    )
