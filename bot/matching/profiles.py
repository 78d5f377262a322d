"""Looks at candidates closely: a question and a few entries in, how well all phrasings of each together fit it out.

Covered: how much of the question stands in any phrasing of the entry, whichever; so one that says half of it in one
phrasing and half in another is found too. Meaning: how near the nearest phrasing is once both are folded as the linear
model folds them, where words that keep the same company lie together.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from bot.matching.features import Sparse
from bot.matching.packing import Places, Shorts, narrow_places

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Floats = NDArray[np.float32]

MOST_ROWS = 400_000
"""Phrasings up to which the meaning of each is kept, half a kilobyte each."""
LENGTH = 32_767
"""Of a phrasing's meaning, so that two bytes hold what its numbers tell."""


@dataclass(frozen=True, slots=True)
class Profiles:
    starts: NDArray[np.int64]
    """Where the features of each entry begin, "nothing" left out."""
    ids: Places
    """Features that stand in any phrasing of an entry, each once."""
    rows: NDArray[np.int64]
    """Where the phrasings of each entry begin, the last is "nothing"."""
    meanings: Shorts
    """Phrasings by directions, each of length `LENGTH`; without rows where there are too many."""

    def covered(self, vector: Sparse, entries: NDArray[np.int64]) -> Floats:
        """Return for each entry the share of the question's weight that it covers; 0 for "nothing"."""
        asked = np.zeros(int(vector[0].max(initial=0)) + 2, np.float32)
        asked[vector[0]] = vector[1]
        asked /= max(1e-9, float(asked.sum()))
        entries = np.minimum(entries, len(self.starts) - 1)  # "nothing" has no features
        firsts = self.starts[entries]
        lasts = self.starts[np.minimum(entries + 1, len(self.starts) - 1)]
        ids = np.concatenate(
            [self.ids[first:last] for first, last in zip(firsts.tolist(), lasts.tolist(), strict=True)]
        )
        weights = asked.take(ids, mode="clip")  # what lies behind the question's last feature is its 0
        lengths = lasts - firsts
        some = lengths > 0
        shares = np.zeros(len(entries), np.float32)
        shares[some] = np.add.reduceat(weights, (np.cumsum(lengths) - lengths)[some])
        return shares

    def meaning(self, folded: Floats, entries: NDArray[np.int64], but: int = -1) -> Floats:
        """Return for each entry the cosine of its nearest phrasing (at least 0), that of row `but` left out."""
        if not len(self.meanings):
            return np.zeros(len(entries), np.float32)
        folded = folded / max(1e-9, LENGTH * sqrt(float(folded @ folded)))
        firsts, lasts = self.rows[entries], self.rows[entries + 1]
        spans = zip(firsts.tolist(), lasts.tolist(), strict=True)
        cosines = np.concatenate([self.meanings[first:last] for first, last in spans]).astype(np.float32) @ folded
        starts = np.cumsum(lasts - firsts) - (lasts - firsts)
        if but >= 0:
            (owner,) = np.nonzero((firsts <= but) & (but < lasts))
            cosines[starts[owner] + but - firsts[owner]] = 0
        nearest: Floats = np.maximum.reduceat(cosines, starts)
        return np.maximum(nearest, 0)


def learn_profiles(matrix: csr_matrix, folded: Floats, entry_of_row: NDArray[np.int32], nothing: int) -> Profiles:
    """`matrix`: the vectors of all phrasings; `folded`: the same, folded."""
    starts, ids = features_of(matrix, entry_of_row, nothing, 1)
    kept = folded if len(folded) <= MOST_ROWS else folded[:0]
    lengths = np.maximum(np.linalg.norm(kept, axis=1, keepdims=True), 1e-9)
    rows = np.searchsorted(entry_of_row, np.arange(nothing + 2)).astype(np.int64)
    return Profiles(starts, ids, rows, np.rint(kept / lengths * LENGTH).astype(np.int16))


def features_of(
    matrix: csr_matrix, entry_of_row: NDArray[np.int32], nothing: int, least: int
) -> tuple[NDArray[np.int64], Places]:
    """Return, entry by entry, the features that stand in `least` of its phrasings or more."""
    from scipy.sparse import csr_matrix  # An answer does without it.

    owners = csr_matrix(
        (np.ones(len(entry_of_row), np.float32), (entry_of_row, np.arange(len(entry_of_row)))),
        shape=(nothing + 1, len(entry_of_row)),
    )
    counted = owners @ csr_matrix((np.ones(len(matrix.data), np.float32), matrix.indices, matrix.indptr), matrix.shape)
    counted = counted[:nothing].tocsr()
    counted.data[counted.data < least] = 0
    counted.eliminate_zeros()
    counted.sort_indices()
    return counted.indptr.astype(np.int64), narrow_places(counted.indices, matrix.shape[1])
