"""Learns from words alone: word model, facets of entries, exact phrasings. Runs in the other process while this one
counts features."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.matching.index.entry_facets import EntryFacets
from bot.matching.index.entry_reading import read_entries
from bot.matching.index.exact import ExactTable, learn_exact
from bot.matching.index.tokens import tokens_of
from bot.matching.index.word_model import WordModel, learn_words
from bot.matching.language.naming import Lexicon
from bot.model import Entry

Words = Sequence[str]


@dataclass(frozen=True, slots=True)
class Lexical:
    facets: tuple[EntryFacets, ...]
    words: WordModel
    pairs: tuple[str, ...]  # Neighbouring words that stand together at least three times; people may type them as one.
    exact: ExactTable


def learn_lexical(
    entries: Sequence[Entry],
    phrasings: Sequence[Sequence[Words]],
    outside: Sequence[Words],
    everyday: Sequence[Words],
    answers: Sequence[Words],
    lexicon: Lexicon,
) -> Lexical:
    """`phrasings` and `answers`: of each entry, the answers only in a thin base; `outside`: the lines out of scope of
    the base; `everyday`: the sentences added to these."""
    facets = read_entries(entries, lexicon, phrasings)
    rows = [words for lines in phrasings for words in lines]
    tokens = [tokens_of(words, lexicon) for words in (*rows, *outside, *everyday, *answers)]
    entry_numbers = np.arange(len(entries) + 1, dtype=np.int32)
    owners = np.repeat(entry_numbers, [*map(len, phrasings), len(outside) + len(everyday)])
    words = learn_words(tokens, np.concatenate([owners, entry_numbers[: len(answers)]]), len(entries))
    return Lexical(facets, words, _pairs(rows), learn_exact(phrasings, outside))


def _pairs(rows: Sequence[Words]) -> tuple[str, ...]:
    counts = Counter(
        f"{first} {second}"
        for words in rows
        for first, second in zip(words, words[1:], strict=False)
        if first.isalpha() and second.isalpha() and len(first) > 2 and len(second) > 2
    )
    return tuple(sorted(pair for pair, count in counts.items() if count >= 3))
