"""What proofreading says of a place in a text."""

from typing import NamedTuple

from topics.markup.limits import gettext_noop

MOST_QUOTED = 60  # characters


class Remark(NamedTuple):
    """A message that takes `words`, by the % operator, and the line of which it is.
    `key` is that of the source which it is about, if there is such a source."""

    line: int
    reason: str
    words: str = ""
    key: str = ""


def quoted(words: str) -> str:
    """The beginning of some words, on one line."""
    flat = " ".join(words.split())
    return flat if len(flat) <= MOST_QUOTED else f"{flat[:MOST_QUOTED]}…"


UNREAD_LINK = gettext_noop(
    "“%(words)s” is shown as typed; a link is written [[slug]] or [[slug|words]]."
)
UNREAD_CITATION = gettext_noop(
    "“%(words)s” is shown as typed; a citation is written [@key] or [@key, p. 12]."
)
BARE_CITATION = gettext_noop(
    "“%(words)s” is shown as typed; put a citation in brackets: [%(words)s]."
)
NO_NOTE = gettext_noop(
    "The mark “%(words)s” has no note and is shown as typed; add a line that begins "
    "“%(words)s:”."
)
NO_MARK = gettext_noop(
    "No “%(words)s” in the text leads to this note; add the mark or delete the note."
)
NOTE_TWICE = gettext_noop(
    "The note “%(words)s” is defined twice, and only the last is shown; give one of "
    "them another name."
)
UNUSED_ADDRESS = gettext_noop(
    "This line is taken for the address of a link and not shown; nothing uses "
    "“%(words)s”."
)
NO_ADDRESS = gettext_noop(
    "“%(words)s” is shown as typed: no line gives an address of that name."
)
UNUSED_ABBREVIATION = gettext_noop(
    "This line explains an abbreviation and is not shown; the text has no “%(words)s”."
)
HTML = gettext_noop("HTML is shown as typed: “%(words)s”; write Markdown.")
SIGNS = gettext_noop("“%(words)s” is shown as typed; complete or delete it.")
UNREAD_FENCE = gettext_noop(
    "The fence “%(words)s” is shown as typed; begin and end code with a fence of its "
    "own at the start of a line."
)
LINK_IN_LINK = gettext_noop(
    "A link cannot lie in a link: “%(words)s”; only the outer one is kept."
)
LINK_AFTER_MARK = gettext_noop(
    "“%(words)s” is shown as typed: an address after a citation or a page's name makes "
    "no link."
)
EMPTY_ADDRESS = gettext_noop("The link “%(words)s” has no address; add it.")
NO_SCHEME = gettext_noop(
    "The address “%(words)s” leads to no page; begin it with https:// or, for a page "
    "of the portal, use [[slug]]."
)
OTHER_SCHEME = gettext_noop(
    "The address “%(words)s” is left out; only https, http and mailto are shown."
)
TOP_HEADING = gettext_noop(
    "The heading “%(words)s” is shown one level lower, since the title of the page is "
    "the highest; begin it with ##."
)
NO_HEADING = gettext_noop(
    "“%(words)s” is shown as typed; a heading begins with ## and a space at the start "
    "of a line, and \\# is only the sign."
)
UNDERLINED = gettext_noop(
    "“%(words)s” is taken for a heading because of the line under it; begin it with "
    "##, or leave a blank line between them."
)
LOST_SIGN = gettext_noop(
    "The sign at the end of the heading “%(words)s” is left out; write \\#."
)
NO_BOX = gettext_noop(
    "“%(words)s” is shown as typed; a box begins with “!!! note” alone on its line, or "
    'with “!!! note "Title"”.'
)
EMPTY_BOX = gettext_noop(
    "The box “%(words)s” is empty; indent what belongs in it by four spaces."
)
NUMBER_AS_LIST = gettext_noop(
    "“%(words)s” is taken for an entry of a list because of its number; write a "
    "backslash before the full stop."
)
NO_TERM = gettext_noop(
    "“%(words)s” is shown as typed: a definition needs its term in the line above."
)
SENTENCE_AS_TERM = gettext_noop(
    "The line “%(words)s” is taken for a definition of the text above it; begin it "
    "with another sign than a colon."
)
NO_LIST = gettext_noop(
    "“%(words)s” is not taken for a list; leave a blank line before it."
)
PROSE_AS_CODE = gettext_noop(
    "“%(words)s” is shown as code because it is indented; begin it at the margin."
)
NOT_NESTED = gettext_noop(
    "“%(words)s” is not taken for a list within the list; indent it by four spaces."
)
OTHER_BULLET = gettext_noop(
    "“%(words)s” is not taken for a list; begin its lines with “- ” or “1. ”."
)
UNREAD_TABLE = gettext_noop(
    "“%(words)s” is not taken for a table; leave a blank line before it, and give all "
    "its lines as many cells."
)
UNEVEN_ROW = gettext_noop(
    "“%(words)s” has another number of cells than the table; those over are not shown."
)
