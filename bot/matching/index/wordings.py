"""Compares phrasings with a question exactly: a few rows and the question's vector in, their similarities out.

A phrasing's n-grams are those of its words, and phrasings share their words: so each word's n-grams are kept once, and
of a phrasing only which words it has. That is a tenth of what its n-grams would take, and fewer need to be read, too.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.matching.index.packing import Places
from bot.matching.language.features import Sparse

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Wordings:
    starts: Ints
    """Where what makes a phrasing begins."""
    tokens: Places
    """Its words, numbered, and its features that are no n-grams (words, pairs, what they stand for), numbered on from
    the words; end to end."""
    values: Floats
    """What the n-grams of a word, or a feature, count in its phrasing."""
    gram_starts: Ints
    """Where the n-grams of each word begin; each has one."""
    gram_ids: Places
    gram_values: Floats
    size: Ints
    """How many features there are, a single number."""

    def similarities(self, rows: Ints, vector: Sparse) -> Floats:
        """Return the cosine of each row, from 0 to 1; each has something."""
        places, starts = _within(self.starts, rows)
        tokens = self.tokens.take(places)
        words = len(self.gram_starts) - 1
        worth = np.zeros(words + int(self.size), np.float32)
        asked = worth[words:]
        asked[vector[0]] = vector[1]
        met = np.zeros(len(worth), np.bool_)
        met[tokens] = True
        distinct = np.flatnonzero(met[:words])
        worth[distinct] = self._likeness(asked, distinct)
        products = worth.take(tokens) * self.values.take(places)
        return np.add.reduceat(products, starts)

    def _likeness(self, asked: Floats, words: Ints) -> Floats:
        """Return how much of what is asked each of the words has in its n-grams."""
        places, starts = _within(self.gram_starts, words)
        products = asked.take(self.gram_ids.take(places)) * self.gram_values.take(places)
        return np.add.reduceat(products, starts) if len(words) else products


def _within(starts: Ints, which: Ints) -> tuple[Ints, Ints]:
    """Return the places of all that lies within the parts `which`, and where each part begins among them."""
    firsts = starts.take(which)
    lengths = starts.take(which + 1) - firsts
    ends = lengths.cumsum()
    begins = ends - lengths
    places = np.repeat(firsts - begins, lengths)
    places += np.arange(len(places))
    return places, begins
