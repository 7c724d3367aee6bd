"""Lines that Markdown takes for something else, or for nothing: headings, lists,
definitions, tables."""

import re
from collections.abc import Iterator

from topics.markup import remarks
from topics.markup.remarks import Remark, quoted

# A block: its lines as (number, as typed, without code and read marks).
Block = list[tuple[int, str, str]]

_QUOTED = re.compile(r"(?: {0,3}> ?)+")
_ITEM = re.compile(r"( *)(?:[-*+]|\d{1,9}\.) +\S")
_FIRST_ITEM = re.compile(r" {0,3}(?:[-*+]|1\.) +\S")
_HEADING = re.compile(r"#{2,6}|# ")
_NO_HEADING = re.compile(r"#[^#\s]| {1,3}#{1,6}[ \t]+\S")
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
        for check in (_headings, _bullets, _tables):
            yield from check(block)
        yield from _lists(block, before)
        yield from _definitions(block, before)
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
    if len(block) > 1 and _UNDERLINE.fullmatch(block[1][2]):
        number, typed, _line = block[0]
        yield Remark(number, remarks.UNDERLINED, quoted(typed))


def _lists(block: Block, before: Block) -> Iterator[Remark]:
    begun = _ITEM.match(before[0][2]) if before else None
    # A list goes on after a blank line.
    indents = [len(begun[1])] if begun and block[0][2].startswith(" ") else []
    is_text = False
    for number, typed, line in block:
        item = _ITEM.match(line)
        if item is None:
            # What follows an item belongs to it.
            is_text = not indents and not _HEADING.match(line)
            continue
        indent = len(item[1])
        while indents and indent < indents[-1]:
            indents.pop()
        if indents and 0 < indent - indents[-1] < 4:
            yield Remark(number, remarks.NOT_NESTED, quoted(typed))
        if is_text and _FIRST_ITEM.match(line):
            yield Remark(number, remarks.NO_LIST, quoted(typed))
            return
        if not is_text and indent not in indents[-1:]:
            indents.append(indent)


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
