"""A text without what is code, or was read already: the same lines, the same places."""

import re
from collections.abc import Callable

from markdown.extensions.fenced_code import FencedBlockPreprocessor

from topics.markup.scanning import (
    CITATION,
    WIKI_LINK,
    cited_items,
    is_escaped,
    slug_and_part,
)

# Stand for a character of code or one with a backslash, and for one of a link or a
# citation that is read.
CODE, READ = "\ufffc", "\ue000"
# For one of lines that are code because they are indented.
INDENTED = "\ufff9"

_FENCED = FencedBlockPreprocessor.FENCED_BLOCK_RE
# Three backticks that begin a line were meant for a fence.
_CODE_SPAN = re.compile(
    r"(?<![\\`])(`{1,2}|(?<=\w[ (])`{3,})(?!`)"
    r"(?:[^\n]|\n(?![ \t]*\n)){0,500}?(?<!`)\1(?!`)"
)
_ESCAPE = re.compile(r"\\[\\`*_{}\[\]()>#+\-.!|<~:@^&\"']")
_NO_LINE_END = re.compile(r"[^\n]")
_INDENTED = re.compile(r"(?: {4}|\t)")
# Indented lines after these are theirs, and no code.
_HOLDS_LINES = re.compile(r" {0,3}(?:[-*+] |\d+\. |: |\[\^|!!! ?\w)")


def without_code(source: str) -> str:
    """A text whose code, and whose backslashes with what they take the meaning from,
    are replaced; the links and citations in it are not."""
    text = _FENCED.sub(_filled(CODE), source)
    text = "\n".join(_without_indented(text.split("\n")))
    return _CODE_SPAN.sub(_filled(CODE), text)


def without_marks(source: str) -> str:
    """A text without code, and without the links and citations that are read."""
    text = without_code(source)
    text = WIKI_LINK.sub(_link_or_escape, text)
    text = CITATION.sub(_citation_or_escape, text)
    return _ESCAPE.sub(_filled(CODE), text)


def _link_or_escape(match: re.Match[str]) -> str:
    if is_escaped(match.string, match.start()):
        return _fill(match[0], CODE)
    return _fill(match[0], READ) if any(slug_and_part(match[1])) else match[0]


def _citation_or_escape(match: re.Match[str]) -> str:
    if not cited_items(match):
        return match[0]
    is_text = is_escaped(match.string, match.start())
    return _fill(match[0], CODE if is_text else READ)


def _filled(character: str) -> Callable[[re.Match[str]], str]:
    return lambda match: _fill(match[0], character)


def _fill(text: str, character: str) -> str:
    return _NO_LINE_END.sub(character, text)


def _without_indented(lines: list[str]) -> list[str]:
    kept, is_code, after_blank, holds_lines = [], False, True, False
    for line in lines:
        if not line.strip():
            after_blank = True
        elif _INDENTED.match(line):
            is_code = (is_code or after_blank) and not holds_lines
            after_blank = False
        else:
            holds_lines = bool(_HOLDS_LINES.match(line)) or (
                holds_lines and not after_blank
            )
            is_code = after_blank = False
        kept.append(_fill(line, INDENTED) if is_code else line)
    return kept
