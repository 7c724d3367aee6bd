"""Bibliography entries in CSL-JSON to references. Pure: knows no database."""

from topics.citing.csl import TYPES, InvalidEntry, check_entry, in_key_order, year_of
from topics.citing.reference import reference, references

__all__ = [
    "TYPES",
    "InvalidEntry",
    "check_entry",
    "in_key_order",
    "reference",
    "references",
    "year_of",
]
