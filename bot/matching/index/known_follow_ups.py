"""Recognises follow-ups that the knowledge base lists, with the entries that answer them.

A follow-up such as "and theirs?" says too little to be found by its words, so a curator may list it beside an answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log, sqrt

import numpy as np
from numpy.typing import NDArray

from bot.matching.index.arrays import Doubles, Floats, Ints, SparseRows, narrow_places, sparse_rows
from bot.matching.language.naming import Lexicon
from bot.matching.language.ngrams import hashes_of, places_in
from bot.model import Knowledge

_SAME = 0.9999  # Likeness from which on two follow-ups are the same.


@dataclass(frozen=True, slots=True)
class KnownFollowUps:
    keys: NDArray[np.uint32]  # Sorted hashes of the words and pairs of words that stand in them.
    idf: Floats  # The weight of each of these and, behind them, that of an unknown word.
    lines: SparseRows  # By each of these the lines in which it stands, and its weight there.
    lengths: Floats  # The length of each line as a vector.
    entries: NDArray[np.int32]  # The number of the entry that each line asks for; for a cell that of its measure.
    asked: NDArray[np.int32]  # The place of what each line asks for in `Knowledge.askable`.
    after: NDArray[np.int32]  # The entry after which each line is typed.

    def asked_nearly(self, stems: Sequence[str], left_out_after: int | None = None) -> dict[int, float]:
        """Return the entries that lines with some of these words ask for, each with the likeness of its nearest line,
        at most 1. `left_out_after`: the line with exactly these words after that entry does not count."""
        found, alike = self._compared(stems)
        if left_out_after is not None:
            others = (alike < _SAME) | (self.after[found] != left_out_after)
            found, alike = found[others], alike[others]
        best = np.zeros(int(self.entries.max(initial=-1)) + 1)
        np.maximum.at(best, self.entries[found], np.minimum(alike, 1.0))
        asked = np.flatnonzero(best)
        return dict(zip(asked.tolist(), best[asked].tolist(), strict=True))

    def asked_exactly(self, stems: Sequence[str], after: int) -> int | None:
        """Return the number in `asked` that exactly these words ask for after that entry; None if there is none, or if
        they ask for several."""
        found, alike = self._compared(stems)
        asked = set(self.asked[found[(alike >= _SAME) & (self.after[found] == after)]].tolist())
        return asked.pop() if len(asked) == 1 else None

    def _compared(self, stems: Sequence[str]) -> tuple[Ints, Doubles]:
        """Return the lines that have a word in common with these, and their cosine."""
        named = sorted(_names(stems))
        places = places_in(self.keys, hashes_of(named))
        weights = self.idf[np.where(places < 0, len(self.keys), places)]
        length = sqrt(float(np.square(weights, dtype=np.float64).sum()))
        places = places[places >= 0]
        sums = self.lines.dot(places, self.idf[places].astype(np.float64), len(self.entries))
        found = np.flatnonzero(sums)
        return found, sums[found] / (self.lengths[found] * length)


def entry_numbers(knowledge: Knowledge) -> dict[str, int]:
    """The entry of each id. The id of a cell begins with the table's and may go on with the column's:
    "sales:north:2025" has the entry "sales:north" if there is one, else "sales"."""
    numbers = {entry.id: number for number, entry in enumerate(knowledge.entries)}
    for cell in knowledge.cells:
        first, *parts = cell.id.split(":")
        own = [f"{first}:{part}" for part in parts if f"{first}:{part}" in numbers and len(parts) > 1]
        numbers[cell.id] = numbers[own[-1] if own else first]
    return numbers


def learn_follow_ups(knowledge: Knowledge, lexicon: Lexicon) -> KnownFollowUps:
    """Lines that ask for no entry, or an unknown one, are left out."""
    numbers = entry_numbers(knowledge)
    listed = [
        (id, after, _names([lexicon.stem(word) for word in lexicon.words(text)]))
        for after, entry in enumerate(knowledge.entries)
        for id, texts in entry.follow_ups
        if id in numbers
        for text in texts
    ]
    place_of_id = {one.id: place for place, one in enumerate(knowledge.askable)}
    lines = [line for _, _, line in listed]
    names = sorted({name for line in lines for name in line})
    keys = np.unique(hashes_of(names))
    place_of = dict(zip(names, places_in(keys, hashes_of(names)).tolist(), strict=True))
    pairs = sorted((place_of[name], number) for number, line in enumerate(lines) for name in line)
    places, line_of_pair = np.array(pairs, np.int64).reshape(-1, 2).T
    counts = np.bincount(places, minlength=len(keys))
    # An unknown word stands in no line.
    idf = np.array([log((len(lines) + 1) / (count + 0.5)) for count in (*counts.tolist(), 0)], np.float32)
    lengths = [sqrt(sum(float(idf[place_of[name]]) ** 2 for name in line)) or 1.0 for line in lines]
    return KnownFollowUps(
        keys=keys,
        idf=idf,
        lines=sparse_rows(places, len(keys), narrow_places(line_of_pair, len(lines)), idf[places]),
        lengths=np.array(lengths, np.float32),
        entries=np.array([numbers[id] for id, _, _ in listed], np.int32),
        asked=np.array([place_of_id[id] for id, _, _ in listed], np.int32),
        after=np.array([after for _, after, _ in listed], np.int32),
    )


def _names(stems: Sequence[str]) -> set[str]:
    """Words and pairs of neighbours."""
    return {*stems, *map(" ".join, pairwise(stems))}
