"""How much a page has to do with a search: weights for where its words stand.

A page is looked at by the short columns of its SearchDocument, in which stems stand
between spaces and names between bars.
"""

from collections.abc import Mapping
from math import log2
from typing import NamedTuple

from topics.search.language.query import Clause, Query

# How much it tells that a word stands there; a word of the text alone counts 1.
FIELDS = [("names", 32), ("tags", 16), ("summary", 8), ("headings", 6), ("themes", 4)]
# A title of one word is all about it, one of twenty words hardly.
IN_TITLE, SHORT_TITLE = 36, 24
# The whole query is the name, or stands in it word by word.
WHOLE = [("title", 600), ("names", 500), ("tags", 12)]
SIDE_BY_SIDE = [("title", 60), ("names", 40), ("summary", 12), ("headings", 12)]
RAREST = 10


class Columns(NamedTuple):
    """What of a SearchDocument is looked at."""

    title: str
    names: str
    tags: str
    summary: str
    headings: str
    themes: str
    title_words: int


class Relevance:
    """Weighs pages for a query; `frequencies` tells in how many topics each stem
    stands."""

    def __init__(self, query: Query, frequencies: Mapping[str, int]) -> None:
        self.rarities = _rarities(query, frequencies)
        self._clauses = [
            (_patterns(clause), rarity) for clause, rarity in self.rarities.items()
        ]
        self._any = [p for patterns, _rarity in self._clauses for p in patterns]
        self._least = sum(self.rarities.values())
        self._whole = " ".join(_first_stems(query))
        self._bonuses = _bonuses(self._whole)

    @property
    def rarest(self) -> Clause:
        """The clause that the fewest topics meet."""
        return max(self.rarities, key=self.rarities.__getitem__)

    def of(self, columns: Columns) -> int:
        """The more, the more the page has to do with the query."""
        everything = "\n".join(columns[:-1])
        # Most pages have the words in their text alone.
        if not _stands(self._any, everything):
            return self._least
        relevance = sum(
            _worth(columns, patterns, rarity) for patterns, rarity in self._clauses
        )
        if self._whole in everything:
            relevance += sum(
                bonus
                for name, pattern, bonus in self._bonuses
                if pattern in getattr(columns, name)
            )
        return relevance


def _rarities(query: Query, frequencies: Mapping[str, int]) -> dict[Clause, int]:
    """How rare each clause is among those of the query: 1 for the commonest."""
    counts = {
        clause: sum(
            min((frequencies.get(stem, 0) for stem in sequence.stems), default=0)
            for sequence in clause.sequences
        )
        for clause in query.required
    }
    most = max(counts.values(), default=1)
    return {
        clause: 1 + min(RAREST - 1, int(log2(max(most, 1) / max(count, 1))))
        for clause, count in counts.items()
    }


def _patterns(clause: Clause) -> list[str]:
    return [
        " " + " ".join(sequence.stems) + ("" if sequence.is_prefix else " ")
        for sequence in clause.sequences
    ]


def _stands(patterns: list[str], text: str) -> bool:
    for pattern in patterns:  # noqa: SIM110 (any() takes twice as long)
        if pattern in text:
            return True
    return False


def _worth(columns: Columns, patterns: list[str], rarity: int) -> int:
    if _stands(patterns, columns.title):
        return IN_TITLE * rarity + SHORT_TITLE * rarity // columns.title_words
    for name, weight in FIELDS:
        if _stands(patterns, getattr(columns, name)):
            return weight * rarity
    return rarity


def _first_stems(query: Query) -> list[str]:
    return [s for c in query.required for s in c.terms[0].sequences[0].stems]


def _bonuses(whole: str) -> list[tuple[str, str, int]]:
    if not whole:
        return []
    bonuses = [(name, f"| {whole} |", bonus) for name, bonus in WHOLE]
    if " " in whole:
        bonuses += [(name, f" {whole} ", bonus) for name, bonus in SIDE_BY_SIDE]
    return bonuses
