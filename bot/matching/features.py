"""Turns words into numbers: a tuple of words in, a sparse vector of word and character n-grams out.

Every word counts by how rare it is, both in the knowledge base and in the language at large, and hands that weight to
its character n-grams; so "the" says little in any spelling, and a rare word still says something when it is misspelt.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
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
    near = [(first, second, f"{first} {second}") for first, second in zip(words, words[1:], strict=False)]
    far = [(first, second, f"{first} _ {second}") for first, second in zip(words, words[2:], strict=False)]
    return near + far


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
    _vectors: dict[str, tuple[NDArray[np.int32], NDArray[np.float32], int, float]] = field(default_factory=dict)

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
        known = [self._word(word) for word in words]
        gram_ids = np.concatenate([ids for ids, _, _, _ in known])
        gram_values = np.concatenate([values for _, values, _, _ in known])
        weights = {word: weight for word, (_, _, _, weight) in zip(words, known, strict=True)}
        couples = pairs(words)
        places = self._places([name for _, _, name in couples])
        word_ids = [place for _, _, place, _ in known if place >= 0]
        word_values = [weight for _, _, place, weight in known if place >= 0]
        for meaning, place in zip(meanings, self._places(list(meanings)), strict=True):
            if place >= 0:
                word_ids.append(int(place))
                word_values.append(MEANING_SHARE * self.weight(meaning))
        for (first, second, _), place in zip(couples, places, strict=True):
            if place >= 0:
                word_ids.append(int(place))
                word_values.append(sqrt(weights[first] * weights[second]))
        return _joined(np.array(word_ids, np.int32), np.array(word_values, np.float32), gram_ids, gram_values)

    def _word(self, word: str) -> tuple[NDArray[np.int32], NDArray[np.float32], int, float]:
        found = self._vectors.get(word)
        if found is None:
            weight = self.weight(word)
            names = ["#" + gram for gram in grams(word)]
            places = self._places([word, *names])
            ids = places[1:][places[1:] >= 0]
            scale = weight / sqrt(max(1, len(names)))
            values = (self.rarity[ids] * scale).astype(np.float32)
            found = (ids.astype(np.int32), values, int(places[0]), weight)
            if len(self._vectors) < 50_000:
                self._vectors[word] = found
        return found

    def _places(self, names: list[str]) -> NDArray[np.int64]:
        """Return the features' ids, -1 for those unknown."""
        hashes = np.array([_hash(name) for name in names], np.uint32)
        if len(self.keys) == 0 or not names:
            return np.full(len(names), -1, np.int64)
        at = np.minimum(np.searchsorted(self.keys, hashes), len(self.keys) - 1)
        return np.where(self.keys[at] == hashes, at, -1)


Worded = tuple[Sequence[str], Sequence[str]]
"""Words of a phrasing, and what some of them stand for."""


def learn_features(phrasings: Sequence[Worded], outside: Sequence[Worded], common: CommonWords) -> Features:
    """Learn from the entries' phrasings and from lines `outside` of the scope, whose words do not become known."""
    words: Counter[str] = Counter()
    counts: Counter[int] = Counter()
    hashes: dict[str, list[int]] = {}
    for phrasing, meanings in phrasings:
        words.update({*phrasing, *meanings})
    for phrasing, meanings in (*phrasings, *outside):
        distinct = set(phrasing)
        counts.update(_hash(meaning) for meaning in set(meanings))
        seen: set[int] = {_hash(name) for _, _, name in pairs(phrasing)}
        for word in distinct:
            if word not in hashes:
                hashes[word] = [_hash(word), *(_hash("#" + gram) for gram in grams(word))]
            seen.update(hashes[word])
        counts.update(seen)
    kept = sorted(key for key, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:FEATURE_LIMIT])
    rarity = [log((1 + len(phrasings)) / (1 + counts[key])) + 1 for key in kept]
    return Features(common, len(phrasings), dict(words), np.array(kept, np.uint32), np.array(rarity, np.float32))


def matrix_rows(features: Features, phrasings: Iterable[Worded]) -> tuple[NDArray[np.int64], Sparse]:
    """Return the phrasings' vectors as the rows of a CSR matrix: offsets, then ids and values end to end."""
    rows = [features.vector(words, meanings) for words, meanings in phrasings]
    offsets = np.zeros(len(rows) + 1, np.int64)
    np.cumsum([len(ids) for ids, _ in rows], out=offsets[1:])
    if not rows:
        return offsets, (np.zeros(0, np.int32), np.zeros(0, np.float32))
    return offsets, (np.concatenate([ids for ids, _ in rows]), np.concatenate([values for _, values in rows]))


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
    """Add up what stands more than once, and bring both halves to the same length and the whole to length 1."""
    parts = [_summed(ids, values) for ids, values in ((word_ids, word_values), (gram_ids, gram_values)) if len(ids)]
    if not parts:
        return np.zeros(0, np.int32), np.zeros(0, np.float32)
    ids = np.concatenate([ids for ids, _ in parts])
    values = np.concatenate([values / (np.linalg.norm(values) or 1) for _, values in parts]) / sqrt(len(parts))
    return ids.astype(np.int32), values.astype(np.float32)


def _summed(ids: NDArray[np.int32], values: NDArray[np.float32]) -> Sparse:
    if not len(ids):
        return ids, values
    order = np.argsort(ids, kind="stable")
    ids, values = ids[order], values[order]
    starts = np.flatnonzero(np.diff(ids, prepend=-1))
    return ids[starts], np.add.reduceat(values, starts)


def _hash(name: str) -> int:
    return crc32(name.encode("utf-8", "surrogatepass"))
