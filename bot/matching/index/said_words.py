"""Tells which words of a question each entry says: in its phrasings, its answer or its labels."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import IntFlag, auto

import numpy as np
from numpy.typing import NDArray

from bot.matching.index.arrays import Doubles, Ints, SparseRows, narrow_places, sparse_rows
from bot.matching.language.naming import Lexicon
from bot.matching.language.ngrams import hashes_of, places_in
from bot.model import Entry


class Where(IntFlag):
    """Where an entry says a word."""

    ASKED = auto()  # In its question or another way of asking.
    ANSWER = auto()
    LABEL = auto()


@dataclass(frozen=True, slots=True)
class SaidWords:
    count: Ints  # How many entries there are, a single number.
    keys: NDArray[np.uint32]  # Sorted CRC-32 of the stems of all words.
    entries: SparseRows  # By each stem the entries that say it, and where.

    def shares(self, weights: Mapping[str, float], where: Where) -> Doubles:
        """Return for each entry the weighted share of the stems that it says there; `weights` is not empty."""
        places = places_in(self.keys, hashes_of(list(weights)))
        known = places >= 0
        entries, said, sizes = self.entries.take(places[known])
        word_weights = np.repeat(np.array(list(weights.values()))[known], sizes)
        there = (said & where) > 0
        return np.bincount(entries[there], word_weights[there], int(self.count)) / sum(weights.values())

    def holds(self, stem: str) -> bool:
        """Whether any entry says it."""
        return bool(places_in(self.keys, hashes_of([stem]))[0] >= 0)

    def say_any(self, lines: Sequence[Collection[str]]) -> NDArray[np.bool_]:
        """Return lines of stems by entries: whether the entry says one of the stems anywhere."""
        places = places_in(self.keys, hashes_of([stem for line in lines for stem in line]))
        numbers = np.repeat(np.arange(len(lines)), [len(line) for line in lines])[places >= 0]
        entries, _, sizes = self.entries.take(places[places >= 0])
        said = np.zeros((len(lines), int(self.count)), np.bool_)
        said[np.repeat(numbers, sizes), entries] = True
        return said


def learn_said(entries: Sequence[Entry], ways: Sequence[Sequence[Sequence[str]]], lexicon: Lexicon) -> SaidWords:
    """`ways`: the phrasings of each entry, in words."""
    said: dict[str, dict[int, int]] = {}
    for number, (entry, asked) in enumerate(zip(entries, ways, strict=True)):
        lines_of = {
            Where.ASKED: asked,
            Where.ANSWER: [lexicon.words(entry.answer)],
            Where.LABEL: [lexicon.words(label) for label in entry.labels],
        }
        for where, lines in lines_of.items():
            for stem in {lexicon.stem(word) for words in lines for word in words}:
                by = said.setdefault(stem, {})
                by[number] = by.get(number, 0) | where
    keys, rows = np.unique(hashes_of(list(said)), return_inverse=True)
    found = sorted((row, *pair) for row, by in zip(rows.tolist(), said.values(), strict=True) for pair in by.items())
    row_of, numbers, wheres = np.array(found, np.int64).reshape(-1, 3).T
    return SaidWords(
        np.array(len(entries)),
        keys.astype(np.uint32),
        sparse_rows(row_of, len(keys), narrow_places(numbers, len(entries)), wheres.astype(np.uint8)),
    )
