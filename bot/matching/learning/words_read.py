"""Reads the texts of a knowledge base in words: half of its phrasings in the other process."""

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
        # Every second sentence, if a third of its words are unknown. Those added are tested as left-out lines, so no
        # further sentence is asked.
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
