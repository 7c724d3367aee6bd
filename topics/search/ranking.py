"""The order of topics that match a search: BM25F (Robertson and Zaragoza, The
Probabilistic Relevance Framework, 2009, https://doi.org/10.1561/1500000019) over the
columns of SearchDocument, in which stems are between spaces and names between bars.
"""

from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import pairwise
from math import log
from typing import Any, NamedTuple, Self

from django.db.models import Q, QuerySet

from topics.models import Completion
from topics.search.engines import engine
from topics.search.interpretation import ParsedQuery
from topics.search.language import Clause, Query, Sequence

# More than lists show, so that a list is known to be cut.
MOST_WEIGHED = 520
# What a word counts there.
WEIGHTS = {
    "names": 6.0,
    "tags": 4.0,
    "search_terms": 4.0,
    "summary": 3.5,
    "headings": 2.5,
}
# A title of one word is all about it, one of twenty words hardly.
IN_TITLE, SHORT_TITLE = 6.0, 6.0
# For each time that the page rests on a document.
IN_SYMBOLS = 1.5
# What a word counts at most that is in the text alone, and how often it must occur in
# one of the usual length to count half of it.
IN_TEXT, OFTEN = 4.0, 4.0
# The more a word counts already, the less once more does.
SATURATION = 3.0
# Of what a word counts that was not typed, but means the same.
RELATED = 0.7
# How much more the rarities of all words count if the whole query is the name, of words
# that stand side by side, and the share of a page's weight that rests on how many of
# the words it has.
WHOLE = {"title": 1.5, "names": 1.2, "search_terms": 0.8, "tags": 0.05}
SIDE_BY_SIDE = {
    "title": 0.4,
    "names": 0.3,
    "search_terms": 0.2,
    "summary": 0.2,
    "headings": 0.15,
}
COVERAGE = 0.5
# How much more an indicator counts if a number is asked for.
MEASURED = 1.25
# A page with less of the best one's weight does not answer, unless it has every word.
# In a question hardly any word is one that the answer must have.
LEAST_SHARE, LEAST_SHARE_OF_QUESTION = 0.25, 0.5


class Columns(NamedTuple):
    """The columns of a SearchDocument by which its topic is weighed."""

    title: str
    names: str
    tags: str
    symbols: str
    search_terms: str
    summary: str
    headings: str
    frequencies: str
    title_words: int


COLUMNS = [f"search_document__{name}" for name in Columns._fields]


class Ranking(NamedTuple):
    """Primary keys, the most relevant first; whether one has every word; how many
    topics were left out that have a little of what was asked."""

    keys: list[int]
    has_every_word: bool
    left_out: int


def rank(topics: QuerySet, parsed: ParsedQuery) -> Ranking:
    """The order of those of `topics` that answer a query with words; what it excludes
    is left out already.

    Those are weighed that have every word and, as far as MOST_WEIGHED allows, those
    with its rarest ones; of more topics, those that have the rarest word in a name, the
    shortest names first, and as many others.
    """
    relevance = Relevance(parsed)
    rows = _candidates(topics, parsed, relevance)
    weighed = [
        (relevance.weigh(Columns._make(columns), is_measured=bool(key)), title, pk)
        for pk, title, key, *columns in rows
    ]
    return _answering(weighed, parsed.question.is_question)


def _answering(weighed: list[tuple["Weight", str, int]], is_question: bool) -> Ranking:
    ranked = sorted((-weight.total, title, pk, weight) for weight, title, pk in weighed)
    share = LEAST_SHARE_OF_QUESTION if is_question else LEAST_SHARE
    least = share * -ranked[0][0] if ranked else 0
    keys = [
        pk
        for total, _title, pk, weight in ranked
        if -total >= least or (weight.has_every_word and not is_question)
    ]
    has_every_word = any(weight.has_every_word for *_rest, weight in ranked)
    return Ranking(keys, has_every_word, len(ranked) - len(keys))


def _candidates(
    topics: QuerySet, parsed: ParsedQuery, relevance: "Relevance"
) -> list[Any]:
    """The `_rows` of the topics that are weighed."""
    query = parsed.query
    rarest = _rows(topics.filter(_holding(topics, query, relevance.rare_clauses)))
    if relevance.rare_count <= MOST_WEIGHED:
        rows = list(rarest[: MOST_WEIGHED + 1])
        # Whatever has every word has one of the rarest.
        if len(rows) <= MOST_WEIGHED:
            return rows
    every = []
    if relevance.may_all_occur:
        has_every_word = engine(topics.db).holding(query.wanted)
        every = list(_rows(topics.filter(has_every_word))[: MOST_WEIGHED + 1])
    if len(every) > MOST_WEIGHED:
        # With that word at least: of all the words the index would have most topics.
        has_rarest = topics.filter(_holding(topics, query, [relevance.rarest]))
        named = _with_names(has_rarest, parsed.words_of(relevance.rarest))
        return list({*every[:MOST_WEIGHED], *_rows(named)})
    return list({*every, *rarest[: MOST_WEIGHED - len(every)]})


def _holding(topics: QuerySet, query: Query, clauses: Iterable[Clause]) -> Q:
    """A Q of those of `topics` with one of the clauses and all that is a must: one
    question, for of two the index is asked for each row."""
    any_of_them = Clause(tuple(term for clause in clauses for term in clause.terms))
    musts = [clause for clause in query.wanted if clause.is_must]
    condition: Q = engine(topics.db).holding([*musts, any_of_them])
    return condition


def _rows(topics: QuerySet) -> QuerySet:
    """(primary key, title, key of the indicator, *COLUMNS) of topics, in no order."""
    indexed = topics.filter(search_document__isnull=False).order_by()
    return indexed.values_list("pk", "title", "indicator", *COLUMNS)


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


class Weight(NamedTuple):
    total: int
    has_every_word: bool


class Relevance:
    """Weighs topics for a query."""

    def __init__(self, parsed: ParsedQuery) -> None:
        query, frequencies = parsed.query, parsed.frequencies
        self._measured = MEASURED if parsed.question.is_quantity else 1
        self.rarities = _rarities(query, frequencies, parsed.topics)
        self._clauses = [
            ([_Pattern.of(sequence) for sequence in clause.sequences], rarity)
            for clause, rarity in self.rarities.items()
        ]
        self._all = sum(self.rarities.values())
        self._wholes = _wholes(query)
        self._pairs = [
            (" ".join(_first_stems(pair)), sum(self.rarities[c] for c in pair))
            for pair in pairwise(query.wanted)
        ]
        self._counts = _counts(query, frequencies)

    @property
    def may_all_occur(self) -> bool:
        """Whether the vocabulary has each clause; it does not tell of beginnings."""
        return all(
            count or any(sequence.is_prefix for sequence in clause.sequences)
            for clause, count in self._counts.items()
        )

    @property
    def rarest(self) -> Clause:
        """The clause that the fewest topics meet."""
        return max(self.rarities, key=self.rarities.__getitem__)

    @property
    def rare_count(self) -> int:
        """In about how many topics one of the rarest clauses is met, at most."""
        return sum(self._counts[clause] for clause in self.rare_clauses)

    @cached_property
    def rare_clauses(self) -> list[Clause]:
        """The rarest clauses, as many as MOST_WEIGHED topics meet."""
        rare: list[Clause] = []
        room = MOST_WEIGHED
        for clause, count in sorted(self._counts.items(), key=lambda pair: pair[1]):
            if rare and count > room:
                break
            rare.append(clause)
            room -= count
        return rare

    def weigh(self, columns: Columns, *, is_measured: bool = False) -> Weight:
        """How much a topic has to do with the query, in ten-thousandths of what its
        words count together: one that nearly all topics have counts next to nothing.
        `is_measured` if it is an indicator."""
        short = "\n".join(columns[:-2])
        covered = total = 0.0
        has_every_word = True
        for patterns, rarity in self._clauses:
            count = max([_count(columns, short, pattern) for pattern in patterns])
            covered += rarity if count else 0
            has_every_word = has_every_word and count > 0
            total += rarity * count / (SATURATION + count)
        total += self._beside(columns, short)
        total *= 1 - COVERAGE + COVERAGE * covered / self._all
        total *= self._measured if is_measured else 1
        return Weight(round(10_000 * total / self._all), has_every_word)

    def _beside(self, columns: Columns, short: str) -> float:
        """What words count that are the name, or stand side by side."""
        weight = 0.0
        for whole, factor in self._wholes:
            if f"| {whole} |" in short:
                name = f"| {whole} |"
                share = max(
                    share if name in getattr(columns, column) else 0
                    for column, share in WHOLE.items()
                )
                weight = max(weight, self._all * share * factor)
        for pair, rarity in self._pairs:
            if f" {pair} " in short:
                weight += rarity * max(
                    share if f" {pair} " in getattr(columns, column) else 0
                    for column, share in SIDE_BY_SIDE.items()
                )
        return weight


def _wholes(query: Query) -> list[tuple[str, float]]:
    """(stems, factor) of what a name may be that is all that was asked for."""
    wholes = [(" ".join(_first_stems(query.wanted)), 1.0)]
    of_each = [set(clause.sequences) for clause in query.wanted]
    related = [s for s in set.intersection(*of_each) if s.is_related]
    return wholes + [(" ".join(s.stems), RELATED) for s in related]


def _counts(query: Query, frequencies: Mapping[str, int]) -> dict[Clause, int]:
    """In about how many topics each clause is met."""
    counts = {}
    for clause in query.wanted:
        typed = related = 0
        for sequence in clause.sequences:
            count = min(frequencies.get(stem, 0) for stem in sequence.stems)
            if sequence.is_related:
                related = max(related, count)
            else:
                typed += count
        counts[clause] = typed or related
    return counts


def _rarities(
    query: Query, frequencies: Mapping[str, int], topics: int
) -> dict[Clause, float]:
    """How rare each clause is among `topics` (inverse document frequency)."""
    counts = _counts(query, frequencies)
    number = max(topics, *counts.values(), 1)
    return {
        clause: log(1 + (number - count + 0.5) / (count + 0.5))
        for clause, count in counts.items()
    }


class _Pattern(NamedTuple):
    """How a sequence stands in the columns of a SearchDocument: in those of names, and
    each of its words among the frequencies."""

    in_names: str
    in_text: list[str]
    is_related: bool

    @classmethod
    def of(cls, sequence: Sequence) -> Self:
        stems, is_prefix = sequence.stems, sequence.is_prefix
        return cls(
            f" {' '.join(stems)}" + ("" if is_prefix else " "),
            [f" {stem}" if is_prefix else f" {stem}:" for stem in stems],
            sequence.is_related,
        )


def _count(columns: Columns, short: str, pattern: _Pattern) -> float:
    """How often a sequence occurs in a topic, by where it does."""
    often = _in_text(columns.frequencies, pattern.in_text)
    count = IN_TEXT * often / (OFTEN + often)
    words = pattern.in_names
    if words in short:
        if words in columns.title:
            count += IN_TITLE + SHORT_TITLE / columns.title_words
        for name, weight in WEIGHTS.items():
            if words in getattr(columns, name):
                count += weight
        count += IN_SYMBOLS * columns.symbols.count(words)
    return count * RELATED if pattern.is_related else count


def _in_text(frequencies: str, words: Iterable[str]) -> float:
    """How often the rarest of the words occurs in a text of usual length."""
    least = float("inf")
    for word in words:
        start = frequencies.find(word)
        if start < 0:
            return 0
        colon = frequencies.index(":", start)
        least = min(least, int(frequencies[colon + 1 : frequencies.index(" ", colon)]))
    return least / 10


def _first_stems(clauses: Iterable[Clause]) -> list[str]:
    return [s for clause in clauses for s in clause.terms[0].sequences[0].stems]
