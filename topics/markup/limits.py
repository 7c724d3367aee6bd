"""What Markdown is refused, so that rendering always ends soon."""

import re

MAX_CHARACTERS = 200_000
MAX_BRACKET_COST = 1_500_000
MAX_DELIMITERS = 2_000
MAX_QUOTE_DEPTH = 20
MAX_INDENT = 100

# Python-Markdown looks for a bracket's partner through the rest of its block, so a
# block can cost the square of its brackets: the sum is bounded, to about 2 seconds.
_BLOCK = re.compile(r"\n[ \t]*\n")
_QUOTE = re.compile(r"[ \t]*((?:>[ \t]*)+)")


class SourceRefused(ValueError):
    """The Markdown would take too long to render; `line` says where it starts."""

    def __init__(self, reason: str, line: int = 1) -> None:
        super().__init__(f"Line {line}: {reason}")
        self.reason = reason
        self.line = line


def check_limits(source: str) -> None:
    """Raise SourceRefused for Markdown whose rendering time is not bounded."""
    if len(source) > MAX_CHARACTERS:
        raise SourceRefused(
            f"The text has {len(source):,} characters; at most {MAX_CHARACTERS:,} "
            "can be shown on one page. Split it into several topics."
        )
    for number, words in enumerate(source.splitlines(), start=1):
        _check_line(words, number)
    line, cost = 1, 0
    for block in _BLOCK.split(source):
        _check_block(block, line)
        cost += block.count("[") ** 2
        if cost > MAX_BRACKET_COST:
            raise SourceRefused(
                "The text has too many opening brackets up to this paragraph. "
                "Break it into shorter paragraphs.",
                line,
            )
        line += block.count("\n") + 2


def _check_line(line: str, number: int) -> None:
    quote = _QUOTE.match(line)
    if quote and quote[1].count(">") > MAX_QUOTE_DEPTH:
        raise SourceRefused(
            f"Quotations are nested more than {MAX_QUOTE_DEPTH} deep.", number
        )
    indent = len(line) - len(line.lstrip(" \t"))
    if indent > MAX_INDENT and line.strip():
        raise SourceRefused(
            f"The line is indented by more than {MAX_INDENT} characters.", number
        )


def _check_block(block: str, line: int) -> None:
    for character in "*_`<&(":
        if block.count(character) > MAX_DELIMITERS:
            raise SourceRefused(
                f"A paragraph has more than {MAX_DELIMITERS:,} “{character}” signs. "
                "Break it into shorter paragraphs.",
                line,
            )
