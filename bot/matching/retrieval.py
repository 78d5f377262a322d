"""Finds the phrasings nearest to a question: its vector in, a few hundred phrasings with their similarity out.

An inverted index from features to phrasings. The rarest features of the question are read first, and no more than a
budget of postings in all, so that a question costs nearly the same whatever the size of the knowledge base; what
comes out on top is then compared exactly.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.matching.features import Sparse

BUDGET = 30_000
"""Postings read a question."""
RESCORED = 128
"""Phrasings compared exactly where the budget did not suffice."""
_SHARES = (0.5, 0.35, 0.25, 0.18, 0.12, 0.06, 0.0)
"""Of the best phrasing's sum, from which on others are looked at."""


@dataclass(frozen=True, slots=True)
class Phrasings:
    """Vectors of all phrasings, by row (CSR) and, for the search, by feature (CSC)."""

    row_starts: NDArray[np.int64]
    row_ids: NDArray[np.int32]
    row_values: NDArray[np.float32]
    feature_starts: NDArray[np.int64]
    feature_rows: NDArray[np.int32]
    feature_values: NDArray[np.float32]

    @property
    def count(self) -> int:
        return len(self.row_starts) - 1

    def vector(self, row: int) -> Sparse:
        span = slice(int(self.row_starts[row]), int(self.row_starts[row + 1]))
        return self.row_ids[span], self.row_values[span]

    def similar(self, vector: Sparse) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return row numbers and cosine similarities (0 to 1), in the order of the rows; those at 0 are left out."""
        ids, values = vector
        firsts, lasts = self.feature_starts[ids], self.feature_starts[ids + 1]
        lengths = lasts - firsts
        if int(lengths.sum()) <= BUDGET:
            return self._all(*self._read(firsts, lasts, values))
        order = np.argsort(lengths, kind="stable")
        within = order[: max(1, int(np.searchsorted(np.cumsum(lengths[order]), BUDGET)))]
        rows = self._best(*self._read(firsts[within], lasts[within], values[within]))
        return rows, self._exact(rows, vector)

    def _read(
        self, firsts: NDArray[np.int64], lasts: NDArray[np.int64], values: NDArray[np.float32]
    ) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """Return the rows of postings, some more than once, and what each adds to the similarity."""
        spans = [slice(*span) for span in zip(firsts.tolist(), lasts.tolist(), strict=True)]
        if not spans:
            return np.zeros(0, np.int32), np.zeros(0, np.float32)
        weights = np.concatenate([self.feature_values[span] for span in spans])
        weights *= np.repeat(values, lasts - firsts)
        return np.concatenate([self.feature_rows[span] for span in spans]), weights

    def _all(
        self, rows: NDArray[np.int32], weights: NDArray[np.float32]
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        summed = self._sums(rows, weights)
        found = self._above(0.0, summed, rows)
        return found, summed[found].astype(np.float32)

    def _best(self, rows: NDArray[np.int32], weights: NDArray[np.float32]) -> NDArray[np.int64]:
        """Return the rows that got most, at most `RESCORED`."""
        summed = self._sums(rows, weights)
        most = summed.max(initial=0)
        # Few rows come near the best one; to look for the best of all of them would take ten times as long.
        for share in _SHARES:
            found = self._above(share * most, summed, rows)
            if len(found) >= RESCORED:
                break
        if len(found) > RESCORED:
            found = np.sort(found[np.argpartition(-summed[found], RESCORED)[:RESCORED]])
        return found

    def _sums(self, rows: NDArray[np.int32], weights: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return what each row of the index got."""
        sums = np.bincount(rows, weights, self.count)
        return sums.astype(np.float64, copy=False)

    def _above(self, least: float, summed: NDArray[np.float64], rows: NDArray[np.int32]) -> NDArray[np.int64]:
        if self.count <= 4 * len(rows):
            return np.flatnonzero(summed > least)
        return np.unique(rows[summed[rows] > least]).astype(np.int64)

    def _exact(self, rows: NDArray[np.int64], vector: Sparse) -> NDArray[np.float32]:
        asked = np.zeros(len(self.feature_starts), np.float32)
        asked[vector[0]] = vector[1]
        firsts = self.row_starts[rows]
        lengths = self.row_starts[rows + 1] - firsts
        ends = np.cumsum(lengths)
        places = np.repeat(firsts - ends + lengths, lengths)
        places += np.arange(len(places))
        products = asked.take(self.row_ids.take(places))
        products *= self.row_values.take(places)
        return np.add.reduceat(products, ends - lengths)


def phrasings_of(
    starts: NDArray[np.int64], ids: NDArray[np.int32], values: NDArray[np.float32], features: int
) -> Phrasings:
    """Build both directions from rows. Used only to compile an index."""
    from scipy.sparse import csr_matrix

    by_feature = csr_matrix((values, ids, starts), shape=(len(starts) - 1, max(1, features))).tocsc()
    return Phrasings(
        starts,
        ids,
        values,
        by_feature.indptr[: features + 1].astype(np.int64),
        by_feature.indices.astype(np.int32),
        by_feature.data,
    )
