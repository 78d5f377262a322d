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

    def similar(self, vector: Sparse) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return row numbers and cosine similarities (0 to 1), in the order of the rows; those at 0 are left out."""
        ids, values = vector
        lengths = self.feature_starts[ids + 1] - self.feature_starts[ids]
        if int(lengths.sum()) <= BUDGET:
            return self._read(ids, values)
        order = np.argsort(lengths, kind="stable")
        within = order[: max(1, int(np.searchsorted(np.cumsum(lengths[order]), BUDGET)))]
        rows, rough = self._read(ids[within], values[within])
        if len(rows) > RESCORED:
            best = np.argpartition(-rough, RESCORED)[:RESCORED]
            rows = np.sort(rows[best])
        return rows, self._exact(rows, vector)

    def _read(
        self, ids: NDArray[np.int32], values: NDArray[np.float32]
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        spans = [slice(int(self.feature_starts[i]), int(self.feature_starts[i + 1])) for i in ids]
        if not spans:
            return np.zeros(0, np.int64), np.zeros(0, np.float32)
        rows = np.concatenate([self.feature_rows[span] for span in spans])
        lengths = [span.stop - span.start for span in spans]
        weights = np.concatenate([self.feature_values[span] for span in spans]) * np.repeat(values, lengths)
        if self.count <= 4 * len(rows) + 1000:
            summed = np.bincount(rows, weights, self.count)
            found = np.flatnonzero(summed)
            return found, summed[found].astype(np.float32)
        found, places = np.unique(rows, return_inverse=True)
        return found.astype(np.int64), np.bincount(places, weights).astype(np.float32)

    def _exact(self, rows: NDArray[np.int64], vector: Sparse) -> NDArray[np.float32]:
        ids, values = vector
        starts, ends = self.row_starts[rows], self.row_starts[rows + 1]
        lengths = ends - starts
        places = np.repeat(starts - np.concatenate(([0], np.cumsum(lengths)[:-1])), lengths) + np.arange(lengths.sum())
        features = self.row_ids[places]
        order = np.argsort(ids)
        at = np.minimum(np.searchsorted(ids[order], features), len(ids) - 1)
        hit = ids[order][at] == features
        products = np.where(hit, values[order][at] * self.row_values[places], 0)
        owner = np.repeat(np.arange(len(rows)), lengths)
        return np.bincount(owner, products, len(rows)).astype(np.float32)


def phrasings_of(
    starts: NDArray[np.int64], ids: NDArray[np.int32], values: NDArray[np.float32], features: int
) -> Phrasings:
    """Build both directions from rows."""
    owner = np.repeat(np.arange(len(starts) - 1, dtype=np.int32), np.diff(starts))
    order = np.argsort(ids, kind="stable")
    feature_starts = np.zeros(features + 1, np.int64)
    np.cumsum(np.bincount(ids, minlength=features), out=feature_starts[1:])
    return Phrasings(starts, ids, values, feature_starts, owner[order], values[order])
