"""Entries of the bibliography for reference managers: BibTeX, RIS, CSL-JSON, and COinS
in a page. What they are read as again is `topics.citing.importing`."""

from topics.citing.exporting.bibtex import bibtex
from topics.citing.exporting.coins import coins
from topics.citing.exporting.csl_json import csl_json
from topics.citing.exporting.ris import ris

__all__ = ["bibtex", "coins", "csl_json", "ris"]
