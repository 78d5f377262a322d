"""Tells how much of the words of a question each entry tells, in its phrasings or its answer."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from bot.matching.index.arrays import Doubles, Floats
from bot.matching.index.said_words import SaidWords, Where
from bot.matching.language.frequency import ORDINARY, CommonWords
from bot.matching.language.naming import Lexicon

HALF_TOLD = 0.5  # The share for a follow-up without words of its own ("and then?").
_LEAST_WEIGHT = 0.3  # Weight of the commonest words; others weigh the more the rarer they are.
_ANYWHERE = Where.ASKED | Where.ANSWER


class Told(NamedTuple):
    """The share of the asked words, weighted by rarity, that an entry tells."""

    anywhere: float  # In its phrasings or its answer.
    in_answer: float


@dataclass(frozen=True, slots=True)
class WordsTold:
    count: int  # Of entries.
    lexicon: Lexicon
    common: CommonWords
    said: SaidWords

    def anywhere(self, asks: Sequence[str], entries: Iterable[int]) -> Floats:
        """Return the `anywhere` of `shares`, as an array."""
        return self._shares(self.weights(asks), _ANYWHERE)[list(entries)].astype(np.float32)

    def shares(self, asks: Sequence[str], entries: Iterable[int]) -> dict[int, Told]:
        """`entries`: -1 stands for no entry, whose share is 0. Without words, all shares are `HALF_TOLD`."""
        anywhere, in_answer = self.anywhere_and_in_answer(self.weights(asks))
        return {entry: Told(float(anywhere[entry]), float(in_answer[entry])) for entry in entries}

    def anywhere_and_in_answer(self, weights: Mapping[str, float]) -> tuple[Doubles, Doubles]:
        """The shares of all entries, then of "nothing", and last of no entry."""
        return self._shares(weights, _ANYWHERE), self._shares(weights, Where.ANSWER)

    def weights(self, asks: Sequence[str]) -> dict[str, float]:
        """The weight of each word by its stem: above 0, higher for rare words."""
        return {self.lexicon.stem(word): max(_LEAST_WEIGHT, ORDINARY - self.common.zipf(word)) for word in asks}

    def _shares(self, weights: Mapping[str, float], where: Where) -> Doubles:
        if not weights:
            return np.full(self.count + 2, HALF_TOLD)
        of_nothing, of_none = HALF_TOLD, 0.0
        return np.append(self.said.shares(weights, where), (of_nothing, of_none))
