"""A bibliography entry as one line of text for a list of references."""

import multiprocessing
import re
import unicodedata
from concurrent.futures import ProcessPoolExecutor
from html import unescape
from typing import Any

import nh3

from topics.citing.csl import NAME_PARTS, NAME_VARIABLES, TEXT_VARIABLES, year_of
from topics.citing.dates import date_parts, is_circa
from topics.citing.names import in_one_word
from topics.citing.processor import processed
from topics.citing.text import TAGS, rich

WORTH_PROCESSES = 300
# The processor takes care of pages itself.
_RANGES = {"volume", "issue"}
_RANGE = re.compile(r"(?<=\d)-(?=\d)")
# A sentence that has ended needs no full stop.
_ENDED = re.compile(r"([.?!…])((?:</?[a-z]+>|[”’])*)\.")
_ARTICLE = re.compile(r"^(?:the|an?)\s+(?=\w)", re.I)
# Small words before a family name: those written as part of it (“Van Evera”) stay.
_PARTICLES = re.compile(
    r"^(?:(?:af|av|da|das|de|de[lnrs]|di|do|dos|du|la|las|le|los|ten|ter|van|vo[nm]|y|"
    r"zu[mr]?)\s+|d['’]|(?:[Aa]l|[Ee]l)[-‐‑])+(?=\w)"
)

# Letters that Unicode does not decompose.
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae"})
_LETTERS |= str.maketrans({"œ": "oe", "ı": "i"})


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
    """Safe HTML (only `TAGS`) of a valid entry in Harvard style, without its address:
    pages print DOI or URL as a link of their own, with the document's number."""
    return cleaned(processed(item_of(entry)))


def cleaned(line: str) -> str:
    """What the processor gave as safe HTML, without two stops in a row."""
    line = _ENDED.sub(r"\1\2", line).strip()
    return nh3.clean(line, tags=TAGS, attributes={})


def sort_key(reference: str) -> bytes:
    """Where libraries file a reference: by its letters and digits, without accents,
    capitals, marks, particles before a family name and an article before a title, and
    not by its date if that stands first. As bytes, which all databases sort alike."""
    text = unescape(re.sub(r"<[^<>]*>", "", reference))
    text = _ARTICLE.sub("", re.sub(r"^(?:\(.*?\))?\W+", "", text), count=1)
    text = _PARTICLES.sub("", text)
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(c for c in decomposed if not unicodedata.combining(c))
    words = re.findall(r"[^\W_]+", re.sub(r"['’ʼʿ]", "", letters.translate(_LETTERS)))
    return " ".join(words).encode()


def item_of(entry: dict) -> dict[str, Any]:
    """What the processor takes of an entry, with HTML for texts."""
    item: dict[str, Any] = {"id": entry["id"], "type": entry["type"]}
    for variable in TEXT_VARIABLES:
        if text := rich(str(entry.get(variable) or "")).strip():
            item[variable] = _RANGE.sub("–", text) if variable in _RANGES else text
    for variable in NAME_VARIABLES:
        if names := entry.get(variable):
            item[variable] = [_name(name) for name in names]
    if year_of(entry) is not None:
        issued = entry["issued"]
        item["issued"] = {"date-parts": date_parts(issued), "circa": is_circa(issued)}
    return item


def _name(name: dict[str, str]) -> dict[str, str]:
    parts = {part: rich(str(name[part])) for part in NAME_PARTS if name.get(part)}
    family, given = parts.get("family", ""), parts.get("given", "")
    if "literal" in parts:
        return {"literal": parts["literal"]}
    if in_one_word(family, given):
        return {"literal": family + given}
    return parts
