"""What a text costs while it is rendered."""

import re
from bisect import bisect_right
from collections import defaultdict
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor

from topics.markup.limits import SourceRefused, gettext_noop
from topics.markup.scanning import BAR, ESCAPED_BAR

# In microseconds of the machine on which the costs below were measured. They are
# counted, not timed, so that a text is refused everywhere or nowhere.
MAX_COST = 700_000
BLOCK_COST, CELL_COST, TEXT_COST, MARK_COST, NOTE_COST = 25, 10, 20, 10, 200
# How many characters a microsecond is enough for: of a block, of a text at each mark,
# between brackets, for each abbreviation; pairs of quotation marks or of words; blocks
# that wait in a list from which the first is taken.
BLOCK_SPEED, MARK_SPEED, BRACKET_SPEED, ABBREVIATION_SPEED = 5, 5_000, 3, 100
QUOTES_SPEED, WORDS_SPEED, WAITING_SPEED = 50, 1_000, 1_000

_WORD = re.compile(r"\w+")
_MARKS = re.compile(r"[\\`*_\[\]!<@&\n]")
# Only a parenthesis that may be the address of a link is looked through.
_BRACKETS = re.compile(r"[\[\])]|(?<=\])\(")

TOO_COSTLY = gettext_noop(
    "The text takes too long to show from here on. Break it into shorter paragraphs or "
    "lists, or into several topics."
)
TOO_MANY_BRACKETS = gettext_noop(
    "The text has too many opening brackets up to this paragraph. Break it into "
    "shorter paragraphs."
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
        # First lines of the blocks of the text itself, not of those inside lists, and
        # of the texts in them.
        self.blocks: list[str] = []
        self.texts: list[str] = []

    def extendMarkdown(self, md: Markdown) -> None:
        # Before all others: they are asked of each block and of each text first.
        md.parser.blockprocessors.register(_BlockMeter(md.parser, self), "meter", 999)
        abbreviations = md.treeprocessors["abbr"].abbrs  # type: ignore[attr-defined]
        md.inlinePatterns.register(_TextMeter(self, abbreviations), "meter", 999)

    def add(self, cost: int, begun: list[str], reason: str = TOO_COSTLY) -> None:
        """Raise SourceRefused if the text costs too much, with the line of the last of
        the blocks or texts that were `begun`, by their first lines."""
        self.cost += cost
        if self.cost > MAX_COST:
            refused = SourceRefused(reason, self._line_of(begun))
            refused.cost = MAX_COST
            raise refused

    def _line_of(self, begun: list[str]) -> int:
        numbers = defaultdict(list)
        for number, line in enumerate(self.source.splitlines(), start=1):
            numbers[line.strip()].append(number)
        found = 0
        # Lines may be alike: the one that is meant comes after those before it.
        for line in begun if len(numbers[_as_written(begun[-1])]) > 1 else begun[-1:]:
            later = numbers[_as_written(line)]
            place = bisect_right(later, found)
            found = later[place] if place < len(later) else found
        return found or 1


class _BlockMeter(BlockProcessor):
    def __init__(self, parser: BlockParser, meter: Meter) -> None:
        super().__init__(parser)
        self.meter = meter

    def test(self, parent: Element, block: str) -> bool:
        if parent is self.parser.root:
            self.meter.blocks.append(block.lstrip("\n").partition("\n")[0])
        cost = self.meter.block_cost + len(block) // BLOCK_SPEED
        self.meter.add(cost + _table_cost(block), self.meter.blocks)
        if "]:" in block:
            self.meter.add(_quotes_cost(block), self.meter.blocks)
        return False


class _TextMeter(InlineProcessor):
    def __init__(self, meter: Meter, abbreviations: dict[str, str]) -> None:
        super().__init__(r"(?s).+")
        self.meter = meter
        self.abbreviations = abbreviations

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[None, None, None]:
        texts = self.meter.texts
        texts.append(data.lstrip("\n").partition("\n")[0])
        brackets = _bracket_distances(data) // BRACKET_SPEED
        self.meter.add(brackets, texts, TOO_MANY_BRACKETS)
        marks = sum(1 for _ in _MARKS.finditer(data))
        cost = TEXT_COST + marks * (MARK_COST + len(data) // MARK_SPEED)
        cost += data.count("[^") * NOTE_COST
        if abbreviations := self.abbreviations:
            cost += len(abbreviations) * len(data) // ABBREVIATION_SPEED
            cost += len(_WORD.findall(data)) ** 2 // WORDS_SPEED
        self.meter.add(cost, texts)
        return None, None, None


def _as_written(line: str) -> str:
    return line.strip().replace(BAR, "|").replace(ESCAPED_BAR, "\\|")


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
