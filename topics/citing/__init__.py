"""Bibliography entries in CSL-JSON: read, checked, made references. Pure: knows no
database."""

from topics.citing.csl import (
    TYPES,
    InvalidEntry,
    check_entry,
    in_key_order,
    is_address,
    year_of,
)
from topics.citing.dates import parse_date, written_date
from topics.citing.identity import (
    bare_identifier,
    identifiers,
    proposed_key,
    written_identifiers,
)
from topics.citing.importing import read_entry
from topics.citing.reference import reference, references, sort_key
from topics.citing.text import plain

__all__ = [
    "TYPES",
    "InvalidEntry",
    "bare_identifier",
    "check_entry",
    "identifiers",
    "in_key_order",
    "is_address",
    "parse_date",
    "plain",
    "proposed_key",
    "read_entry",
    "reference",
    "references",
    "sort_key",
    "written_date",
    "written_identifiers",
    "year_of",
]
