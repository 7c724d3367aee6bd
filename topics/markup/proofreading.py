"""What readers would see as typed, not at all, or as something else than was meant."""

import re
from bisect import bisect
from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

from topics.markup import remarks
from topics.markup.blocks import misread_blocks
from topics.markup.masking import CODE, READ, without_code, without_marks
from topics.markup.remarks import Remark, quoted
from topics.markup.scanning import WIKI_LINK, is_escaped, plain_lines, slug_and_part

# Each is looked for in the whole text.
MOST_ABBREVIATIONS = 200
_WRITTEN_HTML = (
    "a abbr address article aside audio b big blockquote body br button center cite "
    "code col colgroup dd del details dfn div dl dt em embed figcaption figure font "
    "footer form h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins kbd li "
    "link main mark meta nav object ol p picture pre q s samp script section small "
    "source span strike strong style sub summary sup svg table tbody td tfoot th thead "
    "time title tr tt u ul var video wbr"
).replace(" ", "|")
_UNREAD_CITATION = re.compile(
    r"\[[^\[\]]{0,200}?(?<![\w.])-?@[\w{][^\[\]\n]{0,200}\]?(?![(\[])"
)
# What is left of a text from which code and read marks were taken.
_SIGNS: list[tuple[re.Pattern[str], str]] = [
    (re.compile(r"\[\[[^\[\]\n]{0,200}(?:\]\]?)?"), remarks.UNREAD_LINK),
    (re.compile(r"^[^\[\]\n]{0,300}\]\]", re.MULTILINE), remarks.UNREAD_LINK),
    (_UNREAD_CITATION, remarks.UNREAD_CITATION),
    (
        re.compile(
            r"^[ \t>]*(?:[-*+] +|\d{1,9}\. +)?(?:`{3,}|~{3,})[^\n]*", re.MULTILINE
        ),
        remarks.UNREAD_FENCE,
    ),
    (
        re.compile(
            rf"</?(?:{_WRITTEN_HTML})(?:\s[^<>]{{0,500}})?/?>|<!--", re.IGNORECASE
        ),
        remarks.HTML,
    ),
    (
        re.compile(
            r"(?<!`)`{1,2}(?!`)[^`\n]{0,20}|~~\S[^~\n]{0,200}~~|\{:[^{}\n]{1,200}\}"
            r"|^[ \t]*[-*+] \[[ xX]\](?=\s)",
            re.MULTILINE,
        ),
        remarks.SIGNS,
    ),
    (
        re.compile(rf"(?<!{READ}){READ}{{1,300}}\((?:https?:|/|www\.)[^()\s]*\)"),
        remarks.LINK_AFTER_MARK,
    ),
    (
        re.compile(
            rf"(?<!!)\[[^\[\]]{{0,300}}(?:{READ}|(?<!!)\[[^\[\]]{{0,300}}\]\([^()\s]*\)"
            r"|<https?:[^<>\s]*>)[^\[\]]{0,300}\]\("
        ),
        remarks.LINK_IN_LINK,
    ),
]
_BARE_KEY = re.compile(r"(?<![\w.@/\[{-])@([A-Za-z0-9][A-Za-z0-9_.:-]*)")
_STRONG = re.compile(
    r"(?<![\w*])\*\*(?=[^\s*])|(?<=[^\s*])\*\*(?![\w*])"
    r"|(?<![\w_])__(?=\w)|(?<=\w)__(?![\w_])"
)
_BLANK = re.compile(r"\n[ \t]*\n")
_NOTE = re.compile(r"(?<!!)\[\^([^\]\n]*)\]")
_NOTE_WORDS = re.compile(r"^ {0,3}\[\^([^\]\n]*)\]:", re.MULTILINE)
_NAMED_ADDRESS = re.compile(
    r"^ {0,3}\[([^\[\]^][^\[\]]{0,200})\]:[ ]*(\S+)[ ]*"
    r"(?:\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\))?[ ]*$",
    re.MULTILINE,
)
_USE_OF_NAME = re.compile(r"\[([^\[\]]{1,200})\](?!:)")
_LINK_BY_NAME = re.compile(r"\[[^\[\]]{0,300}\]\[([^\[\]^@][^\[\]]{0,200})\]")
_ABBREVIATION = re.compile(r"^\*\[([^\]\\\n]*)\] ?:", re.MULTILINE)
_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]*:[^<>\s]+)>")
_LINK = re.compile(
    r"\]\([ ]*<?([^\s<>()]*(?:\([^\s()]*\)[^\s<>()]*)*)>?"
    r"(?:\s+(?:\"[^\"\n]*\"|'[^'\n]*'))?[ ]*\)"
)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_SHOWN_SCHEMES = {"http", "https", "mailto", "image"}


class _Found(NamedTuple):
    """A remark, with its place in the text instead of its line."""

    place: int
    reason: str
    words: str
    key: str = ""


def proofread(source: str) -> list[Remark]:
    """All remarks on a text, in the order of its lines."""
    source = plain_lines(source)
    text = without_marks(source)
    line_of = _lines(source)
    found = {*misread_blocks(source, text)}
    for check in _CHECKS:
        found |= {
            Remark(line_of(place), reason, quoted(words), key)
            for place, reason, words, key in check(source, text)
        }
    return sorted(found)


def addresses(source: str) -> list[tuple[int, str]]:
    """The line and the address of each link in a text."""
    source = plain_lines(source)
    line_of = _lines(source)
    found = _addresses(without_marks(source))
    return [(line_of(place), address) for place, address in found]


def links_to_parts(source: str) -> list[tuple[int, str, str]]:
    """The line, the slug and the anchor of each wiki-link to a part of a page; no slug
    for the page itself."""
    text = without_code(plain_lines(source))
    line_of = _lines(text)
    return [
        (line_of(match.start()), *slug_and_part(match[1]))
        for match in WIKI_LINK.finditer(text)
        if "#" in match[1] and not is_escaped(text, match.start())
    ]


def _lines(source: str) -> Callable[[int], int]:
    """What gives the number of the line at a place."""
    ends = [match.start() for match in re.finditer("\n", source)]
    return lambda place: bisect(ends, place - 1) + 1


def _unread_signs(source: str, text: str) -> Iterator[_Found]:
    for pattern, reason in _SIGNS:
        for match in pattern.finditer(text):
            words = source[match.start() : match.end()]
            yield _Found(match.start(), reason, words)


def _bare_citations(source: str, text: str) -> Iterator[_Found]:
    for match in _BARE_KEY.finditer(_UNREAD_CITATION.sub(_hidden, text)):
        key = match[1].rstrip(".:")
        yield _Found(match.start(), remarks.BARE_CITATION, f"@{key}", key)


def _hidden(match: re.Match[str]) -> str:
    return CODE * len(match[0])


def _unpaired_emphasis(source: str, text: str) -> Iterator[_Found]:
    start = 0
    for block in _BLANK.split(text):
        start = text.find(block, start)
        marks = list(_STRONG.finditer(block))
        for sign in ("**", "__"):
            of_sign = [mark for mark in marks if mark[0] == sign]
            if len(of_sign) % 2:
                place = start + of_sign[-1].start()
                words = source[max(place - 20, start) : place + 20].strip()
                yield _Found(place, remarks.SIGNS, words)
        start += len(block)


def _unpaired_notes(source: str, text: str) -> Iterator[_Found]:
    notes = {match.start(1): match[1] for match in _NOTE_WORDS.finditer(text)}
    times = Counter(notes.values())
    marks = [mark for mark in _NOTE.finditer(text) if mark.start(1) not in notes]
    for mark in marks:
        if mark[1] not in times:
            yield _Found(mark.start(), remarks.NO_NOTE, mark[0])
    used = {mark[1] for mark in marks}
    for place, name in notes.items():
        if name not in used:
            yield _Found(place, remarks.NO_MARK, f"[^{name}]")
        elif times[name] > 1:
            yield _Found(place, remarks.NOTE_TWICE, f"[^{name}]")


def _unused_names(source: str, text: str) -> Iterator[_Found]:
    names = {m.start(1): m[1] for m in _NAMED_ADDRESS.finditer(text)}
    uses = {match[1].lower() for match in _USE_OF_NAME.finditer(text)}
    for place, name in names.items():
        if name.lower() not in uses:
            yield _Found(place, remarks.UNUSED_ADDRESS, f"[{name}]")
    known = {name.lower() for name in names.values()}
    for match in _LINK_BY_NAME.finditer(text):
        if match[1].lower() not in known:
            yield _Found(match.start(1), remarks.NO_ADDRESS, f"[{match[1]}]")


def _unused_abbreviations(source: str, text: str) -> Iterator[_Found]:
    explained = [(m.start(), m[1].strip()) for m in _ABBREVIATION.finditer(text)]
    rest = _ABBREVIATION.sub("", text)
    for place, name in explained[:MOST_ABBREVIATIONS]:
        if name and not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", rest):
            yield _Found(place, remarks.UNUSED_ABBREVIATION, name)


def _addresses(text: str) -> Iterator[tuple[int, str]]:
    for pattern, group in ((_LINK, 1), (_NAMED_ADDRESS, 2), (_AUTOLINK, 1)):
        for match in pattern.finditer(text):
            yield match.start(), match[group].strip("<>")


def _lost_addresses(source: str, text: str) -> Iterator[_Found]:
    for place, address in _addresses(text):
        scheme = _SCHEME.match(address)
        if not address:
            words = source[max(source.rfind("[", 0, place), 0) : place + 3]
            yield _Found(place, remarks.EMPTY_ADDRESS, words)
        elif scheme and scheme[1].lower() not in _SHOWN_SCHEMES:
            yield _Found(place, remarks.OTHER_SCHEME, address)
        elif not scheme and not address.startswith(("/", "#")):
            yield _Found(place, remarks.NO_SCHEME, address)


_CHECKS: list[Callable[[str, str], Iterator[_Found]]] = [
    _unread_signs,
    _bare_citations,
    _unpaired_emphasis,
    _unpaired_notes,
    _unused_names,
    _unused_abbreviations,
    _lost_addresses,
]
