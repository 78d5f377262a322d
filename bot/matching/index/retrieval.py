"""Finds the few hundred phrasings nearest to a question.

An inverted index from features to phrasings. The rarest features of the question are read first, and no more than a
budget of postings in all, so that a question costs nearly the same whatever the size of the knowledge base; what
comes out on top is then compared exactly (see `PhrasingVectors`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from bot.matching.index.quantisation import WHOLE, Places, narrow_places, quantised_shares
from bot.matching.index.sparse import SparseRows, summed_by_row
from bot.matching.language.features import Sparse

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
class PhrasingVectors:
    """The words of all phrasings, which tell their similarities exactly.

    A phrasing's n-grams are those of its words, and phrasings share their words: so each word's n-grams are kept once,
    and of a phrasing only which words it has. That is a tenth of what its n-grams would take.
    """

    tokens: SparseRows
    """By each phrasing its words, numbered, and its features that are no n-grams (words, pairs, what they stand for),
    numbered on from the words; and what the n-grams of a word, or a feature, count in it."""
    grams: SparseRows
    """By each word its n-grams; each has one."""
    size: Ints
    """How many features there are, a single number."""

    def similarities(self, rows: Ints, vector: Sparse) -> Floats:
        """Return the cosine of each row, from 0 to 1; each has something."""
        tokens, values, sizes = self.tokens.take(rows)
        words = len(self.grams)
        worth = np.zeros(words + int(self.size), np.float32)
        asked = worth[words:]
        asked[vector[0]] = vector[1]
        met = np.zeros(len(worth), np.bool_)
        met[tokens] = True
        distinct = np.flatnonzero(met[:words])
        ids, counts, lengths = self.grams.take(distinct)
        worth[distinct] = summed_by_row(asked.take(ids) * counts, lengths)
        return summed_by_row(worth.take(tokens) * values, sizes)


@dataclass(frozen=True, slots=True)
class InvertedIndex:
    """The vectors of all phrasings, feature by feature."""

    count: NDArray[np.int64]
    """How many phrasings there are, a single number."""
    postings: SparseRows
    """By each feature the phrasings in which it stands, and what it weighs there, in steps of 1/65535."""

    def similar(self, vector: Sparse, vectors: PhrasingVectors) -> tuple[Ints, Floats]:
        """Return row numbers and cosine similarities (0 to 1), in the order of the rows; those at 0 are left out."""
        ids, values = vector
        lengths = self.postings.starts.take(ids + 1) - self.postings.starts.take(ids)
        if int(lengths.sum()) <= BUDGET:
            summed, read = self._sums(ids, values)
            found = self._above(0.0, summed, read)
            return found, summed[found].astype(np.float32)
        order = lengths.argsort(kind="stable")
        within = order[: max(1, int(lengths.take(order).cumsum().searchsorted(BUDGET)))]
        rows = self._best(*self._sums(ids.take(within), values.take(within)))
        return rows, vectors.similarities(rows, vector)

    def _sums(self, ids: NDArray[np.int32], values: Floats) -> tuple[NDArray[np.float64], Places]:
        """Read postings; return what each row of the index got, and the rows that got any, some more than once."""
        rows, shares, lengths = self.postings.take(ids)
        weights = shares * np.repeat(values / np.float64(WHOLE), lengths)
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


def inverted_index(matrix: csr_matrix) -> InvertedIndex:
    """`matrix`: the vectors, a row each. Used only to compile an index."""
    by_feature = matrix.tocsc()
    rows = narrow_places(by_feature.indices, matrix.shape[0])
    postings = SparseRows(by_feature.indptr.astype(np.int64), rows, quantised_shares(by_feature.data))
    return InvertedIndex(np.array(matrix.shape[0]), postings)
