"""Reads the texts that an index is compiled from: the words, names and synonyms of each.

Half of this runs in the other process, since it takes as long as most of the learning.
"""

from collections.abc import Callable, Mapping, Sequence
from importlib.resources import files

from bot.matching.language.features import Worded
from bot.matching.language.naming import Lexicon
from bot.matching.language.reading import meanings_of
from bot.model import Vocabulary
from bot.worker import Worker


def worded(text: str, lexicon: Lexicon) -> Worded:
    words = lexicon.words(text)
    return words, meanings_of(lexicon.names(words), lexicon.synonyms(words))


def begin_to_read(
    texts: Sequence[str], vocabulary: Vocabulary, language: str, aside: Worker
) -> Callable[[Lexicon], list[Worded]]:
    """Begin to read the second half `aside`. The returned function reads the first, and adds the stems of both halves
    to its lexicon.
    """
    half = len(texts) // 2
    second = aside.submit(_read_aside, tuple(texts[half:]), vocabulary, language)

    def read(lexicon: Lexicon) -> list[Worded]:
        first = [worded(text, lexicon) for text in texts[:half]]
        rest, stems = second.result()
        lexicon.know(stems)
        return [*first, *rest]

    return read


def _read_aside(texts: Sequence[str], vocabulary: Vocabulary, language: str) -> tuple[list[Worded], Mapping[str, str]]:
    lexicon = Lexicon(vocabulary, language)
    return [worded(text, lexicon) for text in texts], lexicon.stems()


def everyday_lines(language: str) -> tuple[str, ...]:
    """Return sentences that hardly any knowledge base answers; none if the language has no list."""
    file = files("bot.matching.learning") / f"everyday.{language.split('-')[0].casefold()}.txt"
    if not file.is_file():
        return ()
    return tuple(line for line in file.read_text("utf-8").splitlines() if line and not line.startswith("#"))
