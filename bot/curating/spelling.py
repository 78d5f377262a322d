"""Finds what misspelt words of unanswered questions were meant for, by how others wrote them."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.matching import RARE

SHORTEST = 4
"""Letters of a stem from which on another one can be a misspelling or a relative of it."""
_TWO_SLIPS_FROM = 6
"""Letters of a stem from which on two of them may be wrong, not one alone."""


def spelt(
    questions: Sequence[Sequence[str]], repairs: Mapping[str, str], zipf: Callable[[str], float]
) -> list[list[str]]:
    """Return the words of the questions with misspelt ones as they were meant; `repairs`: what these were taken for.

    A word that the language knows was meant as it stands: that the base does not hold it is why it is here.
    """
    typed = {word for words in questions for word in words}
    wrong = sorted(word for word in typed & repairs.keys() if zipf(word) <= RARE)
    right = sorted(filter(can_be_misspelt, typed.difference(wrong)))
    meant = {}
    for word in wrong:
        most = OSA.distance(word, repairs[word])
        near = process.extract(word, right, scorer=OSA.distance, score_cutoff=most, limit=None)
        likely = [(distance, other) for other, distance, _ in near if other[0] == word[0]]
        meant[word] = min(likely)[1] if likely else repairs[word]
    return [[part for word in words for part in meant.get(word, word).split()] for words in questions]


def can_be_misspelt(word: str) -> bool:
    return len(word) >= SHORTEST and word.isalpha()


def meant_by(stem: str, words: Sequence[str], counts: Counter[str]) -> str | None:
    """The nearest word with the same first letter, of equals the commonest."""
    slips = 1 if len(stem) < _TWO_SLIPS_FROM else 2
    near = process.extract(stem, words, scorer=OSA.distance, score_cutoff=slips, limit=None)
    likely = [(distance, -counts[word], word) for word, distance, _ in near if word[0] == stem[0]]
    return min(likely)[2] if likely else None
