"""Turns a ranking into the probability that its first entry is right."""

from math import exp, log, log1p
from typing import NamedTuple

import numpy as np

from bot.matching.index.arrays import Floats
from bot.matching.index.compiled import Calibration
from bot.matching.index.linear import softmax
from bot.matching.language.coverage import Coverage
from bot.matching.ranking.candidates import LIKELIHOOD, MARGIN, MEANING, PHRASINGS, WORDS, Candidates


class Signals(NamedTuple):
    """What a ranking says of its first entry; leads are over the other entries."""

    share: float  # Its share in the scores of all, as log-odds.
    meaning: float
    coverage: float
    """The share of the question that the knowledge base knows; `unknown` and `known` are the weights behind it."""
    lead: float  # By its score.
    likelihood: float
    unknown: float
    known: float
    margin: float
    margin_lead: float
    likelihood_lead: float
    phrasings_lead: float
    agreement: float  # The share of these three leads that are above 0.
    overruled: float  # The lead of the best refused entry over the first.
    said: float  # The share of the question's words that its phrasings hold.
    words: float


SIGNALS = tuple(name.replace("_", " ") for name in Signals._fields)
SIGNAL_OF_THIN = SIGNALS.index("words")  # The place of the signal that only thin bases use.
AGAINST = ("unknown", "overruled")  # Signals that speak against the first entry; all others speak for it.
_SWING = 8.0  # The largest log-odds, leads and log-likelihoods that count: beyond, a ranking is as sure as it can be.
_MOST_UNKNOWN, _MOST_OVERRULED = 12.0, 4.0  # The most of these two signals that counts.
_UNKNOWN_SCALE, _KNOWN_SCALE = 4, 2  # Divisors that bring these signals to the size of the others.
_LEAST_BEHIND = 0.02  # The candidates behind the first share at least this part of the chance of the first three.
FOLLOWING = np.array([0.72, 0.47, -0.4], np.float32)
FOLLOWING_AMONG = np.array([0.71, 0.0, 0.93], np.float32)
"""The curves of follow-ups, that the first is right and that the right one is among the first three: the weights of
`following_signals`, and the constant. `python -m benchmarks.follow_ups` fits them."""


class _Lead(NamedTuple):
    part: int
    most: float  # The largest lead, and deficit, that counts.
    alone: float  # The lead of an only candidate.


_LEADS = {
    "margin_lead": _Lead(MARGIN, most=1.5, alone=1.0),
    "likelihood_lead": _Lead(LIKELIHOOD, most=4.0, alone=3.0),
    "phrasings_lead": _Lead(PHRASINGS, most=0.5, alone=0.5),
}


def confidences_of(calibration: Calibration, candidates: Candidates, coverage: Coverage) -> tuple[Floats, float]:
    """Return the confidence of each of the sorted candidates ("nothing" has 0), and the chance of the first three."""
    signals = signals_of(candidates, coverage)
    return _spread(candidates, _curve(calibration.right, signals), _curve(calibration.among, signals))


def confidences_following(candidates: Candidates, told: Floats) -> tuple[Floats, float]:
    """The same for a follow-up, whose few words say too little for the curves of an index; `told`: see `Situations`."""
    signals = following_signals(candidates, told)
    return _spread(candidates, _curve(FOLLOWING, signals), _curve(FOLLOWING_AMONG, signals))


def _spread(candidates: Candidates, first: float, three: float) -> tuple[Floats, float]:
    """Return the confidence of each candidate, and the chance of the first three. The others share, by their scores,
    the chance of `three` less that of the `first`; none gets more than the first."""
    real, three = candidates.real, max(first, three)
    shares = softmax(candidates.scores[real])
    rest = shares[1:] / max(1e-9, float(shares[1:4].sum()))
    confidences = np.zeros(len(candidates.entries), np.float32)
    confidences[real[0]] = first
    confidences[real[1:]] = np.minimum(first, np.minimum(rest, 1) * max(three - first, _LEAST_BEHIND * three))
    return confidences, three


def following_signals(candidates: Candidates, told: Floats) -> Floats:
    first = int(candidates.real[0])
    return np.array([_share(candidates, first), told[first]], np.float32)


def signals_of(candidates: Candidates, coverage: Coverage) -> Floats:
    """Return the signals of a sorted ranking that holds at least one real entry."""
    real = candidates.real
    first = int(real[0])
    scores = candidates.scores
    # If the guard leaves a single entry, its lead is that over "nothing".
    others = np.delete(scores, first) if len(real) == 1 else scores[real[1:]]
    second = float(others.max(initial=float(scores[first]) - _SWING))
    leads = _leads(candidates, first)
    parts = candidates.parts[first].tolist()
    signals = Signals(
        share=_share(candidates, first),
        meaning=parts[MEANING],
        coverage=coverage.share,
        lead=min(float(scores[first]) - second, _SWING),
        likelihood=max(parts[LIKELIHOOD], -_SWING),
        unknown=min(coverage.unknown, _MOST_UNKNOWN) / _UNKNOWN_SCALE,
        known=log1p(coverage.known) / _KNOWN_SCALE,
        margin=parts[MARGIN],
        **leads,
        agreement=sum(lead > 0 for lead in leads.values()) / len(leads),
        overruled=min(candidates.overruled, _MOST_OVERRULED),
        said=float(candidates.said[first]),
        words=parts[WORDS],
    )
    return np.array(signals, np.float32)


def _share(candidates: Candidates, first: int) -> float:
    """The share of the first entry in the scores of all, as log-odds."""
    share = float(softmax(candidates.scores)[first])
    return min(max(log(max(share, 1e-9) / max(1 - share, 1e-9)), -_SWING), _SWING)


def _leads(candidates: Candidates, first: int) -> dict[str, float]:
    """By how much the first entry is ahead of all others in some parts; below 0 where it is behind."""
    others = np.delete(candidates.parts, first, 0)
    if not len(others):
        return {name: lead.alone for name, lead in _LEADS.items()}
    ahead = (candidates.parts[first] - others.max(0)).tolist()
    return {name: min(max(ahead[lead.part], -lead.most), lead.most) for name, lead in _LEADS.items()}


def _curve(weights: Floats, signals: Floats) -> float:
    return 1 / (1 + exp(min(max(-float(signals @ weights[:-1] + weights[-1]), -50.0), 50.0)))
