"""The texts of an entry as HTML: CSL-JSON allows `i`, `b`, `sub` and `sup` in them, and
`span`, which means nothing to a reader."""

import re
from html import escape, unescape

import nh3

TAGS = {"i", "b", "sub", "sup"}
_TAG = re.compile(r"(</?(?:i|b|sub|sup)>)|</?span\b[^<>]*>", re.I)
# With its semicolon: “R&D” and “&not” are words.
_ENTITY = re.compile(r"&(?:#\w+|\w+);")
_OPENING = re.compile(r"(^|[\s(\[{–—/“‘-]|<(?:i|b|sub|sup)>)(\"|'(?!\d\ds?\b))")
DOUBLE, SINGLE = ("“", "”"), ("‘", "’")
_CLOSING = dict([DOUBLE, SINGLE])


def rich(text: str) -> str:
    """A text as balanced HTML of `TAGS`, with typographic quotation marks. Everything
    else that looks like markup is shown as it is written."""
    return _closed(_with_curly_quotes(_html(text)))


def balanced(text: str) -> str:
    """The same with quotation marks as they are written."""
    return _closed(_html(text))


def plain(text: str) -> str:
    """A text without its tags: what `rich` makes of it, as words."""
    return unescape(re.sub(r"<[^<>]*>", "", rich(text)))


def _html(text: str) -> str:
    parts = _TAG.split(re.sub(r"[ \t\r\n]+", " ", text))
    for number in range(0, len(parts), 2):
        words = _ENTITY.sub(lambda entity: unescape(entity.group()), parts[number])
        parts[number] = escape(words, quote=False)
    return "".join(part or "" for part in parts)


def _closed(html: str) -> str:
    return nh3.clean(html, tags=TAGS, attributes={}) if "<" in html else html


def in_italics(html: str) -> str:
    """What stands in italics within italics stands upright."""
    swapped = {"<i>": "</i>", "</i>": "<i>"}
    html = re.sub(r"</?i>", lambda tag: swapped[tag.group()], html)
    return f"<i>{html}</i>".replace("<i></i>", "")


def in_quotes(html: str) -> str:
    """What `rich` gave as it stands within double quotation marks."""
    return _with_turned_quotes(html, SINGLE, DOUBLE)


def _with_turned_quotes(html: str, *levels: tuple[str, str]) -> str:
    """Quotation marks as those of the `levels` by turns, the outermost first. If some
    have no partner, all stay as they are."""
    turned, opened = list(html), []
    for place, mark in enumerate(html):
        if mark in _CLOSING:
            opened.append(place)
        elif mark in "”’" and not _in_word(html, place):
            if opened and _CLOSING[html[opened[-1]]] == mark:
                start = opened.pop()
                opening, closing = levels[len(opened) % 2]
                turned[start], turned[place] = opening, closing
            elif mark == "”":
                return html  # “’” may be an apostrophe
    return html if opened else "".join(turned)


def _in_word(html: str, place: int) -> bool:
    return html[place] == "’" and html[place + 1 : place + 2].isalnum()


def _with_curly_quotes(html: str) -> str:
    html, straight = _OPENING.subn(
        lambda match: match[1] + ("“" if match[2] == '"' else "‘"), html
    )
    html = html.replace('"', "”").replace("'", "’")
    return _with_turned_quotes(html, DOUBLE, SINGLE) if straight else html
