"""Learns the curves of the confidence and the thresholds, from rankings of left-out phrasings."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from bot.matching.index.compiled import Calibration, LeftOut
from bot.matching.learning.cross_validation import OUT_OF_SCOPE_SHARE, Sample
from bot.matching.learning.prior import Expected
from bot.matching.ranking.confidence import AGAINST, SIGNALS, THIN, signals_of
from bot.matching.ranking.guard import Guard
from bot.matching.ranking.scoring import Floats, overruling, scored_anew

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
_RIDGE = 0.05
"""Pull of the curves' weights towards 0."""
FREE_SAMPLES = 1_500
"""Samples from which on a signal may have any sign."""
LEAST_OVERRULED = 0.5
"""Least weight of a refused entry's lead against the first: the guard hardly ever refuses a left-out phrasing its own
entry, so samples teach next to nothing about it."""


def fit_confidence(
    samples: Sequence[Sample], weights: Floats, precision: float, guard: Guard, expected: Expected
) -> tuple[Calibration, LeftOut]:
    """Fit the curves and derive the thresholds; also return what each left-out row got."""
    for one in samples:
        one.candidates = scored_anew(one.candidates, weights)
        one.candidates.overruled = overruling((one.refused @ weights[:-1]).tolist(), one.candidates)
    judged = [one for one in samples if len(one.candidates.real)]
    firsts = [one.candidates.entries[one.candidates.real].tolist() for one in judged]
    right, among = _is_among(1, judged, firsts, guard), _is_among(3, judged, firsts, guard)
    outside = np.array([one.outside for one in judged], bool)
    everyday = np.array([one.is_everyday for one in judged], bool)
    given = outside & ~everyday
    share = _importance(outside, given if given.sum() >= ENOUGH_GIVEN else outside)
    orphans = [_orphaned(one) for one in judged[::_ORPHANED] if not one.outside]
    orphans = [one for one in orphans if len(one.candidates.real)]
    rows = np.array([signals_of(one.candidates, one.coverage) for one in (*judged, *orphans)], np.float64)
    rows = rows.reshape(-1, len(SIGNALS))
    if expected.share == 0:
        rows[:, THIN] = 0
    signals, none = rows[: len(judged)], np.zeros(len(orphans), bool)
    orphan_weight = ORPHAN_SHARE * share.sum() / max(1, len(orphans))
    importance = np.concatenate([share, np.full(len(orphans), orphan_weight)])
    curve = expected.mixed(expected.right, fit_curve(rows, np.concatenate([right, none]), importance))
    curve_among = expected.mixed(expected.among, fit_curve(rows, np.concatenate([among, none]), importance))
    confidences = _values(curve, signals)
    chances = np.maximum(_values(curve_among, signals), confidences)
    answer_from = expected.mixed_threshold(threshold(confidences, right, share, precision))
    offer_from = min(answer_from, max(LEAST_OFFER, _offer_from(chances[everyday], chances[given])))
    right_curve, among_curve = curve.astype(np.float32), curve_among.astype(np.float32)
    known = np.flatnonzero(~everyday)
    results = LeftOut(
        np.array([judged[at].row for at in known], np.int64),
        np.array([firsts[at][0] for at in known], np.int64),
        confidences[known].astype(np.float32),
    )
    return Calibration(right_curve, among_curve, answer_from, offer_from, expected.share), results


def _offer_from(everyday: NDArray[np.float64], given: NDArray[np.float64]) -> float:
    """The threshold for offering, by the chances of everyday sentences, or of lines out of scope."""
    if len(everyday):
        return _quantile_above(everyday, OFFERED_EVERYDAY)
    return _quantile_above(given, OFFERED_OUT_OF_SCOPE)


def _is_among(
    count: int, samples: Sequence[Sample], firsts: Sequence[Sequence[int]], guard: Guard
) -> NDArray[np.bool_]:
    """Whether one of the first entries gives the right figure."""
    pairs = zip(samples, firsts, strict=True)
    return np.array([any(guard.agree(one.truth, entry) for entry in first[:count]) for one, first in pairs], bool)


def _orphaned(sample: Sample) -> Sample:
    """The same question in a base without its entry: any answer is wrong."""
    kept = sample.candidates.only(sample.candidates.entries != sample.truth)
    return replace(sample, truth=kept.nothing, candidates=kept)


def _importance(outside: NDArray[np.bool_], counted: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Weights of the samples that give those out of scope the share expected in use."""
    weights = np.where(outside, 0.0, 1.0)
    if counted.any() and weights.any():
        weights[counted] = OUT_OF_SCOPE_SHARE / (1 - OUT_OF_SCOPE_SHARE) * weights.sum() / counted.sum()
    return weights


def fit_curve(
    signals: NDArray[np.float64],
    right: NDArray[np.bool_],
    weights: NDArray[np.float64],
    against: Mapping[str, float] | None = None,
) -> NDArray[np.float64] | None:
    """Return the weights of a logistic curve, the constant last; None if all samples are right, or all wrong.

    `signals`: those of `SIGNALS`, then others, of any sign. `against`: least weights for some of `AGAINST`, which fix
    all signs; None: with many samples, each signal may have any sign.
    """
    used = weights > 0
    if right[used].all() or not right[used].any():
        return None
    centre, spread = signals[used].mean(0), signals[used].std(0) + 1e-6
    fitted = _fit_signed((signals[used] - centre) / spread, right[used], weights[used], spread, against)
    slopes = fitted[:-1] / spread
    return np.append(slopes, fitted[-1] - slopes @ centre)


def _fit_signed(
    signals: NDArray[np.float64],
    right: NDArray[np.bool_],
    weights: NDArray[np.float64],
    spread: NDArray[np.float64],
    against: Mapping[str, float] | None,
) -> NDArray[np.float64]:
    """Logistic regression on signals divided by their `spread`, with fixed signs if samples are few or `against` is
    given."""
    from scipy.optimize import minimize

    side = np.where(right, 1.0, -1.0)

    def loss(values: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        margins = side * (signals @ values[:-1] + values[-1])
        pull = -weights * side / (1 + np.exp(np.clip(margins, -50, 50)))
        total = float(weights @ np.logaddexp(0, -margins) + _RIDGE / 2 * values[:-1] @ values[:-1])
        return total, np.append(pull @ signals + _RIDGE * values[:-1], pull.sum())

    free = against is None and len(signals) >= FREE_SAMPLES
    against = {"overruled": LEAST_OVERRULED} if against is None else against
    least = {name: -value * float(spread[SIGNALS.index(name)]) for name, value in against.items()}
    bounds = [
        (None, None) if free else (None, least.get(name, 0.0)) if name in AGAINST else (0.0, None) for name in SIGNALS
    ]
    start = np.zeros(signals.shape[1] + 1)
    bounds += [(None, None)] * (len(start) - len(bounds))
    return np.asarray(minimize(loss, start, jac=True, bounds=bounds, method="L-BFGS-B").x)


def _values(curve: NDArray[np.float64], signals: NDArray[np.float64]) -> NDArray[np.float64]:
    values: NDArray[np.float64] = 1 / (1 + np.exp(-(signals @ curve[:-1] + curve[-1])))
    return values


def threshold(
    confidences: NDArray[np.float64], right: NDArray[np.bool_], weights: NDArray[np.float64], precision: float
) -> float:
    """Return the lowest confidence at which the wished share of answers is right."""
    order = np.argsort(-confidences, kind="stable")
    given = np.cumsum(weights[order])
    good = np.cumsum(weights[order] * right[order])
    enough = np.flatnonzero((good >= precision * given) & (given > _LEAST_GIVEN * weights.sum()))
    if not len(enough):
        return max(LEAST_ANSWER, precision)
    return float(np.clip(confidences[order][enough[-1]], LEAST_ANSWER, _MOST_ANSWER))


def _quantile_above(values: NDArray[np.float64], share: float) -> float:
    """Return the value that `share` of all exceed; 0 if there are none."""
    return float(np.quantile(values, 1 - share)) if len(values) else 0.0
