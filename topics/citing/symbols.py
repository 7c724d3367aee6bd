"""Symbols of documents of the United Nations: https://research.un.org/en/docs/symbols"""

import re

_BODIES = (
    "A|S|E|T|ST|DP|JIU|PBC|TD|CD|HRI|HRC|CAT|CED|CRC|CCPR|CERD|CEDAW|CRPD|UNEP|UNMIK"
)
_SYMBOL = re.compile(rf"(?:{_BODIES})(?:/[\w.–-]+)+(?: \(\w+\))?")


def is_symbol(number: str) -> bool:
    """Whether it is a document symbol, as “S/RES/1270 (1999)” is."""
    return _SYMBOL.fullmatch(number) is not None


_RESOLUTION = re.compile(r"([SA])/RES/(\d+(?:/\d+)?)(?: \(.+\))?")
_JOINED = re.compile(r"[-–](?=(?:A|S|E)/)")
# What people write for “S/RES/” and “A/RES/”.
_COUNCIL = ["SCR", "UNSCR", "SC resolution", "Security Council resolution"]
_ASSEMBLY = ["GA resolution", "UNGA resolution", "General Assembly resolution"]
_BODY_NAMES = {"S": [*_COUNCIL, "resolution"], "A": [*_ASSEMBLY, "resolution"]}


def names_of(number: str) -> list[str]:
    """A document's number and what else people call it by: each of the symbols that
    are joined in it, those without the year, “SCR 1325” of “S/RES/1325 (2000)”."""
    names = [number]
    for symbol in _JOINED.split(number) if is_symbol(number) else []:
        names.append(symbol)
        names.append(symbol.partition(" (")[0])
        if match := _RESOLUTION.fullmatch(symbol):
            names += [f"{name} {match[2]}" for name in _BODY_NAMES[match[1]]]
    return list(dict.fromkeys(names))


def spaced(number: str) -> str:
    """A symbol with a space before its year, as the bibliography has it."""
    return re.sub(r"(?<=\w)\s*\((?=\d{4}\))", " (", number)
