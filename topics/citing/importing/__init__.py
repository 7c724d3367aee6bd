"""One entry of the bibliography from what reference managers and libraries give to
copy: BibTeX, RIS or CSL-JSON."""

import re
from dataclasses import dataclass
from typing import Any

from topics.citing.csl import InvalidEntry, gettext_noop
from topics.citing.importing import bibtex, csl_json, ris
from topics.citing.importing.record import entry_of

MOST_LETTERS = 100_000
_BIBTEX = re.compile(r"^\s*@\s*\w+\s*[{(]", re.M)


@dataclass(frozen=True)
class Imported:
    """An `entry` without `id`, the first of `count` in the text; what the text calls
    the things that are `unread`."""

    entry: dict[str, Any]
    count: int
    unread: list[str]


def read_entry(text: str) -> Imported:
    """The first entry in a text. Raises InvalidEntry if there is none to be read."""
    if len(text) > MOST_LETTERS:
        raise InvalidEntry(
            gettext_noop("This is longer than %(most)s characters. Paste one entry."),
            most=f"{MOST_LETTERS:,}",
        )
    text = text.strip("\ufeff \t\r\n")
    if text.startswith(("{", "[")):
        record = csl_json.read(text)
    elif ris.STARTS.search(text):
        record = ris.read(text)
    elif _BIBTEX.search(text):
        record = bibtex.read(text)
    else:
        raise InvalidEntry(gettext_noop("This is neither BibTeX, RIS nor CSL-JSON."))
    entry, unread = entry_of(record)
    return Imported(entry, record.count, unread)
