"""Finds the few hundred phrasings nearest to a question.

An inverted index leads from features to phrasings. It reads the rarest features of the question first, up to a budget
of postings, so that a question costs nearly the same in a base of any size. The best are then compared exactly.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.matching.index.arrays import WHOLE, Doubles, Floats, Ints, Places, SparseRows
from bot.matching.language.features import Sparse

BUDGET = 10_000  # Postings read a question.
RESCORED = 80  # Phrasings compared exactly if the budget did not suffice.
_SHARES = (0.18, 0.06, 0.0)
"""Shares of the best sum above which phrasings are taken, tried in turn until there are enough."""


@dataclass(frozen=True, slots=True)
class PhrasingVectors:
    """The words of all phrasings, for exact similarities; the n-grams of each word are kept once, in a tenth of the
    memory that those of all phrasings would take."""

    tokens: SparseRows
    """A row a phrasing. Ids below the number of words are words, with the weight of their n-grams; higher ones are
    features (the words themselves, pairs, names, synonyms), with their own weight."""
    grams: SparseRows  # By each word its n-grams; no word is without.
    size: Ints  # How many features there are, a single number.

    def similarities(self, rows: Ints, vector: Sparse) -> Floats:
        """Return the cosine of each row, from 0 to 1; no row is empty."""
        tokens, values, sizes = self.tokens.take(rows)
        of_features = np.zeros(int(self.size), np.float32)
        of_features[vector[0]] = vector[1]
        of_words = np.zeros(len(self.grams), np.float32)
        is_met = np.zeros(len(of_words), np.bool_)
        is_met[tokens[tokens < len(of_words)]] = True
        met = np.flatnonzero(is_met)
        ids, weights, lengths = self.grams.take(met)
        of_words[met] = _summed(of_features.take(ids) * weights, lengths)
        return _summed(np.concatenate((of_words, of_features)).take(tokens) * values, sizes)


def _summed(products: Floats, sizes: Ints) -> Floats:
    """Add up the numbers of each row; no row is empty."""
    return np.add.reduceat(products, sizes.cumsum() - sizes)


@dataclass(frozen=True, slots=True)
class InvertedIndex:
    """The vectors of all phrasings, feature by feature."""

    count: Ints  # How many phrasings there are, a single number.
    postings: SparseRows
    """For each feature the phrasings that have it, and its weight in each, in steps of 1/65535."""

    def similar(self, vector: Sparse, vectors: PhrasingVectors) -> tuple[Ints, Floats]:
        """Return the rows with a cosine above 0, in their order, and these cosines."""
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

    def _sums(self, ids: NDArray[np.int32], values: Floats) -> tuple[Doubles, Places]:
        """Read postings; return the sum of each row, and the rows that were read, with repetitions."""
        rows, shares, lengths = self.postings.take(ids)
        weights = shares * np.repeat(values / np.float64(WHOLE), lengths)
        return np.bincount(rows, weights, len(self)).astype(np.float64, copy=False), rows

    def _best(self, summed: Doubles, read: Places) -> Ints:
        """Return the rows with the highest sums, at most `RESCORED`."""
        most = summed.max(initial=0)
        # Few rows come near the best one; sorting all would take ten times as long.
        for share in _SHARES:
            found = self._above(share * most, summed, read)
            if len(found) >= RESCORED:
                break
        if len(found) > RESCORED:
            found = np.sort(found[np.argpartition(-summed[found], RESCORED)[:RESCORED]])
        return found

    def _above(self, least: float, summed: Doubles, read: Places) -> Ints:
        if len(self) <= 4 * len(read):
            return np.flatnonzero(summed > least)
        found = np.sort(read[summed[read] > least]).astype(np.int64)
        # By hand: `numpy.unique` loads the masked arrays of numpy, a twentieth of a start.
        return found[np.flatnonzero(np.diff(found, prepend=-1))]

    def __len__(self) -> int:
        return int(self.count)
