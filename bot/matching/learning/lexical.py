"""Learns the word model, the facets of entries and their tables, which need words alone.

It needs no features, so it runs beside the counting. Used only to compile an index.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from bot.matching.index.compiled import Layout
from bot.matching.index.entry_facets import EntryFacets, read_entries
from bot.matching.index.exact import ExactTable, learn_exact
from bot.matching.index.word_model import WordModel, learn_words, tokens_of
from bot.matching.language.naming import Lexicon
from bot.matching.learning.worded import WordsRead
from bot.model import Entry, Knowledge, Vocabulary

Words = Sequence[str]


@dataclass(frozen=True, slots=True)
class Lexical:
    facets: tuple[EntryFacets, ...]
    words: WordModel
    pairs: tuple[str, ...]
    """Neighbouring words that stand together at least three times; people may type them as one."""
    exact: ExactTable


@dataclass(frozen=True, slots=True)
class LexicalTask:
    """The last three make a `Lexicon` in the other process."""

    entries: Sequence[Entry]
    phrasings: Sequence[Sequence[Words]]
    """Of each entry, in words."""
    outside: Sequence[Words]
    """Lines out of scope, in words."""
    answers: Sequence[Words]
    """Of each entry, in words; empty unless the base is thin."""
    entry_of_row: NDArray[np.int32]
    vocabulary: Vocabulary
    language: str
    stems: Mapping[str, str]


def lexical_task(entries: Sequence[Entry], knowledge: Knowledge, read: WordsRead, layout: Layout) -> LexicalTask:
    words = iter(words for words, _ in read.rows)
    return LexicalTask(
        entries,
        [list(islice(words, size)) for size in layout.rows_of_entry[:-1].tolist()],
        [words for words, _ in read.outside],
        [read.lexicon.words(entry.answer) for entry in entries] if read.is_thin else [],
        layout.entry_of_row,
        knowledge.vocabulary,
        knowledge.manifest.language,
        read.lexicon.stems(),
    )


def learn_lexical(task: LexicalTask) -> Lexical:
    lexicon = Lexicon(task.vocabulary, task.language, task.stems, bool(task.answers))
    facets = read_entries(task.entries, lexicon, task.phrasings)
    rows = [words for lines in task.phrasings for words in lines]
    tokens = [tokens_of(words, lexicon) for words in (*rows, *task.outside)]
    told = [tokens_of(words, lexicon) for words in task.answers]
    owners = np.concatenate([task.entry_of_row, np.arange(len(told), dtype=np.int32)])
    words = learn_words([*tokens, *told], owners, len(task.entries))
    return Lexical(facets, words, _pairs(rows), learn_exact(task.phrasings))


def _pairs(rows: Sequence[Words]) -> tuple[str, ...]:
    counts = Counter(
        f"{first} {second}"
        for words in rows
        for first, second in zip(words, words[1:], strict=False)
        if first.isalpha() and second.isalpha() and len(first) > 2 and len(second) > 2
    )
    return tuple(sorted(pair for pair, count in counts.items() if count >= 3))
