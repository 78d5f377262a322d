"""Learns the curves of the confidence and the thresholds, from rankings of left-out phrasings."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.matching.index.compiled import Calibration
from bot.matching.learning.cross_validation import OUT_OF_SCOPE_SHARE, Sample
from bot.matching.learning.prior import Expected
from bot.matching.ranking.confidence import AGAINST, SIGNALS, THIN, signals_of
from bot.matching.ranking.guard import Guard
from bot.matching.ranking.scoring import Floats, overruling, scored_anew

ORPHAN_SHARE = 0.08
"""Weight of questions whose entry was taken away, among all, when the curves are fitted."""
ENOUGH_GIVEN = 120
"""Lines out of scope, left out, from which on they alone stand for all that is; fewer are too much like each other, and
everyday sentences count beside them."""
OFFERED_EVERYDAY = 0.2
"""Share of everyday sentences that may be offered choices."""
OFFERED_OUT_OF_SCOPE = 0.2
"""The same of lines out of scope, for languages without everyday sentences."""
LEAST_ANSWER, _MOST_ANSWER = 0.3, 0.995
"""Between these the confidence lies from which on is answered, whatever the samples say."""
LEAST_OFFER = 0.15
"""The same for offering choices, at least."""
_LEAST_GIVEN = 0.02
"""Share of the samples that must be answered for a threshold to count: the surest few tell nothing of the rest."""
_ORPHANED = 3
"""Of so many questions one is tried with its entry taken away."""
_RIDGE = 0.05
"""Pull of the curves' weights towards 0."""
FREE_SAMPLES = 1_500
"""Samples from which on a signal may get any sign."""
LEAST_OVERRULED = 0.5
"""What a refused entry that is ahead counts against the first, at least: a phrasing that is left out is hardly ever
refused its own entry, so that few samples tell next to nothing of it."""


def fit_confidence(
    samples: Sequence[Sample], weights: Floats, precision: float, nothing: int, guard: Guard, expected: Expected
) -> tuple[Calibration, tuple[NDArray[np.int64], NDArray[np.int64], Floats]]:
    """Fit the curves and derive the thresholds; also return what each left-out row got."""
    for one in samples:
        one.candidates = scored_anew(one.candidates, weights, nothing)
        one.candidates.overruled = overruling((one.refused @ weights[:-1]).tolist(), one.candidates, nothing)
    judged = [one for one in samples if np.any(one.candidates.entries != nothing)]
    signals = np.array([signals_of(one.candidates, one.coverage, nothing) for one in judged], np.float64)
    signals = signals.reshape(len(judged), len(SIGNALS))
    firsts = [_real(one, nothing) for one in judged]

    def fits(one: Sample, entry: int) -> bool:
        return one.truth != nothing and guard.agree(one.truth, entry)

    right = np.array([fits(one, first[0]) for one, first in zip(judged, firsts, strict=True)], bool)
    among = np.array(
        [any(fits(one, entry) for entry in first[:3]) for one, first in zip(judged, firsts, strict=True)], bool
    )
    outside = np.array([one.truth == nothing for one in judged], bool)
    everyday = np.array([one.row < 0 for one in judged], bool)
    given = outside & ~everyday
    share = _importance(outside, given if given.sum() >= ENOUGH_GIVEN else outside)
    orphans = [_orphaned(one, nothing) for one in judged[::_ORPHANED] if one.truth != nothing]
    orphan_signals = [
        signals_of(one.candidates, one.coverage, nothing)
        for one in orphans
        if np.any(one.candidates.entries != nothing)
    ]
    rows = np.vstack([signals, *orphan_signals]) if orphan_signals else signals
    if expected.share == 0:
        rows[:, THIN] = 0
    none = np.zeros(len(orphan_signals), bool)
    orphan_weight = ORPHAN_SHARE * share.sum() / max(1, len(orphan_signals))
    importance = np.concatenate([share, np.full(len(orphan_signals), orphan_weight)])
    curve = expected.mixed(expected.right, fit_curve(rows, np.concatenate([right, none]), importance))
    curve_among = expected.mixed(expected.among, fit_curve(rows, np.concatenate([among, none]), importance))
    confidences = _values(curve, signals)
    chances = np.maximum(_values(curve_among, signals), confidences)
    answer_from = expected.mixed_threshold(threshold(confidences, right, share, precision))
    offer_from = max(
        _quantile_above(chances[everyday], OFFERED_EVERYDAY)
        if everyday.any()
        else _quantile_above(chances[given], OFFERED_OUT_OF_SCOPE),
        LEAST_OFFER,
    )
    confidence = Calibration(
        curve.astype(np.float32),
        curve_among.astype(np.float32),
        answer_from,
        min(offer_from, answer_from),
        expected.share,
    )
    known = [at for at, one in enumerate(judged) if one.row >= 0]
    results = (
        np.array([judged[at].row for at in known], np.int64),
        np.array([firsts[at][0] for at in known], np.int64),
        confidences[known].astype(np.float32),
    )
    return confidence, results


def _real(sample: Sample, nothing: int) -> list[int]:
    return [int(entry) for entry in sample.candidates.entries if entry != nothing]


def _orphaned(sample: Sample, nothing: int) -> Sample:
    """The same question in a knowledge base without its entry: whatever comes first now is wrong."""
    kept = sample.candidates.only(sample.candidates.entries != sample.truth)
    kept.overruled = sample.candidates.overruled
    return Sample(sample.row, nothing, kept, sample.coverage, sample.refused)


def _importance(outside: NDArray[np.bool_], counted: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Weights of the samples, so that those out of scope have the share that is expected in use."""
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
    """Return the weights of a logistic curve, the constant last; None where there is nothing to learn from.

    `signals`: those of `SIGNALS` and, behind them, others, which may speak for or against. `against`: what some of
    `AGAINST` count at least, however many samples there are; None: where these are many, each may get any sign.
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
    """Logistic regression on signals divided by their `spread`; where samples are few or `against` is told, no
    signal may speak against what it stands for."""
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
    """Return the lowest confidence from which on the wished share of answers is right."""
    order = np.argsort(-confidences, kind="stable")
    given = np.cumsum(weights[order])
    good = np.cumsum(weights[order] * right[order])
    enough = np.flatnonzero((good >= precision * given) & (given > _LEAST_GIVEN * weights.sum()))
    if not len(enough):
        return max(LEAST_ANSWER, precision)
    return float(np.clip(confidences[order][enough[-1]], LEAST_ANSWER, _MOST_ANSWER))


def _quantile_above(values: NDArray[np.float64], share: float) -> float:
    """Return the value that only `share` of all lie above; 0 where there are none."""
    return float(np.quantile(values, 1 - share)) if len(values) else 0.0
