"""The word that somebody probably meant."""

from collections.abc import Collection, Iterable, Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

# Optimal string alignment: of four letters, one or two swapped neighbours may be wrong.
LEAST_LIKENESS = 0.74
# As much must a word be like another to be offered, where none is likely meant.
LEAST_OFFERED, MOST_OFFERED = 0.6, 3
# Few misspell the first letter of a word: so much more alike must the rest be.
OTHER_BEGINNING = 0.1
# Small words of languages that share many letters with English: what stands beside them
# is no misspelled English.
_FOREIGN = frozenset(
    "au aux dans de del der des di die du el en et la las le les los pour por sur und "
    "une y zu zur".split()
)


def is_foreign(words: Iterable[str]) -> bool:
    """Whether folded words are of another language."""
    return not _FOREIGN.isdisjoint(words)


def closest(word: str, candidates: Mapping[str, int]) -> str | None:
    """The candidate most like `word`, the commoner one of equals; None if none is.

    `candidates` maps words to the number of topics that have them.
    """
    found = process.extract(
        word,
        candidates.keys(),
        scorer=OSA.normalized_similarity,
        score_cutoff=LEAST_LIKENESS,
        limit=10,
    )
    likely = [
        (round(likeness, 2), candidates[candidate], candidate)
        for candidate, likeness, _index in found
        if candidate[0] == word[0] or likeness >= LEAST_LIKENESS + OTHER_BEGINNING
    ]
    return max(likely)[2] if likely else None


def nearest(word: str, candidates: Collection[str]) -> list[str]:
    """The few candidates that are written most like `word`, the likest first."""
    found = process.extract(
        word,
        candidates,
        scorer=OSA.normalized_similarity,
        score_cutoff=LEAST_OFFERED,
        limit=MOST_OFFERED,
    )
    return [candidate for candidate, _likeness, _index in found]
