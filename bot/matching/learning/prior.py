"""The start of a thin knowledge base: weights, curves and a threshold learned from many small bases together."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp, log
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.matching.index.arrays import Doubles
from bot.matching.index.profiles import Profiles
from bot.matching.ranking.candidates import WEIGHED
from bot.matching.ranking.confidence import SIGNALS

WAYS, CROWDING, CONSTANT = "ways", "crowding", "constant"
"""Names beside those of the signals: the numbers of `ways_of` and `crowding_of`, and the constant of the curve."""
FEW_WAYS = 3  # Phrasings of an entry that teach next to nothing: with one left out, hardly any remain.
_LOOKED_AT = 500  # About how many phrasings are compared to find how crowded a base is.


@dataclass(frozen=True, slots=True)
class Expected:
    """What is expected of one base before its own test: the weights of parts, and what a `Calibration` holds."""

    share: float  # Its weight beside the base's own test: from 1, all, to 0, nothing.
    weights: Doubles
    right: Doubles
    among: Doubles
    answer_from: float

    def mixed(self, held: Doubles, own: NDArray[Any] | None) -> Doubles:
        """Mix `weights`, `right` or `among` with the base's own; None: it has none."""
        return held if own is None else self.share * held + (1 - self.share) * own

    def mixed_threshold(self, own: float) -> float:
        """The same for thresholds, by their log-odds."""
        if self.share == 0:
            return own
        return 1 / (1 + exp(-self.share * _logit(self.answer_from) - (1 - self.share) * _logit(own)))


@dataclass(frozen=True, slots=True)
class Prior:
    lines: float
    """The number of phrasings, without the first `FEW_WAYS` of each entry, from which on the base's own test decides
    alone."""
    weights: Mapping[str, float]
    right: Mapping[str, float]
    among: Mapping[str, float]
    answer_from: tuple[tuple[float, float], ...]
    """The wished precision, rising, and the confidence from which on it is reached."""

    def share(self, sizes: Sequence[int]) -> float:
        """Its weight, from 0 to 1, for a base whose entries have so many phrasings."""
        return max(0.0, 1 - sum(max(0, size - FEW_WAYS) for size in sizes) / self.lines)

    def of(self, sizes: Sequence[int], precision: float, crowding: float) -> Expected:
        """`sizes`: the number of phrasings of each entry."""
        base = {WAYS: ways_of(sizes), CROWDING: crowding}
        precisions, confidences = zip(*self.answer_from, strict=True)
        return Expected(
            share=self.share(sizes),
            weights=np.array([self.weights[name] for name in WEIGHED]),
            right=_curve(self.right, base),
            among=_curve(self.among, base),
            answer_from=float(np.interp(precision, precisions, confidences)),
        )


def prior_of(data: Mapping[str, Any]) -> Prior:
    """`data`: as prior.toml holds it."""
    steps = tuple((float(precision), confidence) for precision, confidence in data["answer_from"].items())
    return Prior(data["lines"], data["weights"], data["right"], data["among"], steps)


@cache
def learned_prior() -> Prior:
    """Written by `python -m benchmarks.fit_thin`."""
    return prior_of(tomllib.loads((files("bot.matching.learning") / "prior.toml").read_text(encoding="utf-8")))


def ways_of(sizes: Sequence[int]) -> float:
    """The logarithm of the phrasings per entry."""
    return log(max(1.0, sum(sizes) / max(1, len(sizes))))


def crowding_of(profiles: Profiles) -> float:
    """How alike entries are, from 0 to 1: the mean cosine of a phrasing and the nearest one of another entry."""
    rows = int(profiles.starts[-2])  # Behind these lies "nothing".
    if len(profiles.starts) < 4 or not len(profiles.meanings):
        return 0.0
    owners = np.repeat(np.arange(len(profiles.starts) - 2), np.diff(profiles.starts[:-1]))
    meanings = profiles.meanings[:rows].astype(np.float32) * profiles.scales[:rows, None]
    some = np.arange(0, rows, max(1, rows // _LOOKED_AT))
    alike = np.where(owners[some, None] == owners, 0.0, meanings[some] @ meanings.T)
    return float(np.clip(alike.max(1), 0, 1).mean())


def _curve(weights: Mapping[str, float], base: Mapping[str, float]) -> Doubles:
    constant = weights[CONSTANT] + sum(weights[name] * value for name, value in base.items())
    return np.array([*(weights[name] for name in SIGNALS), constant])


def _logit(chance: float) -> float:
    return log(chance / (1 - chance))
