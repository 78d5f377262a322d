"""Learns the word model, the facets of entries and their tables, which need words alone.

Nothing that is counted is needed for it, so that it is done beside the counting. Used only to compile an index.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.matching.entry_facets import EntryFacets, read_entries
from bot.matching.exact import Keys, Owners, exact_table
from bot.matching.naming import Lexicon
from bot.matching.word_model import WordModel, learn_words, tokens_of
from bot.model import Entry, Vocabulary

Words = Sequence[str]


@dataclass(frozen=True, slots=True)
class Told:
    facets: tuple[EntryFacets, ...]
    words: WordModel
    pairs: tuple[str, ...]
    """Neighbouring words that stand together at least three times, so that they may be typed as one."""
    exact_keys: Keys
    exact_entries: Owners


@dataclass(frozen=True, slots=True)
class Telling:
    """What is learned from; a `Lexicon` of its own is made from the last three."""

    entries: Sequence[Entry]
    phrasings: Sequence[Sequence[Words]]
    """Of each entry, in words."""
    outside: Sequence[Words]
    """Lines out of scope, in words."""
    entry_of_row: NDArray[np.int32]
    vocabulary: Vocabulary
    language: str
    stems: Mapping[str, str]


def learn_told(telling: Telling) -> Told:
    lexicon = Lexicon(telling.vocabulary, telling.language, telling.stems)
    facets = read_entries(telling.entries, lexicon, telling.phrasings)
    rows = [words for lines in telling.phrasings for words in lines]
    tokens = [tokens_of(words, lexicon) for words in (*rows, *telling.outside)]
    words = learn_words(tokens, telling.entry_of_row, len(telling.entries))
    return Told(facets, words, _pairs(rows), *exact_table(telling.phrasings))


def _pairs(rows: Sequence[Words]) -> tuple[str, ...]:
    counts = Counter(
        f"{first} {second}"
        for words in rows
        for first, second in zip(words, words[1:], strict=False)
        if first.isalpha() and second.isalpha() and len(first) > 2 and len(second) > 2
    )
    return tuple(sorted(pair for pair, count in counts.items() if count >= 3))
