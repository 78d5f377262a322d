"""Learns how sure a ranking is, and from where on it is sure enough, from rankings of left-out phrasings."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from bot.matching.index.compiled import Calibration, LeftOut
from bot.matching.index.quantisation import Doubles, Floats
from bot.matching.learning.cross_validation import Sample, weight_outside
from bot.matching.learning.curves import FREE_SAMPLES, LEAST_OVERRULED, chances_of, fit_curve, fixed_signs
from bot.matching.learning.prior import Expected
from bot.matching.ranking.confidence import SIGNAL_OF_THIN, SIGNALS, signals_of
from bot.matching.ranking.guard import Guard

ORPHAN_SHARE = 0.08
"""Weight, among all samples of a curve, of questions whose entry was removed."""
ENOUGH_GIVEN = 120
"""Lines out of scope that represent all such questions; with fewer, which are too alike, everyday sentences count
too."""
OFFERED_EVERYDAY = 0.2
"""Share of everyday sentences that may be offered choices."""
OFFERED_OUT_OF_SCOPE = 0.2
"""The same of lines out of scope, for languages without everyday sentences."""
LEAST_ANSWER, _MOST_ANSWER = 0.3, 0.995
"""Limits of the threshold for answers, whatever the samples say."""
LEAST_OFFER = 0.15
"""The lower limit of the threshold for offering choices."""
_LEAST_GIVEN = 0.02
"""Least share of answered samples at a threshold: the surest few say nothing about the rest."""
_ORPHANED = 3
"""One question in so many is tried with its entry removed."""

_Flags = NDArray[np.bool_]


def fit_confidence(
    samples: Sequence[Sample], weights: Floats, precision: float, guard: Guard, expected: Expected
) -> tuple[Calibration, LeftOut]:
    """Fit the curves and derive the thresholds; also return what each left-out row got.

    `samples` are ranked anew by the `weights`; those without an entry among their candidates teach nothing.
    """
    for one in samples:
        one.weigh(weights)
    judged = [one for one in samples if one.found]
    outside = np.array([one.outside for one in judged], bool)
    everyday = np.array([one.is_everyday for one in judged], bool)
    given = outside & ~everyday
    importance = _importance(outside, given if given.sum() >= ENOUGH_GIVEN else outside)
    right, among = (_is_among(count, judged, guard) for count in (1, 3))
    curve, curve_among, signals = _fit_curves(judged, importance, right, among, expected)
    confidences = chances_of(curve, signals)
    chances = np.maximum(chances_of(curve_among, signals), confidences)
    answer_from = expected.mixed_threshold(threshold(confidences, right, importance, precision))
    offer_from = min(answer_from, max(LEAST_OFFER, _offer_from(chances[everyday], chances[given])))
    results = LeftOut(
        rows=np.array([one.row for one in judged if not one.is_everyday], np.int64),
        got=np.array([one.found[0] for one in judged if not one.is_everyday], np.int64),
        confidences=confidences[~everyday].astype(np.float32),
    )
    right_curve, among_curve = curve.astype(np.float32), curve_among.astype(np.float32)
    return Calibration(right_curve, among_curve, answer_from, offer_from, expected.share), results


def _fit_curves(
    judged: Sequence[Sample], importance: Doubles, right: _Flags, among: _Flags, expected: Expected
) -> tuple[Doubles, Doubles, Doubles]:
    """Fit the curves of the first and of the first three, to orphans too; also return the signals of the judged."""
    orphans = [_orphaned(one) for one in judged[::_ORPHANED] if not one.outside]
    orphans = [one for one in orphans if one.found]
    orphan_weight = ORPHAN_SHARE * importance.sum() / max(1, len(orphans))
    weights = np.append(importance, [orphan_weight] * len(orphans))
    signals = _signals((*judged, *orphans), is_thin=expected.share > 0)
    is_free = np.count_nonzero(weights > 0) >= FREE_SAMPLES
    bounds = () if is_free else fixed_signs({"overruled": LEAST_OVERRULED})
    curve, curve_among = (
        expected.mixed(prior, fit_curve(signals, np.append(own, np.zeros(len(orphans), bool)), weights, bounds))
        for prior, own in ((expected.right, right), (expected.among, among))
    )
    return curve, curve_among, signals[: len(judged)]


def _signals(samples: Sequence[Sample], is_thin: bool) -> Doubles:
    """Return the signals of each sample, a row each."""
    rows = np.array([signals_of(one.candidates, one.coverage) for one in samples], np.float64).reshape(-1, len(SIGNALS))
    if not is_thin:
        rows[:, SIGNAL_OF_THIN] = 0
    return rows


def _offer_from(everyday: Doubles, given: Doubles) -> float:
    """The threshold for offering, by the chances of everyday sentences, or else of lines out of scope."""
    strange, share = (everyday, OFFERED_EVERYDAY) if len(everyday) else (given, OFFERED_OUT_OF_SCOPE)
    return float(np.quantile(strange, 1 - share)) if len(strange) else 0.0


def _is_among(count: int, samples: Sequence[Sample], guard: Guard) -> _Flags:
    """Whether one of the first entries gives the right figure."""
    return np.array([any(guard.agree(one.truth, entry) for entry in one.found[:count]) for one in samples], bool)


def _orphaned(sample: Sample) -> Sample:
    """The same question in a base without its entry: any answer is wrong."""
    kept = sample.candidates.only(sample.candidates.entries != sample.truth)
    return replace(sample, truth=kept.nothing, candidates=kept)


def _importance(outside: _Flags, counted: _Flags) -> Doubles:
    """Weights of the samples that give those out of scope the share expected in use."""
    weights = np.where(outside, 0.0, 1.0)
    if counted.any() and weights.any():
        weights[counted] = weight_outside(weights.sum(), counted.sum())
    return weights


def threshold(confidences: Doubles, right: _Flags, weights: Doubles, precision: float) -> float:
    """Return the lowest confidence at which the wished share of answers is right."""
    order = np.argsort(-confidences, kind="stable")
    given = np.cumsum(weights[order])
    good = np.cumsum(weights[order] * right[order])
    enough = np.flatnonzero((good >= precision * given) & (given > _LEAST_GIVEN * weights.sum()))
    if not len(enough):
        return max(LEAST_ANSWER, precision)
    return float(np.clip(confidences[order][enough[-1]], LEAST_ANSWER, _MOST_ANSWER))
