"""Tells how a question's words speak for an entry: tokens in, a log-likelihood ratio an entry out (naive Bayes).

For each word: in what share of the entry's phrasings it stands, against its share in all phrasings. So a common word
counts where an entry is always, or never, asked with it. Words count as stems, and beside them the form of the question
("when", "how many").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.matching.features import hashes_of
from bot.matching.forms import forms_of
from bot.matching.naming import Lexicon

Floats = NDArray[np.float32]

SMOOTHING = 8.0
"""Phrasings that an entry is thought to have beside its own, worded as all others are (measured: 4 to 16 do nearly the
same)."""
_MOST = 6.0
"""What a single word can say for or against an entry."""


@dataclass(frozen=True, slots=True)
class WordModel:
    keys: NDArray[np.uint32]
    """Sorted CRC-32 of the tokens."""
    shares: Floats
    """Share of all phrasings in which each token stands."""
    starts: NDArray[np.int64]
    """Where the entries of each token begin."""
    entries: NDArray[np.int32]
    counts: NDArray[np.int32]
    """In how many phrasings of that entry it stands."""
    sizes: NDArray[np.int32]
    """Phrasings of each entry, "nothing" last."""

    def ratios(self, tokens: Sequence[str], but: int = -1) -> Floats:
        """Return for each entry, and last for "nothing", what the tokens say together: 0 where they say nothing.

        `but`: the entry of which one phrasing, just these tokens, is left out.
        """
        places = self._places(hashes_of(tokens))
        sizes = self.sizes.astype(np.float32)
        if but >= 0:
            sizes[but] -= 1
        absent = np.maximum(np.log(SMOOTHING / (sizes + SMOOTHING)), -_MOST)
        if not len(places):
            return np.zeros(len(sizes), np.float32)
        firsts, lasts = self.starts[places], self.starts[places + 1]
        spans = [slice(*span) for span in zip(firsts.tolist(), lasts.tolist(), strict=True)]
        entries = np.concatenate([self.entries[span] for span in spans])
        counts = np.concatenate([self.counts[span] for span in spans]).astype(np.float32)
        if but >= 0:
            counts[entries == but] -= 1
        shares = np.repeat(self.shares[places], lasts - firsts)
        present = np.log((counts / shares + SMOOTHING) / (sizes[entries] + SMOOTHING))
        gained = np.clip(present, -_MOST, _MOST) - absent[entries]
        ratios: Floats = (len(places) * absent + np.bincount(entries, gained, len(sizes))).astype(np.float32)
        return ratios

    def _places(self, hashes: NDArray[np.uint32]) -> NDArray[np.int64]:
        if not len(self.keys):
            return np.zeros(0, np.int64)
        at = np.minimum(np.searchsorted(self.keys, hashes), len(self.keys) - 1)
        found: NDArray[np.int64] = at[self.keys[at] == hashes]
        return found


def tokens_of(words: Sequence[str], lexicon: Lexicon) -> tuple[str, ...]:
    """The stems of words and the forms of the question, each once."""
    forms = (f"?{form}" for form in forms_of(words)) if lexicon.language == "en" else ()
    return tuple(dict.fromkeys((*(lexicon.stem(word) for word in words), *forms)))


def learn_words(tokens_of_row: Sequence[Sequence[str]], entry_of_row: NDArray[np.int32], nothing: int) -> WordModel:
    numbers: dict[str, int] = {}
    for tokens in tokens_of_row:
        for token in tokens:
            numbers.setdefault(token, len(numbers))
    hashes = hashes_of(list(numbers))
    keys, place_of = np.unique(hashes, return_inverse=True)
    sizes = np.bincount(entry_of_row, minlength=nothing + 1)
    places = np.array([place_of[numbers[token]] for tokens in tokens_of_row for token in tokens], np.int64)
    owners = np.repeat(entry_of_row, [len(tokens) for tokens in tokens_of_row]).astype(np.int64)
    pairs, counts = np.unique(places * (nothing + 1) + owners, return_counts=True)
    totals = np.bincount(places, minlength=len(keys))
    return WordModel(
        keys=keys.astype(np.uint32),
        shares=((totals + 0.5) / max(1, len(entry_of_row))).astype(np.float32),
        starts=np.searchsorted(pairs // (nothing + 1), np.arange(len(keys) + 1)).astype(np.int64),
        entries=(pairs % (nothing + 1)).astype(np.int32),
        counts=counts.astype(np.int32),
        sizes=sizes.astype(np.int32),
    )
