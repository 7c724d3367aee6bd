"""Characters that no text may have: nobody sees them, or they turn round what follows.

Those that join, part or hyphenate words are read, and left out of plain words.
"""

import re
import unicodedata

from topics.markup.limits import SourceRefused, gettext_noop

_NONCHARACTERS = "".join(
    chr(plane * 0x10000 + last) for plane in range(17) for last in (0xFFFE, 0xFFFF)
)
# Controls but tab and line ends, what no character is, and the mark of a lost one.
_NO_TEXT = re.compile(
    f"[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffd{_NONCHARACTERS}]"
)
# Soft hyphen, zero-width space, word joiner, byte-order mark within a text.
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
# The bidirectional algorithm, https://www.unicode.org/reports/tr9/, table 2: what
# begins with one of these runs on until its end, over words that are not meant.
_BIDI_END = {
    **dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c"),
    **dict.fromkeys("\u2066\u2067\u2068", "\u2069"),
}
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_LINE_END = re.compile(r"\r\n?|\n")
_BEFORE = 20  # characters that show where


def check_characters(source: str) -> None:
    """Raise SourceRefused for the first character that a text may not have."""
    if not (_NO_TEXT.search(source) or _BIDI.search(source)):
        return
    for number, line in enumerate(_LINE_END.split(source), start=1):
        if odd := _NO_TEXT.search(line):
            reason = gettext_noop(
                "There is a character that is no text (%(code)s)%(where)s; delete it "
                "or type what was meant."
            )
            raise _refused(reason, number, line, odd.start())
        place = _unbalanced(line)
        if place is not None:
            reason = gettext_noop(
                "There is a mark of the direction of writing without its partner in "
                "the line (%(code)s)%(where)s; delete it or add the partner."
            )
            raise _refused(reason, number, line, place)


def visible(text: str) -> str:
    """A text without the characters that only say where a line may break."""
    return text if text.isascii() else text.translate(_INVISIBLE)


def _unbalanced(line: str) -> int | None:
    """The place of the first mark of direction that has no partner, or None."""
    opened: list[tuple[str, int]] = []
    for mark in _BIDI.finditer(line):
        if end := _BIDI_END.get(mark[0]):
            opened.append((end, mark.start()))
        elif opened and opened[-1][0] == mark[0]:
            opened.pop()
        else:
            return mark.start()
    return opened[-1][1] if opened else None


def _refused(reason: str, number: int, line: str, place: int) -> SourceRefused:
    before = _NO_TEXT.sub("", _BIDI.sub("", line[:place]))[-_BEFORE:].strip()
    where = f" after “{before}”" if before else ""
    name = unicodedata.name(line[place], "" if line[place] != "\0" else "NUL")
    code = f"U+{ord(line[place]):04X}" + (f" {name}" if name else "")
    return SourceRefused(reason, number, code=code, where=where)
