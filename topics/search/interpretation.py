"""What somebody typed, compared with the vocabulary of the published topics."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from django.db.models import Q
from django.db.models.expressions import RawSQL

from topics.models import Section, Word
from topics.search import language
from topics.search.engines import engine
from topics.search.language import Clause, Query, Term

# Shorter words are names and numbers that only look like others.
SHORTEST_CORRECTED = 4
# By how many letters a word may be longer or shorter than the one that was meant.
LENGTH_DIFFERENCE = 3
MOST_NEAREST = 6
# Of how many topics all sections are.
TOTAL = f"SELECT SUM(topic_count) FROM {Section._meta.db_table}"  # noqa: S608
NO_QUESTION = language.read_question("")

# {stem: {word of that stem: in how many topics it occurs}}
Vocabulary = dict[str, dict[str, int]]


@dataclass(frozen=True)
class ParsedQuery:
    """How a typed query is answered.

    `vocabulary` has the stems of the query that occur; `related` maps words to names of
    the same thing that are searched for as well; `corrections` maps words that no topic
    has to those that are searched for instead; `suggestions` maps words that are rarely
    spelt so to those that may be meant; `nearest` has words written like those that no
    topic has and that are not corrected; `topics` is how many there are, if any has one
    of the words; `question` tells what is asked for.
    """

    query: Query
    vocabulary: Vocabulary = field(default_factory=dict)
    corrections: Mapping[str, str] = field(default_factory=dict)
    suggestions: Mapping[str, str] = field(default_factory=dict)
    related: Mapping[str, list[str]] = field(default_factory=dict)
    nearest: tuple[str, ...] = ()
    topics: int = 0
    question: language.Question = NO_QUESTION

    @property
    def frequencies(self) -> dict[str, int]:
        """Of each stem that occurs, in about how many topics."""
        return {stem: sum(words.values()) for stem, words in self.vocabulary.items()}

    def words_of(self, clause: Clause) -> list[str]:
        """The words of the vocabulary with which a clause can be met."""
        stems = {stem for sequence in clause.sequences for stem in sequence.stems}
        return [w for stem in sorted(stems) for w in self.vocabulary.get(stem, ())]


def interpret(text: str, *, corrects: bool = True) -> ParsedQuery:
    """What somebody typed as a ParsedQuery, with misspelled words corrected unless it
    is known that none is."""
    parsed = _interpreted(text, corrects)
    return replace(parsed, question=language.read_question(text))


def _interpreted(text: str, corrects: bool) -> ParsedQuery:
    query, related = language.with_related(language.parse(text))
    plain = _plain_words(query)
    vocabulary, known, topics = _vocabulary(_stems(query), plain.values())
    unknown = {term: word for term, word in plain.items() if word not in known}
    is_right = not (unknown and corrects)
    if is_right or language.is_foreign(language.split_words(text)):
        return ParsedQuery(query, vocabulary, related=related, topics=topics)
    candidates, similar = _similar_words(unknown.values())
    likely = _likely(unknown, candidates)
    unlike = [word for term, word in unknown.items() if term not in likely]
    corrections, suggestions = _spellings(likely, vocabulary)
    if corrections:
        query = _corrected(query, corrections)
        for stem in _stems(query) & similar.keys():
            vocabulary.setdefault(stem, similar[stem])
    return ParsedQuery(
        query,
        vocabulary,
        _texts(corrections),
        _texts(suggestions),
        related,
        _nearest(unlike, candidates),
        topics,
    )


def _nearest(
    words: Iterable[str], candidates: Mapping[str, dict[str, int]]
) -> tuple[str, ...]:
    """Words of the vocabulary that are written much like these."""
    nearest = (language.nearest(word, candidates[word].keys()) for word in words)
    return tuple(other for others in nearest for other in others)[:MOST_NEAREST]


def _likely(
    unknown: dict[Term, str], candidates: Mapping[str, dict[str, int]]
) -> dict[Term, Term]:
    """{term that nobody knows: the one that was most likely meant}."""
    return {
        term: other
        for term, word in unknown.items()
        if (found := language.closest(word, candidates[word]))
        and (other := language.read_term(found))
    }


def _stems(query: Query) -> set[str]:
    return {
        stem
        for clause in query.wanted
        for sequence in clause.sequences
        for stem in sequence.stems
    }


def _plain_words(query: Query) -> dict[Term, str]:
    """{term that is one word, as typed: the word folded}, of those long enough to be
    misspelled."""
    return {
        term: word
        for clause in query.wanted
        for term in clause.terms
        if not (term.is_phrase or term.is_prefix or term.is_related)
        and len(word := language.folded_word(term.text)) >= SHORTEST_CORRECTED
        # Another number is not a likely one.
        and not any(character.isdigit() for character in word)
    }


def _vocabulary(
    stems: Collection[str], words: Iterable[str]
) -> tuple[Vocabulary, set[str], int]:
    """The vocabulary of those stems that occur, those of the folded words that do, and
    how many topics there are, if any is read."""
    # Django would take half of the time of the query to put together this part of it.
    total = RawSQL(TOTAL, [])  # noqa: S611 (a constant)
    number = 0
    rows = Word.objects.filter(Q(stem__in=stems) | Q(word__in=set(words)))
    vocabulary: Vocabulary = {}
    known = set()
    for stem, word, documents, topics in rows.values_list(
        "stem", "word", "documents", total
    ):
        number = topics
        known.add(word)
        if stem in stems:
            vocabulary.setdefault(stem, {})[word] = documents
    return vocabulary, known, number


def _similar_words(
    words: Collection[str],
) -> tuple[dict[str, dict[str, int]], Vocabulary]:
    """Of each of the folded words, {word that may be meant: in how many topics it
    occurs}; and the vocabulary of all those."""
    starting_with = engine(Word.objects.db).starting_with
    similar = Q(pk__in=[])
    for word in words:
        similar |= starting_with("word", word[0]) & _is_about_as_long(word)
        similar |= Q(word__endswith=word[-3:]) & _is_about_as_long(word)
    rows = Word.objects.filter(similar).values_list("stem", "word", "documents")
    vocabulary: Vocabulary = {}
    documents_of = {}
    for stem, word, documents in rows:
        vocabulary.setdefault(stem, {})[word] = documents
        documents_of[word] = documents
    candidates = {
        word: {
            candidate: documents
            for candidate, documents in documents_of.items()
            if abs(len(candidate) - len(word)) <= LENGTH_DIFFERENCE
        }
        for word in words
    }
    return candidates, vocabulary


def _is_about_as_long(word: str) -> Q:
    return Q(
        length__gte=len(word) - LENGTH_DIFFERENCE,
        length__lte=len(word) + LENGTH_DIFFERENCE,
    )


def _spellings(
    likely: Mapping[Term, Term], vocabulary: Vocabulary
) -> tuple[dict[str, Term], dict[str, Term]]:
    """Of terms and those that are likely meant: ({typed: term} where no topic has what
    was typed, {typed: term} where topics have it only by its stem)."""
    corrections, suggestions = {}, {}
    for term, other in likely.items():
        if not any(set(s.stems) <= vocabulary.keys() for s in term.sequences):
            corrections[term.text] = other
        elif other.sequences != term.sequences:
            suggestions[term.text] = other
    return corrections, suggestions


def _corrected(query: Query, corrections: Mapping[str, Term]) -> Query:
    wanted = tuple(
        Clause(tuple(corrections.get(term.text, term) for term in clause.terms))
        for clause in query.wanted
    )
    return replace(query, wanted=wanted)


def _texts(terms: Mapping[str, Term]) -> dict[str, str]:
    return {typed: term.text for typed, term in terms.items()}
