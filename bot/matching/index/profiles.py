"""Compares a question with the projected phrasings of entries."""

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from bot.matching.index.arrays import Bytes, Floats, Ints, quantised

MOST_ROWS = 400_000  # Phrasings up to which their projections are kept, a quarter of a kilobyte each.
_BLOCK = 256  # Phrasings that are compared at a time, so that they stay in the processor's cache.


@dataclass(frozen=True, slots=True)
class Profiles:
    """The meaning of an entry for a question is the cosine of its nearest phrasing."""

    starts: Ints  # Where the phrasings of each entry begin, then those of "nothing", and last where these end.
    meanings: Bytes  # Phrasings by directions, quantised, of length 1 with their `scales`; empty if there are too many.
    scales: Floats

    def meaning(self, projected: Floats, entries: Ints, without_row: int | None = None) -> Floats:
        """Return for each entry, which must have a phrasing, the cosine of its nearest phrasing, at least 0.
        `without_row` does not count."""
        if not len(self.meanings):
            return np.zeros(len(entries), np.float32)
        projected = projected / max(1e-9, sqrt(float(projected @ projected)))
        firsts, ends = self.starts[entries], self.starts[entries + 1]
        spans = [slice(first, end) for first, end in zip(firsts.tolist(), ends.tolist(), strict=True)]
        near = np.concatenate([self.meanings[span] for span in spans])
        # A block that is no multiple of a vector register may flag unused numbers beside it.
        with np.errstate(invalid="ignore"):
            cosines = np.concatenate(
                [near[at : at + _BLOCK].astype(np.float32) @ projected for at in range(0, len(near), _BLOCK)]
            )
        cosines *= np.concatenate([self.scales[span] for span in spans])
        starts_near = np.cumsum(ends - firsts) - (ends - firsts)
        if without_row is not None:
            (owner,) = np.nonzero((firsts <= without_row) & (without_row < ends))
            cosines[starts_near[owner] + without_row - firsts[owner]] = 0
        nearest: Floats = np.maximum.reduceat(cosines, starts_near)
        return np.maximum(nearest, 0)


def learn_profiles(projected: Floats, entry_of_row: NDArray[np.int32], nothing: int) -> Profiles:
    """`projected`: all phrasings."""
    kept = projected if len(projected) <= MOST_ROWS else projected[:0]
    lengths = np.maximum(np.linalg.norm(kept, axis=1, keepdims=True), 1e-9)
    starts = np.searchsorted(entry_of_row, np.arange(nothing + 2)).astype(np.int64)
    return Profiles(starts, *quantised(kept / lengths, np.int8))
