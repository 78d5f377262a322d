"""Compares a question with a few candidates in meaning.

The meaning of an entry is the cosine of its nearest phrasing, once both are projected as in the linear model.
"""

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from bot.matching.index.quantisation import Bytes, Floats, quantised

MOST_ROWS = 400_000
"""Phrasings up to which their projections are kept, a quarter of a kilobyte each."""
_BLOCK = 256
"""Phrasings that are compared at a time, so that they stay in the processor's cache."""


@dataclass(frozen=True, slots=True)
class Profiles:
    rows: NDArray[np.int64]
    """Where the phrasings of each entry begin, the last is "nothing"."""
    meanings: Bytes
    """Phrasings by directions, quantised; empty if there are too many."""
    scales: Floats
    """By which each is multiplied, so that its length is 1."""

    def meaning(self, projected: Floats, entries: NDArray[np.int64], without_row: int = -1) -> Floats:
        """Return for each entry the cosine of its nearest phrasing (at least 0), a row (-1: none) left out."""
        if not len(self.meanings):
            return np.zeros(len(entries), np.float32)
        projected = projected / max(1e-9, sqrt(float(projected @ projected)))
        firsts, lasts = self.rows[entries], self.rows[entries + 1]
        spans = list(zip(firsts.tolist(), lasts.tolist(), strict=True))
        near = np.concatenate([self.meanings[first:last] for first, last in spans])
        starting = range(0, len(near), _BLOCK)
        # A block that is no multiple of a vector register may flag unused numbers beside it.
        with np.errstate(invalid="ignore"):
            cosines = np.concatenate([near[at : at + _BLOCK].astype(np.float32) @ projected for at in starting])
        cosines *= np.concatenate([self.scales[first:last] for first, last in spans])
        starts = np.cumsum(lasts - firsts) - (lasts - firsts)
        if without_row >= 0:
            (owner,) = np.nonzero((firsts <= without_row) & (without_row < lasts))
            cosines[starts[owner] + without_row - firsts[owner]] = 0
        nearest: Floats = np.maximum.reduceat(cosines, starts)
        return np.maximum(nearest, 0)


def learn_profiles(projected: Floats, entry_of_row: NDArray[np.int32], nothing: int) -> Profiles:
    """`projected`: all phrasings."""
    kept = projected if len(projected) <= MOST_ROWS else projected[:0]
    lengths = np.maximum(np.linalg.norm(kept, axis=1, keepdims=True), 1e-9)
    rows = np.searchsorted(entry_of_row, np.arange(nothing + 2)).astype(np.int64)
    return Profiles(rows, *quantised(kept / lengths, np.int8))
