"""Where a topic stands in lists, as one text that a database can sort by an index."""

from topics import search

TITLE_LENGTH = 40
# Of the section's own position, at the beginning.
SECTION_DIGITS = 5
LENGTH = SECTION_DIGITS + 1 + 5 + 1 + 10 + 1 + TITLE_LENGTH + 1 + 80


def place_of(section_position, position, date, title, slug):
    """By section, position, date (undated first), title and slug, in this order; no two
    topics have the same."""
    words = search.folded_words(title)[:TITLE_LENGTH]
    return (
        f"{section_digits(section_position)} {position:05} {date or ''!s:10} "
        f"{words:{TITLE_LENGTH}} {slug}"
    )


def section_digits(position):
    return f"{position:0{SECTION_DIGITS}}"
