"""Turns scores into chances, and changes chances by new evidence."""

from collections.abc import Sequence
from math import exp


def softmax(scores: Sequence[float]) -> list[float]:
    """The probability of each; what is left to 1 is that none of them is meant, whose score is 0."""
    most = max((0.0, *scores))
    shares = [exp(score - most) for score in scores]
    total = exp(-most) + sum(shares)
    return [share / total for share in shares]


def with_evidence(chances: Sequence[float], factors: Sequence[float]) -> list[float]:
    """Multiply each chance by its factor, then scale all, and the chance that none is right (factor 1), to their sum
    before: 0.5 and 0.3 become 0.1 / 0.6 and 0.3 / 0.6 with the factors 0.2 and 1, since 0.2 stood for none. A chance
    whose product is 0 stays 0."""
    found = [chance * factor for chance, factor in zip(chances, factors, strict=True)]
    before = max(1.0, sum(chances))
    return [one * before / (sum(found) + before - sum(chances)) if one else 0.0 for one in found]
