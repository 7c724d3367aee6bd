"""CITATION.cff: what says how to cite the repository, by the rules of its schema,
https://github.com/citation-file-format/citation-file-format/blob/1.2.0/schema.json."""

import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
KEYS = {
    *("cff-version", "message", "type", "title", "abstract", "authors", "version"),
    *("license", "keywords", "url", "repository-code", "date-released"),
}


@pytest.fixture
def citation():
    return yaml.safe_load((ROOT / "CITATION.cff").read_text())


def test_it_has_what_the_schema_requires_and_no_key_that_it_lacks(citation):
    assert {"authors", "cff-version", "message", "title"} <= citation.keys() <= KEYS
    assert citation["cff-version"] == "1.2.0"
    assert citation["type"] == "software"
    assert citation["authors"] == [{"name": "The Peacekeeping Portal contributors"}]
    assert len(set(citation["keywords"])) == len(citation["keywords"]) > 0
    texts = [citation[key] for key in ("message", "title", "abstract", "version")]
    assert all(isinstance(text, str) and text.strip() for text in texts)


def test_it_says_what_the_project_says(citation):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]

    assert citation["version"] == project["version"]
    assert citation["license"] == project["license"]
    assert citation["authors"][0]["name"] in (ROOT / "LICENSE").read_text()
