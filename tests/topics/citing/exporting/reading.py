"""What other programs read of a file, as one mapping an entry: the texts that must
survive, with names as their words in the order of the file."""

from typing import Any

import bibtexparser
import rispy
from bibtexparser.middlewares import SeparateCoAuthors, SplitNameParts
from pybtex.database import parse_string
from pybtex.richtext import Text
from pylatexenc.latex2text import LatexNodes2Text

from topics.citing import written_date, year_of

CODES = {"DOI": "doi", "ISBN": "isbn", "URL": "url"}


def expected(entry: dict[str, Any]) -> dict[str, Any]:
    return {
        "authors": [words(name) for name in entry.get("author", [])],
        "title": entry["title"],
        "year": str(year_of(entry) or ""),
        "date": written_date(entry.get("issued")),
        "number": entry.get("number", ""),
        **{variable: entry.get(variable, "") for variable in CODES},
    }


def words(name):
    parts = ("dropping-particle", "non-dropping-particle", "family", "suffix", "given")
    return name.get("literal") or " ".join(name[p] for p in parts if name.get(p))


def by_pybtex(text):
    """{key: mapping}"""
    entries = parse_string(text, "bibtex").entries
    return {key: _of_pybtex(entry) for key, entry in entries.items()}


def _of_pybtex(entry):
    fields = entry.fields
    return {
        "authors": [
            " ".join(
                _by_latexcodec(word)
                for word in [
                    *(*person.prelast_names, *person.last_names),
                    *(*person.lineage_names, *person.first_names),
                    *person.middle_names,
                ]
            )
            for person in entry.persons.get("author", [])
        ],
        "title": _by_latexcodec(fields["title"]),
        "year": fields.get("year", ""),
        "date": fields.get("date", ""),
        "number": _by_latexcodec(fields.get("number", "")),
        **{variable: fields.get(field, "") for variable, field in CODES.items()},
    }


def _by_latexcodec(written):
    # It leaves these two as they are.
    kept = str(Text.from_latex(written))
    return kept.replace("\\$", "$").replace("\\textasciigrave ", "`")


def by_bibtexparser(text):
    """{key: mapping}"""
    library = bibtexparser.parse_string(
        text, append_middleware=[SeparateCoAuthors(), SplitNameParts()]
    )
    assert not library.failed_blocks
    return {entry.key: _of_bibtexparser(entry) for entry in library.entries}


def _of_bibtexparser(entry):
    fields = {field.key: field.value for field in entry.fields}
    return {
        "authors": [
            _by_pylatexenc(" ".join([*name.von, *name.last, *name.jr, *name.first]))
            for name in fields.get("author", [])
        ],
        "title": _by_pylatexenc(fields["title"]),
        "year": fields.get("year", ""),
        "date": fields.get("date", ""),
        "number": _by_pylatexenc(fields.get("number", "")),
        **{variable: fields.get(field, "") for variable, field in CODES.items()},
    }


def _by_pylatexenc(written):
    return LatexNodes2Text().latex_to_text(written)


def by_rispy(text):
    """A list of mappings; names as they stand, an institution without its comma."""
    return [
        {
            "authors": [name.removesuffix(",") for name in entry.get("authors", [])],
            "title": entry["title"],
            "year": entry.get("year", ""),
            "DOI": entry.get("doi", ""),
            # It parts addresses at semicolons.
            "URL": ";".join(entry.get("urls", [])),
        }
        for entry in rispy.loads(text)
    ]
