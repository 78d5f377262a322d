"""The frequency of words in the language at large, on the Zipf scale (7 "the", 3 "banana")."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from math import log10
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bot.matching.language.native import native_of
from bot.matching.language.ngrams import hashes_of, places_in
from bot.matching.language.text import normalise
from bot.matching.language.times import is_time
from bot.model import base_language

TABLE_SIZE = 40_000
RARE = 2.0  # Zipf frequency of all words beyond the `TABLE_SIZE` most common ones: about one in ten million.
_STEP = 0.05
ORDINARY = 6.3  # Zipf frequency of words that say nothing of a subject, such as "this".
_LEAST_RARITY, _STEEPNESS = 0.05, 1.5
"""The rarity that the commonest words have, and the power that makes rare words weigh far more."""


@dataclass(frozen=True, slots=True)
class CommonWords:
    """A table of hashes and one byte each, so that a question needs no word list of the language."""

    hashes: NDArray[np.uint32]  # Sorted CRC-32 of the words in UTF-8.
    steps: NDArray[np.uint8]  # Zipf frequency in steps of 0.05.
    _zipfs: dict[str, float] = field(default_factory=dict, compare=False, repr=False)

    def zipf(self, word: str) -> float:
        """From `RARE` to 8; digits count as rare, a single sign of Chinese as everyday."""
        known = self._zipfs.get(word)
        if known is None:
            at = int(places_in(self.hashes, hashes_of([word]))[0])
            known = max(RARE, float(self.steps[at]) * _STEP) if at >= 0 else RARE
            if len(self._zipfs) < TABLE_SIZE:
                self._zipfs[word] = known
        return known

    def weight(self, word: str) -> float:
        """How much a word says of a subject: from 0.01 for "the" to 9 for a rare word; 0 for times."""
        return 0.0 if is_time(word) else max(_LEAST_RARITY, ORDINARY - self.zipf(word)) ** _STEEPNESS


@cache
def common_words(language: str) -> CommonWords:
    """Build the table with wordfreq; empty where it does not know the language. Used only to compile an index."""
    from wordfreq import available_languages, get_frequency_dict, top_n_list

    language = base_language(language)
    if language not in available_languages():
        return CommonWords(np.zeros(0, np.uint32), np.zeros(0, np.uint8))
    # The whole list: for a single word, wordfreq needs a tokenizer for Chinese, Japanese and Korean.
    shares = get_frequency_dict(language)
    frequencies = {word: round(log10(shares[word]) + 9, 2) for word in top_n_list(language, TABLE_SIZE)}
    # Times are read in English words, which are as common as those of the language.
    frequencies |= dict.fromkeys(native_of(language).spelt, ORDINARY)
    return table_of((normal, zipf) for word, zipf in frequencies.items() for normal in normalise(word))


def table_of(frequencies: Iterable[tuple[str, float]]) -> CommonWords:
    """Build a table from words and their Zipf frequencies; for a word that stands twice the highest counts."""
    best: dict[int, int] = {}
    for word, zipf in frequencies:
        key = crc32(word.encode("utf-8", "surrogatepass"))
        best[key] = max(best.get(key, 0), round(zipf / _STEP))
    keys = sorted(best)
    return CommonWords(np.array(keys, np.uint32), np.array([best[key] for key in keys], np.uint8))
