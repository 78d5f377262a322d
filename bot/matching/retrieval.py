"""Finds the few hundred phrasings nearest to a question.

An inverted index from features to phrasings. The rarest features of the question are read first, and no more than a
budget of postings in all, so that a question costs nearly the same whatever the size of the knowledge base; what
comes out on top is then compared exactly (see `Wordings`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from bot.matching.features import Sparse
from bot.matching.packing import WHOLE, Places, narrow_places, pack_shares
from bot.matching.wordings import Wordings

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

BUDGET = 10_000
"""Postings read a question."""
RESCORED = 80
"""Phrasings compared exactly where the budget did not suffice."""
_SHARES = (0.18, 0.06, 0.0)
"""Of the best phrasing's sum, from which on others are looked at."""

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Phrasings:
    """The vectors of all phrasings, feature by feature."""

    count: NDArray[np.int64]
    """How many phrasings there are, a single number."""
    starts: Ints
    """Where the postings of each feature begin."""
    postings: Places
    """Pairs: a phrasing in which a feature stands, and what it weighs there, in steps of 1/65535. Side by side, since
    to fetch them from many places takes longer than to reckon with them."""

    def similar(self, vector: Sparse, wordings: Wordings) -> tuple[Ints, Floats]:
        """Return row numbers and cosine similarities (0 to 1), in the order of the rows; those at 0 are left out."""
        ids, values = vector
        firsts, lasts = self.starts.take(ids), self.starts.take(ids + 1)
        lengths = lasts - firsts
        if int(lengths.sum()) <= BUDGET:
            summed, read = self._sums(firsts, lasts, values)
            found = self._above(0.0, summed, read)
            return found, summed[found].astype(np.float32)
        order = lengths.argsort(kind="stable")
        within = order[: max(1, int(lengths.take(order).cumsum().searchsorted(BUDGET)))]
        rows = self._best(*self._sums(firsts.take(within), lasts.take(within), values.take(within)))
        return rows, wordings.similarities(rows, vector)

    def _sums(self, firsts: Ints, lasts: Ints, values: Floats) -> tuple[NDArray[np.float64], Places]:
        """Read postings; return what each row of the index got, and the rows that got any, some more than once."""
        if not len(firsts):
            return np.zeros(len(self)), self.postings[:0, 0]
        spans = zip(firsts.tolist(), lasts.tolist(), strict=True)
        postings = np.concatenate([self.postings[first:last] for first, last in spans])
        rows, weights = postings[:, 0], postings[:, 1] * np.repeat(values / np.float64(WHOLE), lasts - firsts)
        return np.bincount(rows, weights, len(self)).astype(np.float64, copy=False), rows

    def _best(self, summed: NDArray[np.float64], read: Places) -> Ints:
        """Return the rows that got most, at most `RESCORED`."""
        most = summed.max(initial=0)
        # Few rows come near the best one; to look for the best of all of them would take ten times as long.
        for share in _SHARES:
            found = self._above(share * most, summed, read)
            if len(found) >= RESCORED:
                break
        if len(found) > RESCORED:
            found = np.sort(found[np.argpartition(-summed[found], RESCORED)[:RESCORED]])
        return found

    def _above(self, least: float, summed: NDArray[np.float64], read: Places) -> Ints:
        if len(self) <= 4 * len(read):
            return np.flatnonzero(summed > least)
        found = np.sort(read[summed[read] > least]).astype(np.int64)
        # By hand: `numpy.unique` loads the masked arrays of numpy, a twentieth of a start.
        return found[np.concatenate(([True], found[1:] != found[:-1]))] if len(found) else found

    def __len__(self) -> int:
        return int(self.count)


def phrasings_of(matrix: csr_matrix) -> Phrasings:
    """`matrix`: the vectors, a row each. Used only to compile an index."""
    by_feature = matrix.tocsc()
    rows = narrow_places(by_feature.indices, matrix.shape[0])
    postings = np.stack([rows, pack_shares(by_feature.data).astype(rows.dtype)], axis=1)
    return Phrasings(np.array(matrix.shape[0]), by_feature.indptr.astype(np.int64), postings)
