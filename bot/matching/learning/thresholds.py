"""Learns how sure a ranking is, and from where on it is sure enough, from rankings of left-out phrasings."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from bot.matching.index.arrays import Doubles, Floats
from bot.matching.index.compiled import Calibration, LeftOut
from bot.matching.learning.cross_validation import Sample, weight_outside
from bot.matching.learning.prior import Expected
from bot.matching.ranking.confidence import AGAINST, SIGNAL_OF_THIN, SIGNALS, signals_of
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
_RIDGE = 0.05  # Pull of the curves' weights towards 0.
FREE_SAMPLES = 1_500  # Samples from which on a signal may have any sign.
LEAST_OVERRULED = 0.5
"""Least weight of a refused entry's lead against the first: the guard refuses so few that samples hardly teach it."""
Bounds = tuple[float | None, float | None]  # The lowest and the highest weight of a signal; None: any.
_Flags = NDArray[np.bool_]


def fit_confidence(
    samples: Sequence[Sample], weights: Floats, precision: float, guard: Guard, expected: Expected
) -> tuple[Calibration, LeftOut]:
    """Also return what each left-out row got. `samples` are ranked anew by the `weights`; those without an entry among
    their candidates teach nothing."""
    for one in samples:
        one.weigh(weights)
    judged = [one for one in samples if one.found]
    outside = np.array([one.outside for one in judged], bool)
    everyday = np.array([one.is_everyday for one in judged], bool)
    listed = outside & ~everyday
    importance = _importance(outside, listed if listed.sum() >= ENOUGH_LISTED else outside)
    right, among = (
        np.array([any(guard.agree(one.truth, entry) for entry in one.found[:count]) for one in judged], bool)
        for count in (1, 3)
    )
    right_curve, among_curve, signals = _fit_curves(judged, importance, right, among, expected)
    confidences = chances_of(right_curve, signals)
    chances = np.maximum(chances_of(among_curve, signals), confidences)
    answer_from = expected.mixed_threshold(threshold(confidences, right, importance, precision))
    strange = chances[everyday if everyday.any() else listed]
    offer_from = float(np.quantile(strange, 1 - OFFERED_STRANGE)) if len(strange) else 0.0
    calibration = Calibration(
        right=right_curve.astype(np.float32),
        among=among_curve.astype(np.float32),
        answer_from=answer_from,
        offer_from=min(answer_from, max(LEAST_OFFER, offer_from)),
        thin=expected.share,
    )
    return calibration, LeftOut(
        rows=np.array([one.row for one in judged if one.row is not None], np.int64),
        got=np.array([one.found[0] for one in judged if not one.is_everyday], np.int64),
        confidences=confidences[~everyday].astype(np.float32),
    )


def _fit_curves(
    judged: Sequence[Sample], importance: Doubles, right: _Flags, among: _Flags, expected: Expected
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


def fixed_signs(least: Mapping[str, float]) -> list[Bounds]:
    """The bounds for each of `SIGNALS`: the weight of one that is `AGAINST` is negative, by its `least` or more."""
    return [(None, 0.0 - least.get(name, 0.0)) if name in AGAINST else (0.0, None) for name in SIGNALS]


def fit_curve(signals: Doubles, right: _Flags, weights: Doubles, bounds: Sequence[Bounds]) -> Doubles | None:
    """Return the weights of a logistic curve, the constant last; None if all samples are right, or all wrong. Signals
    without `bounds`, the last, may have any weight."""
    from scipy.optimize import minimize

    used = weights > 0
    if right[used].all() or not right[used].any():
        return None
    signals, weights, side = signals[used], weights[used], np.where(right[used], 1.0, -1.0)
    centre, spread = signals.mean(0), signals.std(0) + 1e-6
    scaled = (signals - centre) / spread

    def loss(values: Doubles) -> tuple[float, Doubles]:
        margins = side * (scaled @ values[:-1] + values[-1])
        pull = -weights * side / (1 + np.exp(np.clip(margins, -50, 50)))
        total = float(weights @ np.logaddexp(0, -margins) + _RIDGE / 2 * values[:-1] @ values[:-1])
        return total, np.append(pull @ scaled + _RIDGE * values[:-1], pull.sum())

    start = np.zeros(signals.shape[1] + 1)
    of_scaled = [
        tuple(None if end is None else end * width for end in pair)
        for pair, width in zip(bounds, spread.tolist(), strict=False)
    ]
    of_scaled += [(None, None)] * (len(start) - len(of_scaled))
    fitted = minimize(loss, start, jac=True, bounds=of_scaled, method="L-BFGS-B").x
    slopes = fitted[:-1] / spread
    return np.append(slopes, fitted[-1] - slopes @ centre)


def chances_of(curve: Doubles, signals: Doubles) -> Doubles:
    """Return for each row of signals the chance that a curve of `fit_curve` gives it."""
    chances: Doubles = 1 / (1 + np.exp(-(signals @ curve[:-1] + curve[-1])))
    return chances


def _orphaned(sample: Sample) -> Sample:
    """The same question in a base without its entry: any answer is wrong."""
    kept = sample.candidates.only(sample.candidates.entries != sample.truth)
    return replace(sample, truth=kept.nothing, candidates=kept)


def _importance(outside: _Flags, counted: _Flags) -> Doubles:
    """Weights of the samples; the `counted` ones, of those out of scope, have the share expected in use."""
    weights = np.where(outside, 0.0, 1.0)
    if counted.any() and weights.any():
        weights[counted] = weight_outside(weights.sum(), counted.sum())
    return weights


def threshold(confidences: Doubles, right: _Flags, weights: Doubles, precision: float) -> float:
    """Return the lowest confidence at which the wished share of answers is right."""
    order = np.argsort(-confidences, kind="stable")
    answered = np.cumsum(weights[order])
    good = np.cumsum(weights[order] * right[order])
    enough = np.flatnonzero((good >= precision * answered) & (answered > _LEAST_ANSWERED * weights.sum()))
    if not len(enough):
        return max(LEAST_ANSWER, precision)
    return float(np.clip(confidences[order][enough[-1]], LEAST_ANSWER, _MOST_ANSWER))
