"""Repairs spelling: replaces words that are unknown and rare in the language by words of the knowledge base."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from math import log1p
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.matching.language.frequency import CommonWords
from bot.matching.language.wide import is_wide

COMMON = 3.6  # A word of at least this Zipf frequency is a word of the language, not a mistake.
LONGEST = 24  # Longer strings are no misspelt words.
MOST_UNKNOWN = 16  # Only the first unknown words of a message are repaired: hundreds would hold up everybody.
_OFTEN = 20  # Phrasings from which on a word is used often.
_SHORT = 5  # Letters from which on a word with any mistake may be repaired.
_MORE_EDITS_FROM = (6, 12)  # Letters from which on a second, and a third, may be wrong.
_TRIED = 8  # Known words of each length that are tried, the nearest first.
_PER_EDIT, _PER_OTHER_START = 3, 2  # Cost of a wrong letter, and of one at the start in addition.
_PER_USE, _PER_ZIPF = 0.5, 0.15
"""What speaks for a word: the logarithm of its phrasings, and its Zipf frequency, times these."""
_CACHE_LIMIT = 20_000
_LETTERS = re.compile(r"(?<!\w)[^\W\d_]{4,12}(?!\w)")


class Repaired(NamedTuple):
    words: tuple[str, ...]
    repairs: tuple[tuple[str, str], ...]  # Each repair, as (typed, repaired).


class Speller:
    def __init__(
        self,
        words: Mapping[str, int],
        pairs: frozenset[tuple[str, str]],
        common: CommonWords,
        is_said: Callable[[str], bool] = lambda _: False,
    ) -> None:
        """`words`: how often each known word stands in the ways of asking; `pairs`: neighbours found there; `is_said`:
        whether a word stands anywhere else in the knowledge base, so that it is no mistake."""
        self.known = words
        self._is_said = is_said
        self._pairs = pairs
        self._common = common
        self._by_length: dict[int, list[str]] = {}
        for word in sorted(words):
            if word.isalpha() and len(word) >= 3 and not is_wide(word):
                self._by_length.setdefault(len(word), []).append(word)
        self._repairs: dict[str, tuple[str, ...]] = {}

    def repair(self, words: Sequence[str]) -> Repaired:
        repaired: list[str] = []
        changes: list[tuple[str, str]] = []
        unknown = 0
        for word in words:
            better: tuple[str, ...] = (word,)
            if word not in self.known:
                unknown += 1
                if unknown <= MOST_UNKNOWN and not self._is_said(word):
                    better = self._better(word)
            repaired.extend(better)
            if better != (word,):
                changes.append((word, " ".join(better)))
        return Repaired(tuple(repaired), tuple(changes))

    def repair_in(self, text: str, wanted: Collection[str]) -> str:
        """Return the text with misspelt forms of the `wanted` words repaired."""
        left = MOST_UNKNOWN

        def better(found: re.Match[str]) -> str:
            nonlocal left
            word = found[0].casefold()
            if word in self.known or left <= 0:
                return found[0]
            left -= 1
            # Comparing with a few words is cheap, and most words are near none of them.
            repaired = self._better(word) if _is_near(word, wanted) else (word,)
            return repaired[0] if repaired[0] in wanted else found[0]

        return _LETTERS.sub(better, text)

    def _better(self, word: str) -> tuple[str, ...]:
        """`word`: an unknown one."""
        if not word.isalpha() or not 2 < len(word) <= LONGEST or is_wide(word):
            return (word,)
        if word not in self._repairs:
            if len(self._repairs) >= _CACHE_LIMIT:
                self._repairs.clear()
            self._repairs[word] = self._nearest(word)
        return self._repairs[word]

    def _nearest(self, word: str) -> tuple[str, ...]:
        if self._common.zipf(word) >= COMMON:
            return (word,)
        most = _edits_allowed(word)
        found = [
            (self._cost(word, candidate, edits), candidate)
            for length in range(len(word) - most, len(word) + most + 1)
            for candidate, edits, _ in process.extract(
                word, self._by_length.get(length, ()), scorer=OSA.distance, score_cutoff=most, limit=_TRIED
            )
            if self._is_likely(word, candidate, edits)
        ]
        return (min(found)[1],) if found else self._split(word) or (word,)

    def _is_likely(self, word: str, candidate: str, edits: int) -> bool:
        if len(word) < _SHORT and sorted(word) != sorted(candidate) and not self._lacks_a_letter(word, candidate):
            # A short word is likely another one, unless two letters are swapped or one is missing.
            return False
        is_rarer = self._common.zipf(word) > self._common.zipf(candidate) + 1
        return edits + _has_other_start(word, candidate) <= _edits_allowed(word) and not (is_rarer and edits > 1)

    def _cost(self, word: str, candidate: str, edits: int) -> float:
        """A cost: the lower, the likelier `word` stands for the candidate."""
        likelihood = _PER_USE * log1p(self.known[candidate]) + _PER_ZIPF * self._common.zipf(candidate)
        return _PER_EDIT * edits + _PER_OTHER_START * _has_other_start(word, candidate) - likelihood

    def _lacks_a_letter(self, word: str, candidate: str) -> bool:
        """Whether a short word is an often used one without a letter ("hevy", "hav")."""
        letters = iter(candidate)
        often = self.known[candidate] >= _OFTEN
        return often and len(candidate) == len(word) + 1 and all(letter in letters for letter in word)

    def _split(self, word: str) -> tuple[str, ...] | None:
        """Two known neighbours typed as one word, as in "leftright"."""
        for at in range(2, len(word) - 1):
            if (word[:at], word[at:]) in self._pairs:
                return word[:at], word[at:]
        return None


def _edits_allowed(word: str) -> int:
    return 1 + sum(len(word) >= length for length in _MORE_EDITS_FROM)


def _has_other_start(word: str, candidate: str) -> bool:
    """A wrong first letter is rare, unless the first two changed places."""
    return candidate[0] != word[0] and candidate[:2] != word[1::-1]


def _is_near(word: str, wanted: Collection[str]) -> bool:
    return process.extractOne(word, wanted, scorer=OSA.distance, score_cutoff=_edits_allowed(word)) is not None
