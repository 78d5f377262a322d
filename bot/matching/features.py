"""Turns words into numbers: a tuple of words in, a sparse vector of word and character n-grams out.

Every word counts by how rare it is, both in the knowledge base and in the language at large, and hands that weight to
its character n-grams; so "the" says little in any spelling, and a rare word still says something when it is misspelt.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import log, sqrt
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bot.matching.frequency import CommonWords

SHORTEST, LONGEST = 2, 4
"""Lengths of character n-grams, taken from the word between "<" and ">"."""
FEATURE_LIMIT = 60_000
"""Features kept, the most frequent first. What stands in a single phrasing makes it look unlike all others: without
such features the search finds more (measured: 67 % instead of 64 % of the hardest questions)."""

MEANING_SHARE = 0.7
"""Weight of what a word stands for, beside the word itself."""
_KNOWN_LIMIT = 50_000
"""Words whose part of a vector is remembered."""

Sparse = tuple[NDArray[np.int32], NDArray[np.float32]]
"""Ids of features and their values, without zeros, each id once, of length 1 (or empty)."""


def grams(word: str) -> list[str]:
    if word.isdigit():
        return []
    framed = f"<{word}>"
    return [
        framed[start : start + length]
        for length in range(SHORTEST, LONGEST + 1)
        for start in range(len(framed) - length + 1)
        if length < len(framed)
    ]


def pairs(words: Sequence[str]) -> list[tuple[str, str, str]]:
    """Neighbouring words, and words with one between them, each with the name of the feature."""
    return [
        (first, second, pair_name(first, second, apart))
        for apart in (1, 2)
        for first, second in zip(words, words[apart:], strict=False)
    ]


def pair_name(first: str, second: str, apart: int) -> str:
    return f"{first} {second}" if apart == 1 else f"{first} _ {second}"


def hashes_of(names: Sequence[str]) -> NDArray[np.uint32]:
    return np.array([crc32(name.encode("utf-8", "surrogatepass")) for name in names], np.uint32)


@dataclass(frozen=True, slots=True)
class Known:
    """What a word adds to a vector: its own feature (-1: none) and weight, and its n-grams with theirs."""

    place: int
    weight: float
    gram_ids: NDArray[np.int32]
    gram_values: NDArray[np.float32]


@dataclass(slots=True)
class Features:
    """The features that a knowledge base knows, with their weights."""

    common: CommonWords
    count: int
    """Phrasings that it was learned from."""
    words: dict[str, int]
    """Words of the entries' phrasings, and in how many each stands."""
    keys: NDArray[np.uint32]
    """Sorted CRC-32 of the features' names; a feature's id is its place."""
    rarity: NDArray[np.float32]
    """Inverse document frequency, one a feature."""
    _known: dict[str, Known] = field(default_factory=dict)

    def weight(self, word: str) -> float:
        """From about 0.8 for "the" to about 7 for a word that is rare everywhere."""
        here = log((1 + self.count) / (1 + self.words.get(word, 0))) + 1
        at_large = max(0.3, (8 - self.common.zipf(word)) / 2)
        share = 0.5 + 0.5 / (1 + self.count / 200)
        return float(here ** (1 - share) * at_large**share)

    def vector(self, words: Sequence[str], meanings: Sequence[str] = ()) -> Sparse:
        """`meanings` are what some of the words stand for (names, synonyms); they count like words without letters."""
        if not words:
            return np.zeros(0, np.int32), np.zeros(0, np.float32)
        known = [self.word(word) for word in words]
        sums: dict[int, float] = {}
        for one in known:
            if one.place >= 0:
                sums[one.place] = sums.get(one.place, 0.0) + one.weight
        couples = pairs(words)
        places = self.places(hashes_of([*meanings, *(name for _, _, name in couples)])).tolist()
        for meaning, place in zip(meanings, places, strict=False):
            if place >= 0:
                sums[place] = sums.get(place, 0.0) + MEANING_SHARE * self.weight(meaning)
        weights = {word: one.weight for word, one in zip(words, known, strict=True)}
        for (first, second, _), place in zip(couples, places[len(meanings) :], strict=True):
            if place >= 0:
                sums[place] = sums.get(place, 0.0) + sqrt(weights[first] * weights[second])
        gram_ids, gram_values = _summed(
            np.concatenate([one.gram_ids for one in known]), np.concatenate([one.gram_values for one in known])
        )
        word_ids = np.array(sorted(sums), np.int32)
        word_values = np.array([sums[place] for place in sorted(sums)], np.float32)
        return _joined(word_ids, word_values, gram_ids, gram_values)

    def word(self, word: str) -> Known:
        found = self._known.get(word)
        if found is None:
            weight = self.weight(word)
            names = ["#" + gram for gram in grams(word)]
            places = self.places(hashes_of([word, *names]))
            ids = places[1:][places[1:] >= 0]
            values = self.rarity[ids] * np.float32(weight / sqrt(max(1, len(names))))
            found = Known(int(places[0]), weight, ids.astype(np.int32), values)
            if len(self._known) < _KNOWN_LIMIT:
                self._known[word] = found
        return found

    def places(self, hashes: NDArray[np.uint32]) -> NDArray[np.int64]:
        """Return the features' ids, -1 for those unknown."""
        if len(self.keys) == 0:
            return np.full(len(hashes), -1, np.int64)
        at = np.minimum(np.searchsorted(self.keys, hashes), len(self.keys) - 1)
        return np.where(self.keys[at] == hashes, at, -1)


Worded = tuple[Sequence[str], Sequence[str]]
"""Words of a phrasing, and what some of them stand for."""


def blended(loud: Sparse, faint: Sparse, share: float) -> Sparse:
    """Add `share` of one vector to another, and bring the sum to length 1."""
    ids, values = _summed(np.concatenate([loud[0], faint[0]]), np.concatenate([loud[1], np.float32(share) * faint[1]]))
    return ids, (values / max(float(np.linalg.norm(values)), 1e-9)).astype(np.float32)


def _joined(
    word_ids: NDArray[np.int32],
    word_values: NDArray[np.float32],
    gram_ids: NDArray[np.int32],
    gram_values: NDArray[np.float32],
) -> Sparse:
    """Bring both halves to the same length and the whole to length 1."""
    halves = [values / (sqrt(float(values @ values)) or 1.0) for values in (word_values, gram_values) if len(values)]
    if not halves:
        return word_ids, word_values
    values = np.concatenate(halves) * np.float32(1 / sqrt(len(halves)))
    return np.concatenate([word_ids, gram_ids]), values.astype(np.float32, copy=False)


def _summed(ids: NDArray[np.int32], values: NDArray[np.float32]) -> Sparse:
    """Add up what stands more than once."""
    if len(ids) < 2:
        return ids, values
    order = np.argsort(ids, kind="stable")
    ids, values = ids[order], values[order]
    starts = np.flatnonzero(np.concatenate(([True], ids[1:] != ids[:-1])))
    return ids[starts], np.add.reduceat(values, starts)
