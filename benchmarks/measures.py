"""Measures rankings against the right classes: shares, curves, calibration."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.data import Asked

OUTSIDE = -1
"""Stands for the right class where there is none, because the question is out of scope."""
NOBODY = -2
"""Stands for a ranked class where fewer than three were found."""

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Ranked:
    """What somebody says to each question."""

    classes: Numbers
    """A row a question: the best three, best first."""
    confidence: Floats
    """How sure of the first; only comparable among one contestant's questions."""
    outside: Floats | None = None
    """The score of the lines out of scope as a class of their own; None where the confidence knows of them already."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Questions whose confidence lies between two bounds."""

    low: float
    high: float
    count: int
    confidence: float
    """Mean of what was said."""
    right: float
    """Share that was right."""


def truth_of(questions: Sequence[Asked], labels: Sequence[str]) -> Numbers:
    number = {label: at for at, label in enumerate(labels)}
    return np.array([OUTSIDE if one.label is None else number[one.label] for one in questions], np.int64)


def best_three(scores: Floats) -> Ranked:
    """`scores`: questions by classes. Of equal scores the first class goes first, as with a library's `max`."""
    order = np.argsort(-scores, axis=1, kind="stable")[:, :3].astype(np.int64)
    missing = 3 - order.shape[1]
    return Ranked(np.pad(order, ((0, 0), (0, missing)), constant_values=NOBODY), scores.max(1).astype(np.float64))


def first(ranked: Ranked, truth: Numbers) -> float:
    """Share of the questions in scope whose class comes first."""
    inside = truth != OUTSIDE
    return float(np.mean(ranked.classes[inside, 0] == truth[inside]))


def first_three(ranked: Ranked, truth: Numbers) -> float:
    inside = truth != OUTSIDE
    return float(np.mean((ranked.classes[inside] == truth[inside, None]).any(1)))


def auroc(confidence: Floats, truth: Numbers) -> float:
    """Chance that a question in scope gets more confidence than one out of scope; half a point for a tie."""
    inside, outside = np.sort(confidence[truth != OUTSIDE]), confidence[truth == OUTSIDE]
    below = np.searchsorted(inside, outside, "left")
    not_above = np.searchsorted(inside, outside, "right")
    return float(1 - np.mean((below + not_above) / 2) / len(inside))


def precision_and_coverage(answered: NDArray[np.bool_], given: Numbers, truth: Numbers) -> tuple[float, float]:
    """Share of right answers among those given, and share of the questions in scope that got an answer.

    Without an answer there is none that is wrong: precision is then 1.
    """
    right = answered & (given == truth)
    return float(right.sum() / max(1, answered.sum())) if answered.any() else 1.0, float(
        answered[truth != OUTSIDE].mean()
    )


def precision_curve(ranked: Ranked, truth: Numbers) -> tuple[Floats, Floats]:
    """Return coverage and precision at every threshold of the confidence, from the strictest on.

    No threshold comes between questions of the same confidence.
    """
    order = np.argsort(-ranked.confidence, kind="stable")
    right = np.cumsum(ranked.classes[order, 0] == truth[order])
    inside = np.cumsum(truth[order] != OUTSIDE)
    sure = ranked.confidence[order]
    possible = np.append(sure[1:] < sure[:-1], True)
    return (inside / max(1, inside[-1]))[possible], (right / np.arange(1, len(order) + 1))[possible]


def reliability(ranked: Ranked, truth: Numbers, bins: int = 10) -> tuple[Bin, ...]:
    """Return bins of equal width from 0 to 1; empty ones are left out."""
    right = ranked.classes[:, 0] == truth
    place = np.minimum((ranked.confidence * bins).astype(np.int64), bins - 1)
    return tuple(
        Bin(
            number / bins,
            (number + 1) / bins,
            int((place == number).sum()),
            float(ranked.confidence[place == number].mean()),
            float(right[place == number].mean()),
        )
        for number in range(bins)
        if (place == number).any()
    )


def calibration_error(bins: Sequence[Bin]) -> float:
    """Mean distance between what was said and what was right, weighted by the number of questions."""
    total = sum(one.count for one in bins)
    return sum(one.count * abs(one.confidence - one.right) for one in bins) / max(1, total)


def threshold(ranked: Ranked, truth: Numbers, *, balanced: bool) -> float:
    """Return the confidence from which on to answer, best for the share of all questions that are treated rightly.

    `balanced`: questions in scope and out of scope weigh the same, however many there are of each.
    """
    inside = truth != OUTSIDE
    weight = (
        np.where(inside, 1 / max(1, inside.sum()), 1 / max(1, (~inside).sum())) if balanced else np.ones(len(truth))
    )
    order = np.argsort(-ranked.confidence, kind="stable")
    right = ranked.classes[order, 0] == truth[order]
    gained = np.concatenate([[0.0], np.cumsum(np.where(right, weight[order], 0))])
    refused = weight[~inside].sum() - np.concatenate([[0.0], np.cumsum(np.where(inside[order], 0, weight[order]))])
    bounds = np.concatenate([[np.inf], ranked.confidence[order]])
    possible = np.append(bounds[1:] < bounds[:-1], True)  # Not between two that are equally sure.
    return float(bounds[int(np.argmax(np.where(possible, gained + refused, -np.inf)))])


def in_scope_and_refused(ranked: Ranked, truth: Numbers, answer_from: float) -> tuple[float, float]:
    """Return the share answered rightly of the questions in scope, and the share refused of those out of scope."""
    answered, inside = ranked.confidence >= answer_from, truth != OUTSIDE
    right = answered & (ranked.classes[:, 0] == truth)
    return float(right[inside].mean()), float((~answered[~inside]).mean())
