"""Topics that answer a search, the best first."""

from dataclasses import dataclass, field, replace

from django.db import models

from topics import search
from topics.models.search_document import Completion, Word

COLUMNS = [f"search_document__{name}" for name in search.Columns._fields]
# More than lists show, so that a list is known to be cut.
MOST_WEIGHED = 600
# Shorter words are names and numbers that only look like others.
SHORTEST_CORRECTED = 4


class FindableQuerySet(models.QuerySet):
    """Questions about topics that the search index answers."""

    def matching(self, query):
        """Topics in which all required clauses hold and no excluded one."""
        engine = search.engine(self.db)
        topics = self
        if query.required:
            topics = topics.filter(engine.holding(query.required))
        for clause in query.excluded:
            topics = topics.exclude(engine.holding([clause]))
        return topics

    def by_relevance(self, reading):
        """The primary keys of topics that answer a Reading with words, the most
        relevant first.

        Of more than MOST_WEIGHED topics, those are weighed that have the rarest word
        in a name, the shortest names first, and as many others.
        """
        relevance = search.Relevance(reading.query, reading.frequencies)
        rows = list(self._to_weigh()[: MOST_WEIGHED + 1])
        if len(rows) > MOST_WEIGHED:
            named = self._named(reading.words_of(relevance.rarest))
            rows = {*rows[:MOST_WEIGHED], *named._to_weigh()}
        ranked = sorted(
            (-relevance.of(search.Columns._make(columns)), title, pk)
            for pk, title, *columns in rows
        )
        return [pk for _relevance, _title, pk in ranked]

    def _to_weigh(self):
        """(primary key, title, *COLUMNS) of these topics, in no order."""
        indexed = self.filter(search_document__isnull=False).order_by()
        return indexed.values_list("pk", "title", *COLUMNS)

    def _named(self, words):
        # First, so that the database looks at these only.
        named = Completion.objects.naming(words)[:MOST_WEIGHED]
        return self.model.objects.filter(pk__in=named) & self.order_by()


@dataclass(frozen=True)
class Reading:
    """How a typed query is answered.

    `vocabulary` maps the stems of the query to {word of that stem: in how many topics
    it stands}; `corrections` words that no topic has to those that are looked for
    instead; `suggestions` words that are rarely spelt so to those that may be meant;
    `some_words` says that no topic has all the words and those with some are shown.
    """

    query: search.Query
    vocabulary: dict = field(default_factory=dict)
    corrections: dict = field(default_factory=dict)
    suggestions: dict = field(default_factory=dict)
    some_words: bool = False

    @property
    def matched(self):
        """The query that the index is asked."""
        if not self.some_words:
            return self.query
        terms = tuple(t for clause in self.query.required for t in clause.terms)
        return replace(self.query, required=(search.Clause(terms),))

    def eased(self, topics):
        """The same with some words being enough, if none of `topics` (a queryset) has
        all of several plain words."""
        is_plain = len(self.query.required) > 1 and not self.query.has_operators
        if is_plain and not topics.matching(self.query).exists():
            return replace(self, some_words=True)
        return self

    @property
    def frequencies(self):
        """Of each stem that occurs, in about how many topics."""
        return {stem: sum(words.values()) for stem, words in self.vocabulary.items()}

    def words_of(self, clause):
        """The words of the vocabulary with which a clause can be met."""
        stems = {stem for sequence in clause.sequences for stem in sequence.stems}
        return [w for stem in sorted(stems) for w in self.vocabulary.get(stem, ())]

    @property
    def sequences(self):
        return [s for clause in self.query.required for s in clause.sequences]


def read(text):
    """The Reading of what somebody typed; misspelled words are corrected."""
    query = search.parse(text)
    plain = _plain_words(query)
    vocabulary, known = Word.objects.vocabulary(_stems(query), plain.values())
    corrections, suggestions, alike = _spellings(plain, known, vocabulary)
    if corrections:
        query = _corrected(query, corrections)
        for stem in _stems(query) & set(alike):
            vocabulary.setdefault(stem, alike[stem])
    return Reading(query, vocabulary, corrections, suggestions)


def _stems(query):
    return {
        stem
        for clause in query.required
        for sequence in clause.sequences
        for stem in sequence.stems
    }


def _plain_words(query):
    """{term that is one word, as typed: the word folded}, of those long enough to be
    misspelled."""
    return {
        term: word
        for clause in query.required
        for term in clause.terms
        if not (term.is_phrase or term.is_prefix)
        and len(word := search.folded_word(term.text)) >= SHORTEST_CORRECTED
    }


def _spellings(plain, known, vocabulary):
    """Likely spellings of words that no topic has: ({typed: word} for those of which
    nothing is found, {typed: word} for those found only by their stem, and the
    vocabulary in which they were looked for)."""
    unknown = {
        term.text: (term, word) for term, word in plain.items() if word not in known
    }
    if not unknown:
        return {}, {}, {}
    candidates, alike = Word.objects.like(word for _term, word in unknown.values())
    corrections, suggestions = {}, {}
    for text, (term, word) in unknown.items():
        if not (likely := search.closest(word, candidates[word])):
            continue
        if not any(set(s.stems) <= set(vocabulary) for s in term.sequences):
            corrections[text] = likely
        elif search.read_term(likely).sequences != term.sequences:
            suggestions[text] = likely
    return corrections, suggestions, alike


def _corrected(query, corrections):
    required = tuple(
        search.Clause(
            tuple(
                search.read_term(corrections[term.text])
                if term.text in corrections
                else term
                for term in clause.terms
            )
        )
        for clause in query.required
    )
    return replace(query, required=required)
