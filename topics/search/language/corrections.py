"""The word that somebody probably meant."""

from collections.abc import Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

# Optimal string alignment: of five letters, one or two swapped neighbours may be wrong.
LEAST_LIKENESS = 0.6


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
    if not found:
        return None
    best = max(found, key=lambda match: (round(match[1], 2), candidates[match[0]]))
    return best[0]
