"""An entry as somebody would cite it elsewhere, in the styles that are asked for most.

The files in `styles/` are those of https://github.com/citation-style-language/styles as
they are, under CC BY-SA 3.0, which they name themselves.
"""

import re
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

from topics.citing import processor
from topics.citing.reference import cleaned, item_of

_FOLDER = Path(__file__).parent / "styles"
# American style puts these before the closing mark.
_OUTSIDE = re.compile(r"(’?”)([.,])")
_ADDRESSES = ("DOI", "URL", "version")
_AUTHOR, _SITE = "author", "container-title"


class Style(NamedTuple):
    """A style of citing: its name for readers, its file, its locale; what it leaves
    out of a page whose author is the site."""

    name: str
    file: str
    locale: str
    left_out: str = _SITE


STYLES = (
    Style("APA", str(_FOLDER / "apa.csl"), "en-US"),
    Style("Chicago", str(_FOLDER / "chicago-author-date.csl"), "en-US"),
    Style("MLA", str(_FOLDER / "modern-language-association.csl"), "en-US", _AUTHOR),
    Style("Harvard", processor.STYLE, "en-GB"),
)


def citations(entry: dict[str, Any]) -> list[tuple[str, str]]:
    """(name of the style, safe HTML) of an entry in each style, with its address."""
    return [(style.name, _citation(entry, style)) for style in STYLES]


def _citation(entry: dict[str, Any], style: Style) -> str:
    item = item_of(entry)
    item |= {
        variable: escape(str(entry[variable]), quote=False)
        for variable in _ADDRESSES
        if entry.get(variable)
    }
    if "accessed" in entry:
        item["accessed"] = entry["accessed"]
    if _SITE in item and item.get(_AUTHOR) == [{"literal": item[_SITE]}]:
        del item[style.left_out]
    line = cleaned(processor.processed(item, style.file, style.locale))
    return line if style.locale == "en-GB" else _OUTSIDE.sub(r"\2\1", line)
