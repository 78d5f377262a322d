"""Reads the texts that an index is compiled from: the words, names and synonyms of each.

Half of this runs in the other process, since it takes as long as most of the learning.
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from importlib.resources import files
from typing import NamedTuple

from bot.matching.language.features import Worded
from bot.matching.language.frequency import CommonWords, common_words
from bot.matching.language.naming import Lexicon
from bot.matching.language.reading import concepts_of
from bot.model import Knowledge, Vocabulary, base_language
from bot.worker import Worker

FEW_OUT_OF_SCOPE = 40
"""With fewer lines out of scope, everyday sentences are added."""


class WordsRead(NamedTuple):
    """A knowledge base in words."""

    lexicon: Lexicon
    rows: list[Worded]
    """The phrasings of all entries, end to end."""
    outside: list[Worded]
    everyday: list[Worded]
    common: Future[CommonWords]

    @property
    def lines(self) -> list[Worded]:
        """Those of the rows of the index."""
        return [*self.rows, *self.outside]


def read_words(knowledge: Knowledge, is_thin: bool, aside: Worker) -> WordsRead:
    """Read the second half of the phrasings, and the common words of the language, `aside`."""
    vocabulary, language = knowledge.vocabulary, knowledge.manifest.language
    texts = [text for entry in knowledge.entries for text in (entry.question, *entry.phrasings)]
    half = len(texts) // 2
    second = aside.submit(_read_aside, tuple(texts[half:]), vocabulary, language)
    common = aside.submit(common_words, language)
    lexicon = Lexicon(vocabulary, language, thin=is_thin)
    first = [_worded(text, lexicon) for text in texts[:half]]
    rest, stems = second.result()
    lexicon.know(stems)
    rows = [*first, *rest]
    outside = [_worded(text, lexicon) for text in knowledge.out_of_scope]
    everyday = [_worded(text, lexicon) for text in everyday_lines(language)]
    if len(outside) < FEW_OUT_OF_SCOPE:
        inside = {word for words, _ in rows for word in words}
        # Each second one, so that the others are unseen when all are asked.
        outside += [line for line in everyday[::2] if _is_strange(line, inside)]
    return WordsRead(lexicon, rows, outside, everyday, common)


def _read_aside(texts: Sequence[str], vocabulary: Vocabulary, language: str) -> tuple[list[Worded], Mapping[str, str]]:
    """Return what each text says, and the stems of its words."""
    lexicon = Lexicon(vocabulary, language)
    return [_worded(text, lexicon) for text in texts], lexicon.stems()


def _worded(text: str, lexicon: Lexicon) -> Worded:
    words = lexicon.words(text)
    return words, concepts_of(lexicon.names(words), lexicon.synonyms(words))


def _is_strange(line: Worded, inside: set[str]) -> bool:
    """Whether a third of the words of an everyday sentence are unknown to the knowledge base."""
    return sum(word not in inside for word in line[0]) * 3 >= len(line[0])


def everyday_lines(language: str) -> tuple[str, ...]:
    """Return sentences that hardly any knowledge base answers; none if the language has no list."""
    file = files("bot.matching.learning") / f"everyday.{base_language(language)}.txt"
    if not file.is_file():
        return ()
    return tuple(line for line in file.read_text("utf-8").splitlines() if line and not line.startswith("#"))
