"""Compares phrasings with a question exactly: a few rows and the question's vector in, their similarities out.

A phrasing's n-grams are those of its words, and phrasings share their words: so each word's n-grams are kept once, and
of a phrasing only which words it has. That is a tenth of what its n-grams would take, and fewer need to be read, too.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.matching.features import Sparse
from bot.matching.packing import Places, Shares, unpack_shares

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Wordings:
    starts: Ints
    """Where the words of each phrasing begin."""
    words: Places
    """Numbers of words, end to end, in any order."""
    scales: Floats
    """What the n-grams of its words are multiplied with, one a phrasing."""
    whole_starts: Ints
    """Where the features of each phrasing begin that are no n-grams: words, pairs and what they stand for."""
    whole_ids: Places
    whole_values: Shares
    gram_starts: Ints
    """Where the n-grams of each word begin."""
    gram_ids: Places
    gram_values: Floats

    def similarities(self, rows: Ints, vector: Sparse) -> Floats:
        """Return the cosine of each row, from 0 to 1."""
        asked = np.zeros(max(1, int(vector[0].max(initial=0)) + 2), np.float32)
        asked[vector[0]] = vector[1]
        places, owners = _within(self.whole_starts, rows)
        found = _times(asked, self.whole_ids, places) * unpack_shares(self.whole_values.take(places))
        sums = np.bincount(owners, found, len(rows))
        places, owners = _within(self.starts, rows)
        words = self.words.take(places)
        likeness = self._likeness(asked, words)
        sums += np.bincount(owners, likeness.take(words), len(rows)) * self.scales.take(rows)
        return sums.astype(np.float32)

    def _likeness(self, asked: Floats, words: Places) -> NDArray[np.float64]:
        """Return how much of what is asked each of the words has in its n-grams, by the numbers of the words."""
        likeness = np.zeros(len(self.gram_starts) - 1)
        likeness[words] = 1
        distinct = np.flatnonzero(likeness)
        places, owners = _within(self.gram_starts, distinct)
        likeness[distinct] = np.bincount(
            owners, _times(asked, self.gram_ids, places) * self.gram_values.take(places), len(distinct)
        )
        return likeness


def _within(starts: Ints, which: Ints) -> tuple[Ints, Ints]:
    """Return the places of all that lies within the parts `which`, and for each its part, counted from 0."""
    firsts = starts.take(which)
    lengths = starts.take(which + 1) - firsts
    owners = np.repeat(np.arange(len(which)), lengths)
    places = (firsts - np.cumsum(lengths) + lengths).take(owners)
    places += np.arange(len(places))
    return places, owners


def _times(asked: Floats, ids: Places, places: Ints) -> Floats:
    # What lies behind the question's last feature is its 0.
    return asked.take(ids.take(places), mode="clip")
