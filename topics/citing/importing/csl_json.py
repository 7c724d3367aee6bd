"""CSL-JSON, and what Crossref's API answers, which is nearly that."""

import json
from typing import Any

from topics.citing.csl import TYPES, InvalidEntry, gettext_noop
from topics.citing.importing.record import READERS, Record

# What is kept as it is: variables of texts and numbers in CSL 1.0.2.
TEXTS = set(
    "subtitle annote archive archive_location authority call-number chapter-number "
    "citation-number collection-number collection-title container-title "
    "container-title-short dimensions division edition event event-place event-title "
    "genre issue jurisdiction keyword language license medium note number "
    "number-of-pages number-of-volumes original-publisher original-publisher-place "
    "original-title page-first part part-title PMCID PMID printing-number references "
    "reviewed-title scale section source status supplement title-short version volume "
    "volume-title volume-title-short".split()
)
# Other types of CSL and of Crossref as what they are here.
OTHER_TYPES = {
    "journal-article": "article-journal",
    "posted-content": "article",
    **dict.fromkeys(("manuscript", "preprint"), "article"),
    **dict.fromkeys(
        ("collection", "edited-book", "monograph", "proceedings", "reference-book"),
        "book",
    ),
    **dict.fromkeys(
        (
            *("book-chapter", "book-part", "book-section", "entry", "paper-conference"),
            *("entry-dictionary", "entry-encyclopedia", "proceedings-article"),
            "reference-entry",
        ),
        "chapter",
    ),
    **dict.fromkeys(("bill", "regulation"), "legislation"),
    **dict.fromkeys(("document", "hearing", "pamphlet", "report-component"), "report"),
    "dissertation": "thesis",
    **dict.fromkeys(("post", "post-weblog", "broadcast"), "webpage"),
}
# What Crossref adds for its own purposes; nobody misses it.
_INTERNAL = set(
    "id type indexed reference-count license content-domain short-container-title "
    "published-print published-online published created deposited prefix member score "
    "references-count subject relation link issn-type isbn-type journal-issue "
    "alternative-id is-referenced-by-count original-title resource assertion "
    "citation-key citation-label".split()
)


def read(text: str) -> Record:
    """The first entry. Raises InvalidEntry."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        raise InvalidEntry(gettext_noop("This is not complete as JSON.")) from None
    entries = _entries(value)
    if not entries or not isinstance(entries[0], dict):
        raise InvalidEntry(gettext_noop("There is no entry in this JSON."))
    entry = entries[0]
    kind = entry.get("type")
    kind = kind if isinstance(kind, str) else ""
    record = Record(kind if kind in TYPES else OTHER_TYPES.get(kind, ""), len(entries))
    record.fields = [
        (name, name if name in READERS or name in TEXTS else "", written)
        for name, written in entry.items()
        if name not in _INTERNAL
    ]
    return record


def _entries(value: Any) -> list[Any]:
    for wrapper in ("message", "items"):
        if isinstance(value, dict) and isinstance(value.get(wrapper), dict | list):
            value = value[wrapper]
    return value if isinstance(value, list) else [value]
