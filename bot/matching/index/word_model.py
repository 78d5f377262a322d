"""Tells how much each word of a question speaks for an entry, as log-likelihood ratios (naive Bayes).

The ratio compares a word's share among the entry's phrasings with its share among all, so a common word counts too, if
an entry is always or never asked with it. Forms of questions ("when", "how many") count like words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.matching.index.arrays import Floats, Ints, SparseRows, narrow_places, sparse_rows
from bot.matching.language.ngrams import hashes_of, places_in

SMOOTHING = 8.0  # Average phrasings that are added to each entry (measured: 4 to 16 do nearly the same).
_MOST = 6.0  # What a single word can say for or against an entry.


class WordEvidence(NamedTuple):
    """What the tokens of a question say for each entry and, last, for "nothing"."""

    ratios: Floats  # The sum of their log-likelihood ratios.
    said: Floats  # The share of their weights that the entry's phrasings hold.


@dataclass(frozen=True, slots=True)
class WordModel:
    keys: NDArray[np.uint32]  # Sorted CRC-32 of the tokens.
    shares: Floats  # Share of all phrasings in which each token stands.
    gains: SparseRows
    """For each token the entries whose phrasings hold it, and by how much it raises the ratio of each."""
    counts: NDArray[np.int32]  # For each gain the number of the entry's phrasings that hold the token.
    sizes: NDArray[np.int32]  # Phrasings of each entry, "nothing" last.
    absent: Floats  # What a word says for each entry that does not hold it.

    def tells(self, tokens: Sequence[str]) -> bool:
        """Whether an entry, not "nothing", says one of them."""
        found = places_in(self.keys, hashes_of(tokens))
        entries, _, _ = self.gains.take(found[found >= 0])
        return bool((entries < len(self.sizes) - 1).any())

    def ratios(self, tokens: Sequence[str]) -> Floats:
        return self.read(tokens, np.zeros(len(tokens), np.float32)).ratios

    def read(self, tokens: Sequence[str], weights: Floats) -> WordEvidence:
        return self._read(*self._known(tokens, weights))

    def _known(self, tokens: Sequence[str], weights: Floats) -> tuple[Ints, Floats]:
        """Return the places of the known tokens, and for each the part that it has of the weight of all tokens."""
        found = places_in(self.keys, hashes_of(tokens))
        return found[found >= 0], weights[found >= 0] / max(float(weights.sum()), 1e-9)

    def _read(self, places: Ints, parts: Floats) -> WordEvidence:
        entries, gains, lengths = self.gains.take(places)
        ratios: Floats = len(places) * self.absent + np.bincount(entries, gains, len(self.sizes))
        said = np.bincount(entries, np.repeat(parts, lengths), len(self.sizes))
        return WordEvidence(ratios.astype(np.float32), said.astype(np.float32))

    def read_without_one(self, tokens: Sequence[str], weights: Floats, entry: int) -> WordEvidence:
        """The same as if this entry lacked the phrasing that consists of these tokens."""
        places, parts = self._known(tokens, weights)
        others = self._said_besides(places, entry)
        places, parts = places[others], parts[others]
        evidence = self._read(places, parts)
        evidence.ratios[entry], evidence.said[entry] = self._of_one_less(entry, places, parts)
        return evidence

    def _said_besides(self, places: Ints, entry: int) -> NDArray[np.bool_]:
        """Whether each token is known without one phrasing of this entry: another one holds it, of any entry."""
        firsts = self.gains.starts[places]
        single = self.gains.starts[places + 1] - firsts == 1
        alone: NDArray[np.bool_] = single & (self.gains.ids[firsts] == entry) & (self.counts[firsts] == 1)
        return ~alone

    def _of_one_less(self, entry: int, places: Ints, parts: Floats) -> tuple[float, float]:
        """The ratio and the share said for an entry without one phrasing, which holds all these tokens. The shares of
        all phrasings stay: one of so many changes them little."""
        entries, _, lengths = self.gains.take(places)
        (own,) = np.nonzero(entries == entry)
        at, _ = self.gains.places(places)
        size, counts = self.sizes[entry] - 1, self.counts[at[own]] - 1
        shares, own_parts = np.repeat(self.shares[places], lengths)[own], np.repeat(parts, lengths)[own]
        ratio = len(places) * absent_of(size) + gains_of(counts, shares, size).sum()
        return ratio, own_parts[counts > 0].sum()


def absent_of(sizes: NDArray[np.integer]) -> Floats:
    """The ratio of a word for an entry of so many phrasings, none of which holds it."""
    absent: Floats = np.maximum(np.log(np.float32(SMOOTHING) / (sizes + np.float32(SMOOTHING))), -_MOST)
    return absent


def gains_of(counts: NDArray[np.integer], shares: Floats, sizes: NDArray[np.integer]) -> Floats:
    """What the ratio of a word gains if so many phrasings of an entry, and such a share of all phrasings, hold it."""
    present = np.log((counts / shares + SMOOTHING) / (sizes + SMOOTHING))
    return (np.clip(present, -_MOST, _MOST) - absent_of(sizes)).astype(np.float32)


def learn_words(tokens_of_row: Sequence[Sequence[str]], entry_of_row: NDArray[np.int32], nothing: int) -> WordModel:
    tokens = list(dict.fromkeys(token for row in tokens_of_row for token in row))
    keys, place_of = np.unique(hashes_of(tokens), return_inverse=True)
    place_of_token = dict(zip(tokens, place_of.tolist(), strict=True))
    places = np.array([place_of_token[token] for row in tokens_of_row for token in row], np.int64)
    owners = np.repeat(entry_of_row, [len(row) for row in tokens_of_row]).astype(np.int64)
    # A number for each pair of a token and an entry.
    pairs, counts = np.unique(places * (nothing + 1) + owners, return_counts=True)
    place_of_pair, entry_of_pair = np.divmod(pairs, nothing + 1)
    sizes = np.bincount(entry_of_row, minlength=nothing + 1)
    shares = ((np.bincount(places, minlength=len(keys)) + 0.5) / max(1, len(entry_of_row))).astype(np.float32)
    return WordModel(
        keys=keys.astype(np.uint32),
        shares=shares,
        gains=sparse_rows(
            place_of_pair,
            len(keys),
            narrow_places(entry_of_pair, nothing + 1),
            gains_of(counts, shares[place_of_pair], sizes[entry_of_pair]),
        ),
        counts=counts.astype(np.int32),
        sizes=sizes.astype(np.int32),
        absent=absent_of(sizes).astype(np.float32),
    )
