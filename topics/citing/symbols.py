"""Symbols of documents of the United Nations: https://research.un.org/en/docs/symbols"""

import re

_BODIES = (
    "A|S|E|T|ST|DP|JIU|PBC|TD|CD|HRI|HRC|CAT|CED|CRC|CCPR|CERD|CEDAW|CRPD|UNEP|UNMIK"
)
_SYMBOL = re.compile(rf"(?:{_BODIES})(?:/[\w.–-]+)+(?: \(\w+\))?")


def is_symbol(number: str) -> bool:
    """Whether it is a document symbol, as “S/RES/1270 (1999)” is."""
    return _SYMBOL.fullmatch(number) is not None


def spaced(number: str) -> str:
    """A symbol with a space before its year, as the bibliography has it."""
    return re.sub(r"(?<=\w)\s*\((?=\d{4}\))", " (", number)
