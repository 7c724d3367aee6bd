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


def gettext_noop(message: str) -> str:
    """Marks a message for translators; it is translated where it is shown."""
    return message


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
    line, cost = 1, 0
    for block in _BLOCK.split(source):
        _check_block(block, line)
        cost += block.count("[") ** 2
        if cost > MAX_BRACKET_COST:
            raise SourceRefused(
                gettext_noop(
                    "The text has too many opening brackets up to this paragraph. "
                    "Break it into shorter paragraphs."
                ),
                line,
            )
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
