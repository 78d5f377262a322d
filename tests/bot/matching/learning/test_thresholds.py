"""Rankings of left-out phrasings tell what a confidence means."""

from __future__ import annotations

import numpy as np

from bot.matching.index.entry_facets import EntryFacets
from bot.matching.language.coverage import Coverage
from bot.matching.learning.cross_validation import Sample
from bot.matching.learning.prior import learned_prior
from bot.matching.learning.thresholds import ENOUGH_LISTED, fit_confidence
from bot.matching.learning.weights import FIRST_WEIGHTS
from bot.matching.ranking.candidates import LIKELIHOOD, PARTS, unmeasured
from bot.matching.ranking.confidence import SIGNALS
from bot.matching.ranking.guard import Guard
from bot.model import Kinds

NOTHING = 2
FULL = learned_prior().of([1_000] * 10, 0.95, 0.0)
"""A base that shows everything itself."""
GUARD = Guard((EntryFacets(), EntryFacets()), frozenset(), Kinds())


def sample(row: int | None, truth: int, said: float) -> Sample:
    """A question for which entry 0 comes before entry 1."""
    candidates = unmeasured(NOTHING, np.arange(2))
    candidates.parts[:, LIKELIHOOD] = (-0.1, -3.0)
    candidates.said[0] = said
    refused = np.zeros((0, len(PARTS)), np.float32)
    return Sample(row=row, truth=truth, candidates=candidates, coverage=Coverage(1, 0), refused=refused)


def weight_of_said(given: int) -> float:
    """Lines out of scope say as much of the entry as questions do, and everyday sentences say nothing of it."""
    inside = [sample(row, 0, 1.0) for row in range(200)]
    outside = [sample(row, NOTHING, 1.0) for row in range(200, 200 + given)]
    everyday = [sample(None, NOTHING, 0.0)] * 50
    samples = [*inside, *outside, *everyday]
    for one in samples:
        one.weigh(FIRST_WEIGHTS)
    confidence, _ = fit_confidence(samples, 0.95, GUARD, FULL)
    return float(confidence.right[SIGNALS.index("said")])


def test_a_few_lines_out_of_scope_do_not_stand_for_all_that_is() -> None:
    assert weight_of_said(ENOUGH_LISTED - 1) > weight_of_said(ENOUGH_LISTED) + 0.5
