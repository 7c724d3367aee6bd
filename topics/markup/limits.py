"""What Markdown is refused, so that rendering always ends soon."""

import re
import unicodedata

MAX_CHARACTERS = 200_000
MAX_DELIMITERS = 2_000
MAX_QUOTE_DEPTH = 20
MAX_INDENT = 100
MAX_OPEN_FENCES = 50
# Unicode's Stream-Safe Text Format (UAX #15, 13): no word has more in a row, and to
# bring them into order takes the square of their number.
MAX_ACCENTS = 30

_BLOCK = re.compile(r"\n[ \t]*\n")
_FENCE = re.compile(r"~{3,}|`{3,}")
_QUOTE = re.compile(r"[ \t]*((?:>[ \t]*)+)")


def gettext_noop(message: str) -> str:
    """Marks a message for translators; it is translated where it is shown."""
    return message


class SourceRefused(ValueError):
    """The Markdown would take too long to render.

    `reason` is a message that takes `values` by the % operator; `line` says where, and
    `cost` what had been spent.
    """

    cost = 0

    def __init__(self, reason: str, line: int = 1, **values: int | str) -> None:
        self.words = reason % values
        super().__init__(f"Line {line}: {self.words}")
        self.reason = reason
        self.values = values
        self.line = line


def check_accents(source: str) -> None:
    """Raise SourceRefused for a letter with too many accents to normalise soon."""
    accents = 0
    for place, character in enumerate("" if source.isascii() else source):
        accents = accents + 1 if unicodedata.combining(character) else 0
        if accents > MAX_ACCENTS:
            raise SourceRefused(
                gettext_noop("A letter has more than %(limit)d accents."),
                source.count("\n", 0, place) + 1,
                limit=MAX_ACCENTS,
            )


def check_limits(source: str) -> None:
    """Raise SourceRefused for Markdown whose rendering time is not bounded."""
    if len(source) > MAX_CHARACTERS:
        raise SourceRefused(
            gettext_noop(
                "The text has %(has)d characters; at most %(limit)d can be shown on "
                "one page. Split it into several topics."
            ),
            has=len(source),
            limit=MAX_CHARACTERS,
        )
    for number, words in enumerate(source.splitlines(), start=1):
        _check_line(words, number)
    _check_fences(source)

    line = 1
    for block in _BLOCK.split(source):
        _check_block(block, line)
        line += block.count("\n") + 2


def _check_line(line: str, number: int) -> None:
    quote = _QUOTE.match(line)
    if quote and quote[1].count(">") > MAX_QUOTE_DEPTH:
        raise SourceRefused(
            gettext_noop("Quotations are nested more than %(limit)d deep."),
            number,
            limit=MAX_QUOTE_DEPTH,
        )
    indent = len(line) - len(line.lstrip(" \t"))
    if indent > MAX_INDENT and line.strip():
        raise SourceRefused(
            gettext_noop("The line is indented by more than %(limit)d characters."),
            number,
            limit=MAX_INDENT,
        )


def _check_fences(source: str) -> None:
    """Each fence that is not closed is looked for to the end of the text."""
    lines = source.split("\n")
    closed = {line.rstrip(" "): number for number, line in enumerate(lines, start=1)}
    still_open = 0
    for number, line in enumerate(lines, start=1):
        fence = _FENCE.match(line)
        still_open += bool(fence and closed.get(fence[0], 0) <= number)
        if still_open > MAX_OPEN_FENCES:
            raise SourceRefused(
                gettext_noop("More than %(limit)d blocks of code are not closed."),
                number,
                limit=MAX_OPEN_FENCES,
            )


def _check_block(block: str, line: int) -> None:
    for character in "*_`<&(":
        if block.count(character) > MAX_DELIMITERS:
            raise SourceRefused(
                gettext_noop(
                    "A paragraph has more than %(limit)d “%(sign)s” signs. Break it "
                    "into shorter paragraphs."
                ),
                line,
                limit=MAX_DELIMITERS,
                sign=character,
            )
