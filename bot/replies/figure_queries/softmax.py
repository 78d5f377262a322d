"""Makes probabilities of scores."""

from collections.abc import Sequence
from math import exp


def softmax(scores: Sequence[float]) -> list[float]:
    """The probability of each; what is left to 1 is that none of them is meant, whose score is 0."""
    most = max((0.0, *scores))
    shares = [exp(score - most) for score in scores]
    total = exp(-most) + sum(shares)
    return [share / total for share in shares]
