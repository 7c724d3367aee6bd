"""Lines that Markdown takes for something else, or for nothing: headings, lists,
definitions, tables."""

import re
from collections.abc import Iterator
from itertools import pairwise

from topics.markup import remarks
from topics.markup.masking import INDENTED
from topics.markup.remarks import Remark, quoted

# A block: its lines as (number, as typed, without code and read marks).
Block = list[tuple[int, str, str]]

_QUOTED = re.compile(r"(?: {0,3}> ?)+")
_ITEM = re.compile(r"( *)(?:[-*+]|\d{1,9}\.) +\S")
_FIRST_ITEM = re.compile(r" {0,3}(?:[-*+]|1\.) +\S")
_HEADING = re.compile(r"#{2,6}|# ")
_NO_HEADING = re.compile(r"#[^#\s]| {1,3}#{1,6}[ \t]+\S")
_LOST_SIGN = re.compile(r"#{2,6}.*[^#\s]#+ *")
_BOX = re.compile(r'!!! ?[\w-]+(?: +[\w-]+)*(?: +"[^"]*")? *')
_YEAR = re.compile(r" {0,3}\d{3,9}\. +\S")
_PROGRAM = re.compile(r"[{}=<>$_\\]")
_PROSE_STARTS, _PROSE_ENDS = '"“‘(', '.!?:"”’)'
_UNDERLINE = re.compile(r"(?:=+|-+) *")
_DEFINITION = re.compile(r" {0,3}: {1,3}\S")
_BULLET = re.compile(r" {0,3}(?:[•·▪◦‣∙]|\d{1,2}\)|\(?[a-z0-9]\))\s+\S")
_SURE_BULLET = re.compile(r" {0,3}[•▪◦‣∙]")
_SEPARATOR = re.compile(r" *\|?(?: *:?-+:? *\|)+(?: *:?-+:? *)?\|? *")
_SENTENCE = re.compile(r"[.,;:!?]$")
_LONGEST_TERM = 80


def misread_blocks(source: str, text: str) -> Iterator[Remark]:
    """Remarks on the blocks of a text, given as typed and without what is read."""
    before: Block = []
    for block in _blocks(source, text):
        for check in (_headings, _lists, _indented, _bullets, _tables):
            yield from check(block)
        for check_both in (_boxes, _nested_lists, _definitions):
            yield from check_both(block, before)
        before = block


def _blocks(source: str, text: str) -> Iterator[Block]:
    block: Block = []
    lines = zip(source.split("\n"), text.split("\n"), strict=True)
    for number, (typed, line) in enumerate(lines, start=1):
        if quotation := _QUOTED.match(line):
            line = line[quotation.end() :]
        if line.strip():
            block.append((number, typed, line.expandtabs(4)))
        elif block:
            yield block
            block = []
    if block:
        yield block


def _headings(block: Block) -> Iterator[Remark]:
    for number, typed, line in block:
        if line.startswith("# "):
            yield Remark(number, remarks.TOP_HEADING, quoted(typed))
        elif _NO_HEADING.match(line):
            yield Remark(number, remarks.NO_HEADING, quoted(typed))
        elif _LOST_SIGN.fullmatch(line):
            yield Remark(number, remarks.LOST_SIGN, quoted(typed))
    if len(block) > 1 and _UNDERLINE.fullmatch(block[1][2]):
        number, typed, _line = block[0]
        yield Remark(number, remarks.UNDERLINED, quoted(typed))


def _boxes(block: Block, before: Block) -> Iterator[Remark]:
    for (number, typed, line), (_number, _typed, following) in pairwise(
        [*before[-1:], *block, *block[-1:]]
    ):
        if not line.startswith("!!!"):
            continue
        if not _BOX.fullmatch(line):
            yield Remark(number, remarks.NO_BOX, quoted(typed))
        elif following is not line and not following.startswith("    "):
            yield Remark(number, remarks.EMPTY_BOX, quoted(typed))


def _lists(block: Block) -> Iterator[Remark]:
    number, typed, first = block[0]
    if _YEAR.match(first):
        yield Remark(number, remarks.NUMBER_AS_LIST, quoted(typed))
    is_text = False
    for number, typed, line in block:
        if not _ITEM.match(line):
            is_text = not _HEADING.match(line)
        elif not is_text:
            # What follows an item belongs to it.
            return
        elif _FIRST_ITEM.match(line):
            yield Remark(number, remarks.NO_LIST, quoted(typed))
            return


def _nested_lists(block: Block, before: Block) -> Iterator[Remark]:
    # A list goes on after a blank line.
    lines = [*before[:1], *block] if block[0][2].startswith(" ") else block
    indents: list[int] = []
    for number, typed, line in lines:
        if not (item := _ITEM.match(line)):
            continue
        indent = len(item[1])
        while indents and indent < indents[-1]:
            indents.pop()
        if indents and 0 < indent - indents[-1] < 4:
            yield Remark(number, remarks.NOT_NESTED, quoted(typed))
        if indent not in indents[-1:]:
            indents.append(indent)


def _indented(block: Block) -> Iterator[Remark]:
    number, typed, line = block[0]
    if line.startswith(INDENTED) and _is_prose(typed):
        yield Remark(number, remarks.PROSE_AS_CODE, quoted(typed))


def _is_prose(line: str) -> bool:
    words = line.split()
    starts = words[0].lstrip(_PROSE_STARTS)[:1].isupper()
    ends = line.rstrip()[-1] in _PROSE_ENDS
    return starts and ends and len(words) > 3 and not _PROGRAM.search(line)


def _bullets(block: Block) -> Iterator[Remark]:
    bullets = [each for each in block if _BULLET.match(each[2])]
    if len(bullets) > 1 or any(_SURE_BULLET.match(line) for _n, _t, line in bullets):
        number, typed, _line = bullets[0]
        yield Remark(number, remarks.OTHER_BULLET, quoted(typed))


def _definitions(block: Block, before: Block) -> Iterator[Remark]:
    for place, (number, typed, line) in enumerate(block):
        if not _DEFINITION.match(line):
            continue
        above = block[:place] or before
        if not above:
            yield Remark(number, remarks.NO_TERM, quoted(typed))
            continue
        term = above[-1][2].strip()
        is_further = _DEFINITION.match(above[-1][2]) or above[-1][2].startswith("    ")
        if not is_further and (len(term) > _LONGEST_TERM or _SENTENCE.search(term)):
            yield Remark(number, remarks.SENTENCE_AS_TERM, quoted(typed))


def _tables(block: Block) -> Iterator[Remark]:
    for place, (number, _typed, line) in enumerate(block):
        if "|" not in line or not _SEPARATOR.fullmatch(line):
            continue
        header = block[place - 1][2].strip() if place else ""
        has_border = header.startswith("|") or header.endswith("|")
        columns = _cells(header, has_border)
        if place != 1 or _cells(line.strip(), has_border) != columns:
            yield Remark(
                number, remarks.UNREAD_TABLE, quoted(block[max(place - 1, 0)][1])
            )
            return
        for row, words, cells in block[2:]:
            if _cells(cells.strip(" "), has_border) != columns:
                yield Remark(row, remarks.UNEVEN_ROW, quoted(words))
        return


def _cells(row: str, has_border: bool) -> int:
    if has_border:
        row = row.removeprefix("|").removesuffix("|")
    return row.count("|") + 1
