"""Compares phrasings with a question exactly: a few rows and the question's vector in, their similarities out.

A phrasing's n-grams are those of its words, and phrasings share their words: so each word's n-grams are kept once, and
of a phrasing only which words it has. That is a tenth of what its n-grams would take, and fewer need to be read, too.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.matching.index.sparse import SparseRows, summed_by_row
from bot.matching.language.features import Sparse

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Wordings:
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
