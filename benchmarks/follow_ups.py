"""Fits the weights of the evidence in a follow-up, and tells how often they find what it asks for.

Run `python -m benchmarks.follow_ups`. It only prints: copy the weights into bot/matching/ranking/following.toml, the
curves into `FOLLOWING` and `FOLLOWING_AMONG` of confidence.py beside it, by hand. The follow-ups are those of the
knowledge base, each tried out as if it were not known; and, after answers out of a series, the lines of follow_ups.tsv:
the id of what was answered, the id of what is asked then ("-": nothing that is held), the follow-up. Lines that ask for
another figure of the same series are left out: these change a query and rank nothing. Questions on something new, out
of knowledge/cases, stand between them.
"""

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from adapters.environment import cache_folder
from benchmarks.follow_up_lines import COLUMNS, Tried, new_subjects, read_lines, try_out
from bot import open_bot
from bot.knowledge import load_knowledge
from bot.matching import Matcher
from bot.matching.ranking.candidates import unmeasured
from bot.matching.ranking.confidence import following_signals

FOLDS = 5
SHORT = 4
"""Words up to which a follow-up counts for three: in a chat most are as short."""
_SHORT_WEIGHT = 3.0
_NEW_WEIGHT = 0.5
"""Of a question on something new; the follow-ups of one answer count for one together."""
_NOTHING_WEIGHT = 0.3
"""What is not held is asked for once in six lines, which is more than a chat would hold."""
_RIDGE = 1e-3
_NO_CANDIDATE = (-8.0, 0.0)
"""Signals where no entry stands against "nothing": hardly a share, and no word told."""
_REPORTED = (0.35, 0.45, 0.55, 0.65, 0.75)
"""Confidences from which on follow-ups may be answered."""


def main() -> None:
    argparse.ArgumentParser(prog="python -m benchmarks.follow_ups", description=__doc__).parse_args()
    matcher = Matcher(open_bot(None, cache_folder()).index)
    written = list(try_out(matcher, read_lines(load_knowledge())))
    tried = [*written, *try_out(matcher, new_subjects(matcher, Path("knowledge/cases")))]
    _tell_weights(tried)
    confidence, right = left_out(tried)
    _tell_answered("follow-ups", confidence[: len(written)], right[: len(written)])
    _tell_answered("new subjects", confidence[len(written) :], right[len(written) :])


def _tell_weights(tried: Sequence[Tried]) -> None:
    weights = fit_weights(tried)
    signals, right = firsts(tried, weights)
    curve = fit_curve(signals, right, importance(tried))
    among = fit_curve(signals[:, :1], among_three(tried, weights), importance(tried))
    print("weights:", {name: round(float(weight), 2) for name, weight in zip(COLUMNS, weights, strict=True)})
    print("curve:", curve.round(2).tolist(), "among the first three:", among.round(2).tolist())


def left_out(tried: Sequence[Tried]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """The confidence in the first candidate of each, and whether it is right, as fitted to the other folds."""
    fold = np.array([sum(map(ord, one.line.before)) % FOLDS for one in tried])
    confidence, right = np.zeros(len(tried)), np.zeros(len(tried), np.bool_)
    for number in range(FOLDS):
        seen = [one for one, at in zip(tried, fold, strict=True) if at != number]
        unseen = [one for one, at in zip(tried, fold, strict=True) if at == number]
        weights = fit_weights(seen)
        curve = fit_curve(*firsts(seen, weights), importance(seen))
        signals, right[fold == number] = firsts(unseen, weights)
        confidence[fold == number] = 1 / (1 + np.exp(-(signals @ curve[:-1] + curve[-1])))
    return confidence, right


def _tell_answered(name: str, confidence: NDArray[np.float64], right: NDArray[np.bool_]) -> None:
    print(f"{name}: {len(right)}, first is right {right.mean():.1%}")
    for least in _REPORTED:
        given = confidence >= least
        share = right[given].mean() if given.any() else 0.0
        print(f"  from {least:.2f}: {given.mean():.1%} answered, {share:.1%} of those right")


def importance(tried: Sequence[Tried]) -> NDArray[np.float64]:
    """The lines after one answer count for one together, so that answers with many lines do not outweigh the others."""
    lines = Counter(one.line.before for one in tried if not one.line.new)
    return np.array(
        [
            (_NEW_WEIGHT if one.line.new else 1 / lines[one.line.before])
            * (_NOTHING_WEIGHT if one.line.expect is None else 1.0)
            * (_SHORT_WEIGHT if len(one.line.text.split()) <= SHORT else 1.0)
            for one in tried
        ]
    )


def fit_weights(tried: Sequence[Tried]) -> NDArray[np.float64]:
    """Fit one weight a column, so that what is right stands out among the candidates (conditional logit)."""
    from scipy.optimize import minimize

    useful = [one for one in tried if one.right.any()]
    values = np.concatenate([one.values for one in useful])
    right = np.concatenate([one.right for one in useful])
    sizes = np.array([len(one.right) for one in useful])
    counts = importance(useful)
    counts /= counts.sum()
    starts = np.cumsum(sizes) - sizes

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scores = values @ weights
        powers = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), sizes))
        shares = powers / np.repeat(np.add.reduceat(powers, starts), sizes)
        good = np.where(right, shares, 0)
        chances = np.add.reduceat(good, starts)
        pull = values.T @ (np.repeat(counts, sizes) * (shares - good / np.repeat(chances, sizes)))
        return float(-counts @ np.log(chances) + _RIDGE / 2 * weights @ weights), pull + _RIDGE * weights

    return np.asarray(minimize(loss, np.zeros(len(COLUMNS)), jac=True, method="L-BFGS-B").x)


def firsts(tried: Sequence[Tried], weights: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return for each line the signals of the first real candidate (see `following_signals`), and if it is right."""
    signals, right = np.full((len(tried), 2), _NO_CANDIDATE), np.zeros(len(tried), np.bool_)
    for at, one in enumerate(tried):
        scores = one.values @ weights
        order = np.argsort(-scores, kind="stable")
        unmeant = one.values[order, -1].astype(np.int64)
        if not unmeant.all():
            ranked = unmeasured(1, unmeant)
            ranked.scores[:] = scores[order]
            signals[at] = following_signals(ranked, one.told[order].astype(np.float32))
            first = order[np.flatnonzero(unmeant == 0)[0]]
            right[at] = one.line.expect is not None and bool(one.right[first])
    return signals, right


def fit_curve(
    signals: NDArray[np.float64], right: NDArray[np.bool_], counts: NDArray[np.float64]
) -> NDArray[np.float64]:
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=1e3).fit(signals, right, counts)
    return np.append(model.coef_[0], model.intercept_)


def among_three(tried: Sequence[Tried], weights: NDArray[np.float64]) -> NDArray[np.bool_]:
    found = []
    for one in tried:
        scores = np.where(one.values[:, -1] == 0, one.values @ weights, -np.inf)
        found.append(one.line.expect is not None and bool(one.right[np.argsort(-scores)[:3]].any()))
    return np.array(found)


if __name__ == "__main__":
    main()
