"""Weighs the words of a question that the knowledge base knows against those that it does not."""

from collections.abc import Callable, Collection, Container, Sequence
from dataclasses import dataclass

from bot.matching.language.frequency import CommonWords
from bot.matching.language.naming import Lexicon
from bot.matching.language.numbers import is_number

LEAST_KNOWN = 0.25
"""Share of a message that must be known, each word by its rarity, for anything to be answered or offered."""
LEAST_SUBJECT = 0.3  # Weight that the words of a question must have together; "price" alone has more.
_COMPOUNDING = ("de", "nl")  # Languages that write compounds as one word.
_LEAST_BEGUN = 4  # Letters of a stem that identify a compound by its beginning.


class KnownForms:
    """The words known in any form: a base with "park" knows "parking" and, in languages with compounds, "Parkplatz"."""

    def __init__(self, words: Collection[str], lexicon: Lexicon, told: Callable[[str], bool]) -> None:
        """`told`: whether an answer says a word, or a word like it."""
        self._words, self._stem, self._told = words, lexicon.stem, told
        self._stems = frozenset(map(lexicon.stem, words))
        self._compounds = lexicon.language in _COMPOUNDING
        self._begun = frozenset(
            one[:end] for one in self._stems if self._compounds for end in range(_LEAST_BEGUN, len(one))
        )

    def __contains__(self, word: object) -> bool:
        if word in self._words or not isinstance(word, str):
            return word in self._words
        stem = self._stem(word)
        if stem in self._stems or stem in self._begun or self._told(word):
            return True
        return self._compounds and any(stem[:end] in self._stems for end in range(_LEAST_BEGUN, len(stem)))


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a question the knowledge base knows, each word weighted by its rarity in the language."""

    known: float
    unknown: float

    @property
    def has_subject(self) -> bool:
        """Whether more than a date is named ("2025?"), which alone asks for nothing."""
        return self.known + self.unknown >= LEAST_SUBJECT

    @property
    def share(self) -> float:
        return self.known / (self.known + self.unknown) if self.known + self.unknown else 0.0


def coverage_of(
    words: Sequence[str], known: Container[str], common: CommonWords, repairs: Sequence[tuple[str, str]] = ()
) -> Coverage:
    """A word that had to be repaired counts as known by four fifths; a number that is not known says nothing."""
    doubtful = {word for _, better in repairs for word in better.split()}
    of_known, of_unknown = 0.0, 0.0
    for word in words:
        if word not in known and is_number(word):
            continue
        weight = common.weight(word)
        share = 0.0 if word not in known else 0.8 if word in doubtful else 1.0
        of_known += share * weight
        of_unknown += (1 - share) * weight
    return Coverage(of_known, of_unknown)
