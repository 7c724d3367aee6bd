"""Every source that is shipped, through each format, read by other programs."""

import json
from pathlib import Path

import pytest

from tests.topics.citing.exporting import reading
from topics.citing import read_entry
from topics.citing.exporting import bibtex, csl_json, ris

ROOT = Path(__file__).parents[4]
SOURCES = json.loads((ROOT / "fixtures" / "sources.json").read_text(encoding="utf-8"))

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("read", [reading.by_pybtex, reading.by_bibtexparser])
def test_bibtex_is_read_by_others_without_loss(read):
    found = read(bibtex(SOURCES))

    assert set(found) == {source["id"] for source in SOURCES}
    for source in SOURCES:
        wanted = reading.expected(source)
        if source["type"].startswith("article") and source.get("issue"):
            # There the field is that of the issue.
            wanted["number"] = source["issue"]
        # Of a work without a number of its own it is that within the series.
        wanted["number"] = wanted["number"] or source.get("collection-number", "")
        assert found[source["id"]] == wanted


def test_ris_is_read_by_another_without_loss():
    found = reading.by_rispy(ris(SOURCES))

    assert len(found) == len(SOURCES)
    for source, entry in zip(SOURCES, found, strict=True):
        wanted = reading.expected(source)
        names = [
            name.get("literal") or f"{name['family']}, {name['given']}"
            for name in source.get("author", [])
        ]
        wanted["authors"] = names
        assert entry == {variable: wanted[variable] for variable in entry}


def test_csl_json_is_the_entry_itself():
    assert json.loads(csl_json(SOURCES)) == SOURCES


@pytest.mark.parametrize("write", [bibtex, ris, csl_json])
def test_our_own_importer_reads_it_as_it_reads_the_entry(write):
    """What it makes plain of an entry, as of the dashes of pages, it does of both."""
    for source in SOURCES:
        entry = read_entry(json.dumps(source)).entry
        imported = read_entry(write([source])).entry

        compared = reading.expected(imported) | {"type": imported["type"]}
        wanted = reading.expected(entry) | {"type": entry["type"]}
        if write is ris and entry["type"] == "treaty":
            # RIS has no type of its own for them.
            wanted["type"] = "legislation"
        if write is bibtex:
            # A single mark is taken for the opening one of a quotation.
            wanted["title"] = wanted["title"].replace("`", "‘")
        assert compared == wanted
