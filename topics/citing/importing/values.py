"""Values of CSL variables from what catalogues, publishers and reference managers
write. All raise ValueError for what means nothing."""

import re
from datetime import date as calendar_date
from html import unescape
from typing import Any

from topics.citing.csl import DOI, is_address, is_isbn
from topics.citing.dates import date_parts, parse_date
from topics.citing.importing.people import name_of
from topics.citing.symbols import spaced

MOST_LETTERS = 5_000
_TAG = re.compile(r"</?(?!(?:i|b|sub|sup)>)[A-Za-z][^<>]*>")
# With its semicolon: “?a=1&copy=2” is an address.
_ENTITY = re.compile(r"&(?:#\w+|\w+);")
_ITALIC = re.compile(r"<(/?)(?:em|jats:italic)>")
_DAY = re.compile(
    r"(?P<year>\d{4})(?:[/.-](?P<month>\d{1,2})(?:[/.-](?P<day>\d{1,2}))?)?(?![\d])"
)
_MONTHS = {
    calendar_date(2000, number, 1).strftime("%b").lower(): number
    for number in range(1, 13)
}
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}


def text(written: Any) -> str:
    """A text in one line, without entities, and tags but `i`, `b`, `sub`, `sup`."""
    if isinstance(written, list):
        written = written[0] if written else ""
    if not isinstance(written, str | int) or isinstance(written, bool):
        raise ValueError("not a text")
    words = str(written)
    if len(words) > MOST_LETTERS:
        raise ValueError("too long")
    for _time in range(2):  # Crossref has “&amp;amp;”.
        words = _ENTITY.sub(lambda entity: unescape(entity.group()), words)
    words = _ITALIC.sub(r"<\1i>", words)
    return " ".join(_TAG.sub("", words).split())


def title(written: Any) -> str:
    # “/” ends the title in catalogues (ISBD).
    return text(written).removesuffix("/").strip()


def imprint(written: Any) -> str:
    """A publisher or a place without the marks that catalogues put around it."""
    words = text(written).strip(" ,:;/")
    if words.startswith("["):
        words = words.replace("[", "").replace("]", "")
    return words.strip(" ,:;")


def pages(written: Any) -> str:
    words = re.sub(r"^(?:pp?|pages?)\b\.? *", "", text(written), flags=re.I)
    return re.sub(r" *[-‐‑‒–—−]+ *", "-", words).strip(" ,;:")


def number(written: Any) -> str:
    return spaced(re.sub(r"[–—-]+", "-", text(written)))


def doi(written: Any) -> str:
    """The DOI in an address or a text."""
    found = re.search(DOI.pattern, text(written))
    if found is None:
        raise ValueError("no DOI")
    return found.group().rstrip(".,;")


def isbn(written: Any) -> str:
    """The first ISBN with a right check digit."""
    texts = written if isinstance(written, list) else [written]
    for candidate in re.findall(
        r"[\dXx][\dXx -]{8,15}[\dXx]", " ; ".join(map(text, texts))
    ):
        digits: str
        for digits in (candidate.strip(), *candidate.split()):
            if is_isbn(digits):
                return digits
    raise ValueError("no ISBN")


def issn(written: Any) -> str:
    found = re.search(r"\b(\d{4})-?(\d{3}[\dXx])\b", text(written))
    if found is None:
        raise ValueError("no ISSN")
    return f"{found[1]}-{found[2].upper()}"


def address(written: Any) -> str:
    words = text(written)
    found = re.search(r"https?://\S+", words, re.I)
    url = found.group() if found else f"https://{words}"
    if not is_address(url) or (not found and not re.match(r"[\w-]+(\.[\w-]+)+", words)):
        raise ValueError("no address")
    return url


def names(written: Any) -> list[dict[str, Any]]:
    """Names of people and organizations: CSL-JSON, or each a text."""
    if not isinstance(written, list):
        written = [written]
    found = [name for name in map(_name, written) if name]
    if not found:
        raise ValueError("no names")
    return found


def _name(written: Any) -> dict[str, Any]:
    if isinstance(written, str):
        return name_of(text(written))
    if not isinstance(written, dict):
        raise ValueError("not a name")
    parts = {
        part: text(written[part])
        for part in (
            *("family", "given", "dropping-particle", "non-dropping-particle"),
            *("suffix", "literal"),
        )
        if written.get(part)
    }
    if not parts and written.get("name"):
        # Crossref's word for an organization.
        return {"literal": text(written["name"])}
    if "family" not in parts and "given" in parts:
        return {"literal": parts["given"]}
    return parts


def date(written: Any) -> dict[str, Any]:
    """The date of CSL-JSON that a value means, whichever way it is written."""
    if isinstance(written, dict):
        try:
            date_parts(written)
        except ValueError:
            words = written.get("raw") or written.get("literal") or ""
            return date(words) if isinstance(words, str) else date("")
        return written
    words = text(written)
    try:
        return parse_date(words)
    except ValueError:
        return {"date-parts": _dates_in(words)}


def _dates_in(words: str) -> list[list[int]]:
    years = re.fullmatch(r"\D*(\d{4}) *[-–—/]+ *(\d{4})\D*", words)
    if years:
        return [[int(years[1])], [int(years[2])]]
    day = _DAY.search(words)
    if day is None:
        raise ValueError("no year")
    found = [int(part) for part in day.groups() if part]
    if len(found) == 1:
        rest = words[: day.start()] + " " + words[day.end() :]
        found += _month_and_day(rest.lower())
    date_parts({"date-parts": [found]})
    return [found]


def _month_and_day(words: str) -> list[int]:
    """What is known besides the year, in words."""
    for season, number in _SEASONS.items():
        if season in words:
            return [number]
    months = [
        _MONTHS[name[:3]]
        for name in re.findall(r"[a-z]+", words)
        if name[:3] in _MONTHS
    ]
    days = re.findall(r"\b(\d{1,2})(?:st|nd|rd|th)?\b", words)
    if not months:
        return []
    return months[:1] + ([int(days[0])] if len(days) == 1 and len(months) == 1 else [])
