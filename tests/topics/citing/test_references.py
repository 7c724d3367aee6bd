"""References against those of another processor.

`references.json` holds 60 entries with the line that citeproc-js 1.4.63 (npm package
`citeproc` 2.4.63) made of each under Node.js, with the style and locale `en-US` that
citeproc-py carries: `new CSL.Engine(sys, style, "en-US")`, `updateItems([id])`,
`makeBibliography()[1][0]`. In the locale `punctuation-in-quote` was set to false, as
citeproc-py knows no other; from the lines were taken the `div` around and spaces at the
end, and `&#38;` is written `&amp;`.
"""

import json
from pathlib import Path

import pytest

from topics.citing import check_entry, reference

ROWS = json.loads((Path(__file__).parent / "references.json").read_text("utf-8"))
# What is wanted instead, and why.
OTHERWISE = {
    # Letters without capitals have no initials in use.
    "r03": "الحسن, سمير (2009) <i>حفظ السلام</i>.",
    # Who writes her name small has initials; citeproc-js has two spaces there.
    "r04": "hooks, b. (2009) <i>Belonging</i>. Routledge.",
    # The style does not ask whether a year is certain; readers should know.
    "r44": "Doe, A. (c. 1950) <i>About a year</i>.",
    # The same to look at, without an attribute that pages do not allow.
    "r53": "Doe, A. (2010) Jus post bellum<i> and the UN</i>.",
    # Other programs write entities into their files.
    "r55": "Doe, A. (2010) <i>War &amp; peace</i>. Smith &amp; Sons.",
}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["entry"]["id"])
def test_reference_is_that_of_citeproc_js(row):
    check_entry(row["entry"])

    line = reference(row["entry"])

    assert line == OTHERWISE.get(row["entry"]["id"], row["line"])


def test_no_difference_is_listed_that_is_none():
    lines = {row["entry"]["id"]: row["line"] for row in ROWS}

    assert len(lines) == 60
    assert all(lines[key] != line for key, line in OTHERWISE.items())
