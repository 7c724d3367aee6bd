"""Hostile input: vectors.yaml put through every way in."""

from pathlib import Path
from urllib.parse import unquote_to_bytes

import yaml

_KINDS = yaml.safe_load(Path(__file__).with_name("vectors.yaml").read_text("utf-8"))
# Bytes that are no text, or that hold NUL.
NO_TEXT = [unquote_to_bytes(written) for written in _KINDS.pop("encoded")]
TEXTS = [vector for vectors in _KINDS.values() for vector in vectors]
BYTES = [text.encode() for text in TEXTS] + NO_TEXT
MARKUP = [
    vector
    for kind in ("scripts", "elements", "foreign", "addresses", "breakouts")
    for vector in _KINDS[kind]
] + _KINDS["structures"]
FORMULAS, NUMBERS, HEADERS = (_KINDS[k] for k in ("formulas", "numbers", "headers"))
WORDS = [v for k in ("sql", "searches", "templates", "unicode") for v in _KINDS[k]]
HUGE = ["9" * 5000, "a" * 9000, "[" * 3000, "(" * 3000, "a " * 4000, "\u0301" * 5000]

# Places of a Markdown text.
PLACES = {
    "paragraph": "{}",
    "link": "[words]({})",
    "link in brackets": "[words](<{}>)",
    "title of a link": '[words](https://example.org "{}")',
    "words of a link": "[{}](https://example.org)",
    "reference": "[words][one]\n\n[one]: {}",
    "image": "![words]({})",
    "words of an image": "![{}](image:convoy)",
    "caption": '![](image:convoy "{}")',
    "autolink": "<{}>",
    "wiki-link": "[[{}]]",
    "words of a wiki-link": "[[a-page|{}]]",
    "citation": "[@fortna-2008, {}]",
    "footnote": "Words.[^1]\n\n[^1]: {}",
    "heading": "## {}",
    "table": "| a | b |\n|---|---|\n| {} | [x]({}) |",
    "definition": "{}\n:   {}",
    "abbreviation": "*[HTML]: {}\n\nHTML",
    "admonition": '!!! note "{}"\n    {}',
    "code": "```{}\n{}\n```",
    "code in a line": "`{}`",
    "quotation": "> {}",
    "attributes": 'Words {: title="{}" }',
}


def placed(vector, place):
    """A Markdown text with the vector at a place."""
    return PLACES[place].replace("{}", vector)
