"""A bibliography entry as one line of text for a list of references."""

import multiprocessing
import re
from concurrent.futures import ProcessPoolExecutor
from copy import deepcopy
from functools import cache
from html import escape
from typing import Any

import nh3
from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON

# CSL drops a title that already stood in for a missing author; citeproc-py does not.
_TITLE_TWICE = re.compile(r"((?:<i>|“).+?(?:</i>|”)) (\([^)]*\)) \1")
WORTH_PROCESSES = 300
STYLE = "harvard-cite-them-right"  # the style that citeproc-py carries


def references(entries: list[dict]) -> list[str]:
    """The reference of each entry. Many are made by as many processes as there are
    processors: a reference takes milliseconds."""
    if len(entries) < WORTH_PROCESSES:
        return [reference(entry) for entry in entries]
    # A forked process would share this one's database connections.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(mp_context=context) as pool:
        return list(pool.map(reference, entries, chunksize=50))


def reference(entry: dict) -> str:
    """Safe HTML (only `i`) of the entry in Harvard style, without its address:
    pages print DOI or URL as a link of their own, with the document's number."""
    shown = {
        name: _escaped(value)
        for name, value in deepcopy(entry).items()
        if name not in {"URL", "DOI", "accessed", "note"}
    }
    bibliography = CitationStylesBibliography(
        _style(), CiteProcJSON([shown]), formatter.html
    )
    bibliography.register(Citation([CitationItem(entry["id"])]))
    line = "".join(str(part) for part in bibliography.bibliography()[0])
    return nh3.clean(_TITLE_TWICE.sub(r"\1 \2", line), tags={"i"}, attributes={})


@cache
def _style() -> CitationStylesStyle:
    return CitationStylesStyle(STYLE, validate=False)


def _escaped(value: Any) -> Any:
    # The formatter passes markup in an entry through.
    if isinstance(value, str):
        return escape(value, quote=False)
    if isinstance(value, list):
        return [_escaped(item) for item in value]
    if isinstance(value, dict):
        return {name: _escaped(item) for name, item in value.items()}
    return value
