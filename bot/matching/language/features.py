"""Turns a text into a sparse vector of word and character n-grams.

A word weighs more the rarer it is, in the knowledge base and in the language, and its character n-grams share its
weight. So "the" says little in any spelling, and a misspelt rare word still counts.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import log, sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.matching.language.frequency import CommonWords
from bot.matching.language.ngrams import gram_names, hashes_of, pairs, places_in

FEATURE_LIMIT = 60_000
"""Features kept, the most frequent first. Those of a single phrasing only make it look unlike the others."""
CONCEPT_SHARE = 0.7  # Weight of what a word stands for, beside the word itself.
_HIGHEST_ZIPF, _LEAST_AT_LARGE = 8, 0.3
"""The Zipf frequency at which a word would weigh nothing for the language, and what it weighs at least."""
_MANY = 200
"""Phrasings with which the language counts three times as much as the knowledge base; with ever more, equally."""
_KNOWN_LIMIT = 50_000  # Words whose features are cached.

Sparse = tuple[NDArray[np.int32], NDArray[np.float32]]
"""Ids of features and their values, without zeros, each id once, of length 1 (or empty)."""


class Worded(NamedTuple):
    """A phrasing in words."""

    words: tuple[str, ...]
    concepts: tuple[str, ...]  # What its names and synonyms stand for.


@dataclass(frozen=True, slots=True)
class WordVector:
    """What a word adds to a vector: its own feature (-1: none) and weight, and its n-grams with theirs."""

    word: str
    place: int
    weight: float
    gram_ids: NDArray[np.int32]
    gram_values: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class TextVector:
    """A question as a vector, and what that is made of."""

    sparse: Sparse
    without_grams: Sparse  # Its words, pairs of words, names and synonyms.
    words: tuple[WordVector, ...]  # Those that have n-grams.
    shares: NDArray[np.float32]  # By which the n-grams of each of these words are multiplied in the vector.

    @property
    def is_empty(self) -> bool:
        return not len(self.sparse[0])


@dataclass(slots=True)
class Features:
    """The features that a knowledge base knows, with their weights."""

    common: CommonWords
    count: int  # Number of phrasings that it was learned from.
    words: dict[str, int]  # Words of the entries' phrasings, and in how many each stands.
    keys: NDArray[np.uint32]  # Sorted CRC-32 of the features' names; a feature's id is its place.
    idf: NDArray[np.float32]  # Inverse document frequency, one a feature.
    _known: dict[str, WordVector] = field(default_factory=dict)

    def weight(self, word: str) -> float:
        """From about 0.8 for "the" to about 7 for a word that is rare here and in the language."""
        here = log((1 + self.count) / (1 + self.words.get(word, 0))) + 1
        at_large = max(_LEAST_AT_LARGE, (_HIGHEST_ZIPF - self.common.zipf(word)) / 2)
        share = 0.5 + 0.5 / (1 + self.count / _MANY)
        return float(here ** (1 - share) * at_large**share)

    def vector_of(self, words: Sequence[str], concepts: Sequence[str] = ()) -> TextVector:
        """`concepts` count like words without n-grams. `learning.vectors` does the same: change both together."""
        own = [self.word(word) for word in words]
        weights = {one.word: one.weight for one in own}
        couples = pairs(words)
        places = places_in(self.keys, hashes_of([*concepts, *(name for _, _, name in couples)])).tolist()
        sums: defaultdict[int, float] = defaultdict(float)
        for one in own:
            sums[one.place] += one.weight
        for concept, place in zip(concepts, places, strict=False):
            sums[place] += CONCEPT_SHARE * self.word(concept).weight
        for (first, second, _), place in zip(couples, places[len(concepts) :], strict=True):
            if place >= 0:
                sums[place] += sqrt(weights[first] * weights[second])
        sums.pop(-1, None)  # The place of all that is unknown.
        ids = np.array(sorted(sums), np.int32)
        without_grams = ids, np.array([sums[place] for place in ids.tolist()], np.float32)
        spelt = tuple(one for one in own if len(one.gram_ids))
        return _balanced(without_grams, spelt, _summed([(one.gram_ids, one.gram_values) for one in spelt]))

    def word(self, word: str) -> WordVector:
        found = self._known.get(word)
        if found is None:
            weight = self.weight(word)
            names = gram_names(word)
            places = places_in(self.keys, hashes_of([word, *names]))
            ids = places[1:][places[1:] >= 0]
            values = self.idf[ids] * np.float32(weight / sqrt(max(1, len(names))))
            found = WordVector(word, int(places[0]), weight, ids.astype(np.int32), values)
            if len(self._known) < _KNOWN_LIMIT:
                self._known[word] = found
        return found


def blended(loud: TextVector, faint: TextVector, share: float) -> TextVector:
    """Add `share` of one question to another, and bring the sum to length 1."""
    ids, values = _summed([loud.sparse, _times(faint.sparse, share)])
    length = sqrt(float(values @ values)) or 1.0
    return TextVector(
        (ids, values / np.float32(length)),
        _times(_summed([loud.without_grams, _times(faint.without_grams, share)]), 1 / length),
        (*loud.words, *faint.words),
        (np.concatenate([loud.shares, np.float32(share) * faint.shares]) / length).astype(np.float32),
    )


def _balanced(without_grams: Sparse, words: tuple[WordVector, ...], grams: Sparse) -> TextVector:
    """Bring both halves to the same length and the whole to length 1, as `learning.vectors` does."""
    lengths = [sqrt(float(values @ values)) for _, values in (without_grams, grams)]
    halves = sqrt(sum(length > 0 for length in lengths)) or 1.0
    scale, gram_scale = (1 / (length * halves) if length else 0.0 for length in lengths)
    without_grams, grams = _times(without_grams, scale), _times(grams, gram_scale)
    sparse = np.concatenate([without_grams[0], grams[0]]), np.concatenate([without_grams[1], grams[1]])
    return TextVector(sparse, without_grams, words, np.full(len(words), gram_scale, np.float32))


def _times(vector: Sparse, share: float) -> Sparse:
    return vector[0], vector[1] * np.float32(share)


def _summed(vectors: Sequence[Sparse]) -> Sparse:
    ids = np.concatenate([np.zeros(0, np.int32), *(ids for ids, _ in vectors)])
    values = np.concatenate([np.zeros(0, np.float32), *(values for _, values in vectors)])
    order = np.argsort(ids, kind="stable")
    ids, values = ids.take(order), values.take(order)
    starts = np.flatnonzero(np.diff(ids, prepend=-1))
    return ids.take(starts), np.add.reduceat(values, starts)
