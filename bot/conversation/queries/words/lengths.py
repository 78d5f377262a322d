"""Reads lengths of time in a question or a label: the 1,620 seconds of "27 minutes"."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from bot.conversation.queries.words.language import SECONDS_IN, Language


@dataclass(frozen=True, eq=False)
class Lengths:
    """What a question says, and as it would be read in other words, such as those of a label."""

    _words: Sequence[str]
    _language: Language
    _stem: Callable[[str], str]

    @cached_property
    def named(self) -> frozenset[float]:
        return self.named_in(self._words)

    def named_in(self, words: Sequence[str]) -> frozenset[float]:
        """The seconds of times with a number or with "first": of "27 minutes" and "first hour", not of "first days"."""
        found = set[float]()
        for before, word in pairwise(words):
            is_first = self._language.ordinals.get(before) == 1 and word in self._language.per
            count = 1.0 if is_first else self._language.number(before)
            if count is not None and self._stem(word) in self.seconds_of:
                found.add(count * self.seconds_of[self._stem(word)])
        return frozenset(found)

    @cached_property
    def places(self) -> frozenset[int]:
        return self.places_in(self._words)

    def places_in(self, words: Sequence[str]) -> frozenset[int]:
        """Where the numbers of times stand, of months and years too: the 3 of "after 3 years" counts nothing else."""
        numbers = (at for at, word in enumerate(words[:-1]) if self._language.number(word) is not None)
        return frozenset(at for at in numbers if self._is_time(words[at + 1]))

    def _is_time(self, word: str) -> bool:
        return self._stem(word) in self.seconds_of or word in self._language.words_of_grains

    @cached_property
    def seconds_of(self) -> Mapping[str, float]:
        """By the stem of each word for a time that is always as long, as "daily"."""
        times = self._language.per.items()
        return {self._stem(word): SECONDS_IN[time] for word, time in times if time in SECONDS_IN}
