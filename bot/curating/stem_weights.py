"""Weighs the stems of unanswered questions: more where a stem is rare in the language, less where the knowledge base
uses it."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise
from math import log

from bot.matching import is_wide

RAREST = 3.0  # Weight of the rarest word; else one that nobody knows would outweigh all others.
_TELLS_FROM = 0.33  # Words of less weight ("old", "new") tell nothing.
_HELD_POWER = 0.7  # How much less a word weighs that the base holds.


@dataclass(frozen=True, slots=True)
class StemWeights:
    forms: Mapping[str, Set[str]]  # The words of each stem, as the questions spell them.
    rarity: Callable[[str], float]  # Of a word in the language.
    times: Set[str]  # Stems of words such as "month", which tell nothing.
    held: Counter[str]  # In how many ways of asking each stem stands.
    ways_of_asking: int

    def weight(self, stem: str, share: float = 1.0) -> float:
        """The weight of its commonest form. Where words are not spaced (Chinese), a pair of signs weighs as its lighter
        sign, and a single sign half as much. `share`: of the questions in which it stands, which says little of signs:
        each stands in many words."""
        if _is_sign(stem):
            return self._weight(stem) / 2
        if len(stem) == 2 and all(map(_is_sign, stem)):
            return min(map(self._weight, stem))
        return self._weight(stem, share)

    def _weight(self, stem: str, share: float = 1.0) -> float:
        """Its rarity in the language, times (1 - log(1 + held) / log(1 + expected)) ** 0.7.

        `held`: ways of asking in which it stands; `expected`: those in which it would if the base asked for it as often
        as the questions do. A stem that stands in none keeps its weight, one that is held as often has none left.
        """
        if stem in self.times or not any(map(str.isalpha, stem)):
            return 0.0
        weight = min(RAREST, *map(self.rarity, self.forms[stem]))
        weight *= max(0.0, 1 - log(1 + self.held[stem]) / log(1 + self.ways_of_asking * share)) ** _HELD_POWER
        return weight if weight >= _TELLS_FROM else 0.0

    def paired(self, stems: Sequence[str]) -> set[str]:
        """Where no spaces part words, two signs side by side are mostly one; either by itself stands in many others."""
        side_by_side = (one + other for one, other in pairwise(stems) if _is_sign(one) and _is_sign(other))
        pairs = {pair for pair in side_by_side if self.weight(pair)}
        return {*stems}.difference(sign for pair in pairs for sign in pair) | pairs


def _is_sign(word: str) -> bool:
    return len(word) == 1 and is_wide(word)
