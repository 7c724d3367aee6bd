"""What a question asks for, told by its form: a meaning, a number, a fact."""

import re
from typing import NamedTuple

_ASKED = re.compile(
    r"\s*(?:what|who|whose|whom|which|where|when|why|how|can|could|do|does|did|is|are"
    r"|was|were|may|must|should|has|have|will)\b(?!-)",
    re.IGNORECASE,
)
_DEFINITION = re.compile(
    r"(?:what(?:['’]s| is| are)|define|definition of|meaning of|explain)"
    r" (?:meant by )?(?:an? |the )?(?P<of>.+)"
    r"|what does (?:an? |the )?(?P<said>.+) (?:mean|stand for)"
    r"|(?P<named>.+) (?:definition|meaning)",
    re.IGNORECASE,
)
_QUANTITY = re.compile(
    r"\bhow (?:many|much|large|big|strong)\b"
    r"|\b(?:numbers? of|percentage|per cent|percent|proportion|share|rate|total"
    r"|statistics|figures)\b",
    re.IGNORECASE,
)
# Of missions, by the names of their fields, measures and kinds of details; the first
# that fits is meant.
_FACTS = {
    "fatalities": r"\b(?:how many|number of)\b.*\b(?:died?|dead|deaths?|killed"
    r"|fatal\w+)",
    "peak_strength": r"\b(?:how (?:many|large|big|strong)|size of|strength of)\b",
    "start": r"\b(?:when|what year)\b.*\b(?:start|beg[aiu]n|establish|create|set up"
    r"|found|deploy|launch)",
    "end": r"\b(?:when|what year)\b.*\b(?:end|finish|close|withdr[ae]w|leave|left"
    r"|stop)",
    "resolutions": r"\b(?:which|what)\b.*\b(?:resolution|mandate)",
    "head": r"\bwho\b.*\b(?:led|leads?|ran|runs?|headed|commanded)\b",
    "area": r"\b(?:where|(?:which|what) (?:country|countries))",
}
_FACT_PATTERNS = {name: re.compile(p, re.IGNORECASE) for name, p in _FACTS.items()}


class Question(NamedTuple):
    """Whether it is a question; the words whose meaning is asked for, or ""; whether a
    number is; the name of the field of a mission that is, or ""."""

    is_question: bool
    defined: str
    is_quantity: bool
    fact: str


def read_question(text: str) -> Question:
    """What somebody typed as a Question; it may be none."""
    is_question = bool(_ASKED.match(text)) or text.rstrip().endswith("?")
    text = text.strip().rstrip("?!. ")
    match = _DEFINITION.fullmatch(text)
    asked = (name for name, p in _FACT_PATTERNS.items() if p.search(text))
    return Question(
        is_question=is_question,
        defined=next(filter(None, match.groups())) if match else "",
        is_quantity=bool(_QUANTITY.search(text)),
        fact=next(asked, ""),
    )
