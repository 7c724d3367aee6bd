"""The order of topics that match a search, by where its words occur in them.

A topic is weighed by the short columns of its SearchDocument, in which stems are
between spaces and names between bars.
"""

from collections.abc import Iterable, Mapping
from math import log2
from typing import NamedTuple

from django.db.models import Q, QuerySet

from topics.models import Completion
from topics.search.engines import engine
from topics.search.interpretation import ParsedQuery
from topics.search.language import Clause, Query

# More than lists show, so that a list is known to be cut.
MOST_WEIGHED = 600
# The weight of a word that occurs there; of one in the text alone it is 1.
FIELDS = [("names", 32), ("tags", 16), ("summary", 8), ("headings", 6), ("themes", 4)]
# A title of one word is all about it, one of twenty words hardly.
IN_TITLE, SHORT_TITLE = 36, 24
# The whole query is the name, or occurs in it word by word.
WHOLE = [("title", 600), ("names", 500), ("tags", 12)]
SIDE_BY_SIDE = [("title", 60), ("names", 40), ("summary", 12), ("headings", 12)]
RAREST = 10


class Columns(NamedTuple):
    """The columns of a SearchDocument by which its topic is weighed."""

    title: str
    names: str
    tags: str
    summary: str
    headings: str
    themes: str
    title_words: int


COLUMNS = [f"search_document__{name}" for name in Columns._fields]


def ranked_keys(topics: QuerySet, parsed: ParsedQuery) -> list[int]:
    """The primary keys of `topics`, which match a query with words, the most relevant
    first.

    Of more than MOST_WEIGHED topics, those are weighed that have the rarest word in a
    name, the shortest names first, and as many others.
    """
    relevance = Relevance(parsed.query, parsed.frequencies)
    rows = list(_rows(topics)[: MOST_WEIGHED + 1])
    if len(rows) > MOST_WEIGHED:
        named = _with_names(topics, parsed.words_of(relevance.rarest))
        rows = list({*rows[:MOST_WEIGHED], *_rows(named)})
    ranked = sorted(
        (-relevance.weigh(Columns._make(columns)), title, pk)
        for pk, title, *columns in rows
    )
    return [pk for _weight, _title, pk in ranked]


def _rows(topics: QuerySet) -> QuerySet:
    """(primary key, title, *COLUMNS) of topics, in no order."""
    indexed = topics.filter(search_document__isnull=False).order_by()
    return indexed.values_list("pk", "title", *COLUMNS)


def _with_names(topics: QuerySet, words: Iterable[str]) -> QuerySet:
    """Those of `topics` that have a word of a name beginning as one of `words`; of
    many, those with the shortest names."""
    starting_with = engine(topics.db).starting_with
    begins = Q(pk__in=[])
    for word in words:
        begins |= starting_with("begins", word)
    # Not `topic=None`: SQLite would look that up in an index, and find all.
    completions = Completion.objects.filter(begins).exclude(topic=None)
    named = completions.order_by("length", "pk").values("topic")[:MOST_WEIGHED]
    # First, so that the database looks at these only.
    first: QuerySet = topics.model.objects.filter(pk__in=named)
    return first & topics.order_by()


class Relevance:
    """Weighs topics for a query; `frequencies` has in how many topics each stem
    occurs."""

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

    def weigh(self, columns: Columns) -> int:
        """The more, the more the topic has to do with the query."""
        everything = "\n".join(columns[:-1])
        # Most topics have the words in their text alone.
        if not _contains_any(self._any, everything):
            return self._least
        weight = sum(
            _weight(columns, patterns, rarity) for patterns, rarity in self._clauses
        )
        if self._whole in everything:
            weight += sum(
                bonus
                for name, pattern, bonus in self._bonuses
                if pattern in getattr(columns, name)
            )
        return weight


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


def _contains_any(patterns: list[str], text: str) -> bool:
    for pattern in patterns:  # noqa: SIM110 (any() takes twice as long)
        if pattern in text:
            return True
    return False


def _weight(columns: Columns, patterns: list[str], rarity: int) -> int:
    if _contains_any(patterns, columns.title):
        return IN_TITLE * rarity + SHORT_TITLE * rarity // columns.title_words
    for name, weight in FIELDS:
        if _contains_any(patterns, getattr(columns, name)):
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
