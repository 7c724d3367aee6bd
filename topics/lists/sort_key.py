"""The order of topics in lists, as one text by which a database sorts from an index."""

from topics.models.profiles.partial_date import PartialDate
from topics.search.language import folded_words

# Digits of the section's own position, at the beginning.
SECTION_DIGITS = 5
SORTED_TITLE_LENGTH = 40


def sort_key(
    section_position: int,
    position: int,
    date: PartialDate | str | None,
    title: str,
    slug: str,
) -> str:
    """By section, position, date (undated first), title and slug, in this order; no two
    topics have the same. As long as SORT_KEY_LENGTH of models at most."""
    words = folded_words(title)[:SORTED_TITLE_LENGTH]
    return (
        f"{section_digits(section_position)} {position:05} {date or ''!s:10} "
        f"{words:{SORTED_TITLE_LENGTH}} {slug}"
    )


def section_digits(position: int) -> str:
    return f"{position:0{SECTION_DIGITS}}"
