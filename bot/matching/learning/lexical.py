"""Reads the texts of an index in words, and learns from these alone: word model, facets of entries, exact phrasings.

Half of the reading and all of the learning run in the other process, beside the counting of features.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from importlib.resources import files
from typing import NamedTuple

import numpy as np

from bot.matching.index.entry_facets import EntryFacets, read_entries
from bot.matching.index.exact import ExactTable, learn_exact
from bot.matching.index.word_model import WordModel, learn_words, tokens_of
from bot.matching.language.features import Worded
from bot.matching.language.frequency import CommonWords, common_words
from bot.matching.language.naming import Lexicon
from bot.matching.language.reading import concepts_of
from bot.model import Entry, Knowledge, Vocabulary, base_language
from bot.worker import Worker

Words = Sequence[str]
FEW_OUT_OF_SCOPE = 40  # With fewer lines out of scope, everyday sentences are added.


class WordsRead(NamedTuple):
    """A knowledge base in words."""

    lexicon: Lexicon
    rows: list[Worded]  # The phrasings of all entries, end to end.
    outside: list[Worded]  # The lines out of scope: those of the base, then everyday sentences.
    added: int  # How many of these are everyday sentences.
    everyday: list[Worded]  # Those that are asked and are no lines.
    common: Future[CommonWords]

    @property
    def lines(self) -> list[Worded]:
        """The rows of the index: phrasings, then lines out of scope."""
        return [*self.rows, *self.outside]


def read_words(knowledge: Knowledge, is_thin: bool, aside: Worker) -> WordsRead:
    """Read the second half of the phrasings, and the common words of the language, `aside`."""
    vocabulary, language = knowledge.vocabulary, knowledge.manifest.language
    texts = [text for entry in knowledge.entries for text in entry.ways]
    half = len(texts) // 2
    second = aside.submit(_read_aside, tuple(texts[half:]), vocabulary, language)
    common = aside.submit(common_words, language)
    lexicon = Lexicon(vocabulary, language, thin=is_thin)
    first = [_worded(text, lexicon) for text in texts[:half]]
    rest, stems = second.result()
    lexicon.know(stems)
    rows = [*first, *rest]
    outside = [_worded(text, lexicon) for text in knowledge.out_of_scope]
    asked = everyday_lines(language)
    if len(outside) < FEW_OUT_OF_SCOPE:
        inside = {word for row in rows for word in row.words}
        # Each second one, if a third of its words are unknown; they are left out themselves, so that no other is asked.
        added = (_worded(text, lexicon) for text in asked[::2])
        outside += [line for line in added if 3 * sum(word not in inside for word in line.words) >= len(line.words)]
        asked = ()
    everyday = [_worded(text, lexicon) for text in asked]
    return WordsRead(lexicon, rows, outside, len(outside) - len(knowledge.out_of_scope), everyday, common)


def _read_aside(texts: Sequence[str], vocabulary: Vocabulary, language: str) -> tuple[list[Worded], Mapping[str, str]]:
    """Return what each text says, and the stems of its words."""
    lexicon = Lexicon(vocabulary, language)
    return [_worded(text, lexicon) for text in texts], lexicon.stems()


def _worded(text: str, lexicon: Lexicon) -> Worded:
    words = lexicon.words(text)
    return Worded(words, concepts_of(lexicon.names(words), lexicon.synonyms(words)))


def everyday_lines(language: str) -> tuple[str, ...]:
    """Return sentences that hardly any knowledge base answers; none if the language has no list."""
    file = files("bot.matching.learning") / f"everyday.{base_language(language)}.txt"
    if not file.is_file():
        return ()
    return tuple(line for line in file.read_text("utf-8").splitlines() if line and not line.startswith("#"))


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
    own_outside: int,
    answers: Sequence[Words],
    lexicon: Lexicon,
) -> Lexical:
    """`phrasings` and `answers`: of each entry, the answers only in a thin base; `outside`: lines out of scope, the
    first `own_outside` of which are those of the base."""
    facets = read_entries(entries, lexicon, phrasings)
    rows = [words for lines in phrasings for words in lines]
    tokens = [tokens_of(words, lexicon) for words in (*rows, *outside, *answers)]
    entry_numbers = np.arange(len(entries) + 1, dtype=np.int32)
    owners = np.repeat(entry_numbers, [*map(len, phrasings), len(outside)])
    words = learn_words(tokens, np.concatenate([owners, entry_numbers[: len(answers)]]), len(entries))
    return Lexical(facets, words, _pairs(rows), learn_exact(phrasings, outside[:own_outside]))


def _pairs(rows: Sequence[Words]) -> tuple[str, ...]:
    counts = Counter(
        f"{first} {second}"
        for words in rows
        for first, second in zip(words, words[1:], strict=False)
        if first.isalpha() and second.isalpha() and len(first) > 2 and len(second) > 2
    )
    return tuple(sorted(pair for pair, count in counts.items() if count >= 3))
