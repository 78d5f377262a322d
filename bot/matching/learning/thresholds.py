"""Learns the confidence of rankings, and the thresholds on it, from rankings of left-out phrasings."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from bot.matching.index.arrays import Doubles
from bot.matching.index.compiled import Calibration, LeftOut
from bot.matching.learning.cross_validation import Sample, weight_outside
from bot.matching.learning.curves import Flags, chances_of, fit_curve, fixed_signs
from bot.matching.learning.prior import Expected
from bot.matching.ranking.confidence import SIGNAL_OF_THIN, SIGNALS, signals_of
from bot.matching.ranking.guard import Guard

ORPHAN_SHARE = 0.08  # Weight, among all samples of a curve, of questions whose entry was removed.
ENOUGH_LISTED = 120
"""Listed lines out of scope that stand for all such questions; with fewer, everyday sentences count too."""
OFFERED_STRANGE = 0.2
"""Share of everyday sentences that may be offered choices; in languages without such, of lines out of scope."""
LEAST_ANSWER, _MOST_ANSWER = 0.3, 0.995
LEAST_OFFER = 0.15  # Limits of the thresholds for answers and for choices, whatever the samples say.
_LEAST_ANSWERED = 0.02  # Least share of answered samples at a threshold: the surest few say nothing about the rest.
_ORPHANED = 3  # One question in so many is tried with its entry removed.
FREE_SAMPLES = 1_500  # Samples from which on a signal may have any sign.
LEAST_OVERRULED = 0.5
"""Least weight of a refused entry's lead against the first: the guard refuses so few that samples hardly teach it."""


def fit_confidence(
    samples: Sequence[Sample], precision: float, guard: Guard, expected: Expected
) -> tuple[Calibration, LeftOut]:
    """Also return the result of each left-out row. `samples`: weighed; those without an entry among their
    candidates teach nothing."""
    judged = [one for one in samples if one.found]
    outside = np.array([one.outside for one in judged], bool)
    everyday = np.array([one.is_everyday for one in judged], bool)
    listed = outside & ~everyday  # Rows of the index that are out of scope.
    importance = _importance(outside, listed if listed.sum() >= ENOUGH_LISTED else outside)
    right, among = (
        np.array([any(guard.agree(one.truth, entry) for entry in one.found[:count]) for one in judged], bool)
        for count in (1, 3)
    )
    right_curve, among_curve, signals = _fit_curves(judged, importance, right, among, expected)
    confidences = chances_of(right_curve, signals)
    chances = np.maximum(chances_of(among_curve, signals), confidences)
    answer_from = expected.mixed_threshold(threshold(confidences, right, importance, precision))
    offer_from = _offer_from(chances, everyday, listed)
    calibration = Calibration(
        right=right_curve.astype(np.float32),
        among=among_curve.astype(np.float32),
        answer_from=answer_from,
        offer_from=min(answer_from, offer_from),
        thin=expected.share,
    )
    return calibration, _left_out(judged, confidences)


def _left_out(judged: Sequence[Sample], confidences: Doubles) -> LeftOut:
    at = [at for at, one in enumerate(judged) if not one.is_everyday]
    return LeftOut(
        rows=np.array([judged[one].row for one in at], np.int64),
        got=np.array([judged[one].found[0] for one in at], np.int64),
        confidences=confidences[at].astype(np.float32),
    )


def _fit_curves(
    judged: Sequence[Sample], importance: Doubles, right: Flags, among: Flags, expected: Expected
) -> tuple[Doubles, Doubles, Doubles]:
    """Fit both curves of `Calibration` to the judged samples and to orphans. Also return the signals of the judged
    samples, a row each."""
    orphans = [_orphaned(one) for one in judged[::_ORPHANED] if not one.outside]
    orphans = [one for one in orphans if one.found]
    orphan_weight = ORPHAN_SHARE * importance.sum() / max(1, len(orphans))
    weights = np.append(importance, [orphan_weight] * len(orphans))
    rows = [signals_of(one.candidates, one.coverage) for one in (*judged, *orphans)]
    signals = np.array(rows, np.float64).reshape(-1, len(SIGNALS))
    if expected.share == 0:
        signals[:, SIGNAL_OF_THIN] = 0
    is_free = np.count_nonzero(weights > 0) >= FREE_SAMPLES
    bounds = () if is_free else fixed_signs({"overruled": LEAST_OVERRULED})
    none_right = np.zeros(len(orphans), bool)
    first, three = (fit_curve(signals, np.append(own, none_right), weights, bounds) for own in (right, among))
    return expected.mixed(expected.right, first), expected.mixed(expected.among, three), signals[: len(judged)]


def _orphaned(sample: Sample) -> Sample:
    """The same question in a base without its entry: any answer is wrong."""
    kept = sample.candidates.only(sample.candidates.entries != sample.truth)
    return replace(sample, truth=kept.nothing, candidates=kept)


def _importance(outside: Flags, counted: Flags) -> Doubles:
    """Weights of the samples: the `counted` samples out of scope get the share that is expected in use."""
    weights = np.where(outside, 0.0, 1.0)
    if counted.any() and weights.any():
        weights[counted] = weight_outside(weights.sum(), counted.sum())
    return weights


def threshold(confidences: Doubles, right: Flags, weights: Doubles, precision: float) -> float:
    """Return the lowest confidence at which the wished share of answers is right."""
    order = np.argsort(-confidences, kind="stable")
    answered = np.cumsum(weights[order])
    good = np.cumsum(weights[order] * right[order])
    enough = np.flatnonzero((good >= precision * answered) & (answered > _LEAST_ANSWERED * weights.sum()))
    if not len(enough):  # Then only what is as sure as is wished, though the samples do not bear that out.
        return max(LEAST_ANSWER, precision)
    return float(np.clip(confidences[order][enough[-1]], LEAST_ANSWER, _MOST_ANSWER))


def _offer_from(chances: Doubles, everyday: Flags, listed: Flags) -> float:
    """Return the chance from which on choices are offered; see `OFFERED_STRANGE`."""
    strange = chances[everyday if everyday.any() else listed]
    return max(LEAST_OFFER, float(np.quantile(strange, 1 - OFFERED_STRANGE)) if len(strange) else 0.0)
