"""The words of texts and queries: pure, the same on every database."""

from topics.search.language.analysis import (
    LONGEST_WORD,
    STOP_WORDS,
    analyse,
    folded_word,
    folded_words,
    split_words,
    stem,
)
from topics.search.language.corrections import closest, is_foreign, nearest
from topics.search.language.passages import Passage, best_passage
from topics.search.language.query import Clause, Query, Sequence, Term, parse, read_term
from topics.search.language.questions import Question, read_question
from topics.search.language.thesaurus import groups, with_related

__all__ = [
    "LONGEST_WORD",
    "STOP_WORDS",
    "Clause",
    "Passage",
    "Query",
    "Question",
    "Sequence",
    "Term",
    "analyse",
    "best_passage",
    "closest",
    "folded_word",
    "folded_words",
    "groups",
    "is_foreign",
    "nearest",
    "parse",
    "read_question",
    "read_term",
    "split_words",
    "stem",
    "with_related",
]
