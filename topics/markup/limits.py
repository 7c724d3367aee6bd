"""What Markdown is refused, so that rendering always ends soon."""

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor

MAX_CHARACTERS = 200_000
MAX_DELIMITERS = 2_000
MAX_QUOTE_DEPTH = 20
MAX_INDENT = 100
MAX_OPEN_FENCES = 50
# Unicode's Stream-Safe Text Format (UAX #15, 13): no word has more in a row, and to
# bring them into order takes the square of their number.
MAX_ACCENTS = 30
# In microseconds of the machine on which the costs below were measured. They are
# counted, not timed, so that a text is refused everywhere or nowhere.
MAX_COST = 1_000_000
BLOCK_COST, CELL_COST, TEXT_COST, MARK_COST, NOTE_COST = 25, 10, 20, 5, 200
# How many characters a microsecond is enough for: of a block, of a text at each mark,
# between brackets, for each abbreviation; pairs of quotation marks or of words; blocks
# that wait in a list from which the first is taken.
BLOCK_SPEED, MARK_SPEED, BRACKET_SPEED, ABBREVIATION_SPEED = 5, 5_000, 3, 100
QUOTES_SPEED, WORDS_SPEED, WAITING_SPEED = 50, 1_000, 1_000

_BLOCK = re.compile(r"\n[ \t]*\n")
_FENCE = re.compile(r"~{3,}|`{3,}")
_WORD = re.compile(r"\w+")
_MARKS = re.compile(r"[\\`*_\[\]!<&\n]")
# Only a parenthesis that may be the address of a link is looked through.
_BRACKETS = re.compile(r"[\[\])]|(?<=\])\(")
_QUOTE = re.compile(r"[ \t]*((?:>[ \t]*)+)")


def gettext_noop(message: str) -> str:
    """Marks a message for translators; it is translated where it is shown."""
    return message


TOO_COSTLY = gettext_noop(
    "The text takes too long to show from here on. Break it into shorter paragraphs or "
    "lists, or into several topics."
)
TOO_MANY_BRACKETS = gettext_noop(
    "The text has too many opening brackets up to this paragraph. Break it into "
    "shorter paragraphs."
)


class SourceRefused(ValueError):
    """The Markdown would take too long to render.

    `reason` is a message that takes `values` by the % operator; `line` says where.
    """

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


class Meter(Extension):
    """Counts what a text costs while it is rendered, and refuses it beyond MAX_COST.

    Python-Markdown goes through the rest of a block for each line that begins another
    (a heading, say), and through the rest of a text for the partner of each bracket.
    """

    def __init__(self, source: str) -> None:
        super().__init__()
        self.source = source
        self.block_cost = BLOCK_COST + source.count("\n\n") // WAITING_SPEED
        self.cost = 0
        # First lines of the blocks of the text itself, not of those inside lists.
        self.begun: list[str] = []

    def extendMarkdown(self, md: Markdown) -> None:
        # Before all others: they are asked of each block and of each text first.
        md.parser.blockprocessors.register(_BlockMeter(md.parser, self), "meter", 999)
        abbreviations = md.treeprocessors["abbr"].abbrs  # type: ignore[attr-defined]
        md.inlinePatterns.register(_TextMeter(self, abbreviations), "meter", 999)

    def add(
        self, cost: int, first_line: str | None = None, reason: str = TOO_COSTLY
    ) -> None:
        """Raise SourceRefused if the text costs too much, with the line of the block
        that was begun last, or the first one that is `first_line`."""
        self.cost += cost
        if self.cost > MAX_COST:
            begun = [first_line] if first_line else self.begun
            raise SourceRefused(reason, self._line_of(begun))

    def _line_of(self, begun: list[str]) -> int:
        numbers = defaultdict(list)
        for number, line in enumerate(self.source.splitlines(), start=1):
            numbers[line.strip()].append(number)
        found = 0
        for line in begun:
            later = numbers[line.strip()]
            place = bisect_right(later, found)
            found = later[place] if place < len(later) else found
        return found or 1


class _BlockMeter(BlockProcessor):
    def __init__(self, parser: BlockParser, meter: Meter) -> None:
        super().__init__(parser)
        self.meter = meter

    def test(self, parent: Element, block: str) -> bool:
        if parent is self.parser.root:
            self.meter.begun.append(block.lstrip("\n").partition("\n")[0])
        cost = self.meter.block_cost + len(block) // BLOCK_SPEED
        self.meter.add(cost + _table_cost(block))
        if "]:" in block:
            self.meter.add(_quotes_cost(block))
        return False


class _TextMeter(InlineProcessor):
    def __init__(self, meter: Meter, abbreviations: dict[str, str]) -> None:
        super().__init__(r"(?s).+")
        self.meter = meter
        self.abbreviations = abbreviations

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[None, None, None]:
        first_line = data.lstrip("\n").partition("\n")[0]
        brackets = _bracket_distances(data) // BRACKET_SPEED
        self.meter.add(brackets, first_line, TOO_MANY_BRACKETS)
        marks = sum(1 for _ in _MARKS.finditer(data))
        cost = TEXT_COST + marks * (MARK_COST + len(data) // MARK_SPEED)
        cost += data.count("[^") * NOTE_COST
        if abbreviations := self.abbreviations:
            cost += len(abbreviations) * len(data) // ABBREVIATION_SPEED
            cost += len(_WORD.findall(data)) ** 2 // WORDS_SPEED
        self.meter.add(cost, first_line)
        return None, None, None


def _table_cost(block: str) -> int:
    """Each row of a table gets as many cells as its first."""
    return CELL_COST * block.partition("\n")[0].count("|") * block.count("\n")


def _quotes_cost(block: str) -> int:
    """The title of a link's address may begin and end at any quotation mark."""
    most = max(line.count('"') + line.count("'") for line in block.split("\n"))
    return most**2 // QUOTES_SPEED


def _bracket_distances(text: str) -> int:
    """How many characters lie between the brackets of links and their partners, or the
    end of the text if they have none."""
    distances = 0
    opened: dict[str, list[int]] = {"]": [], ")": []}
    for bracket in _BRACKETS.finditer(text):
        if bracket[0] in opened:
            if opened[bracket[0]]:
                distances += bracket.start() - opened[bracket[0]].pop()
        else:
            opened["]" if bracket[0] == "[" else ")"].append(bracket.start())
    return distances + sum(len(text) - at for side in opened.values() for at in side)
