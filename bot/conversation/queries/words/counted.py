"""Reads what a question counts: bikes by "how many new bikes", or times."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from bot.conversation.queries.words.language import Language
from bot.conversation.queries.words.said import things_in
from bot.matching import Lexicon

_BEHIND = 3  # Words behind "how many" among which stands what is counted: "how many more red bikes".


@dataclass(frozen=True, eq=False)
class Counted:
    _words: Sequence[str]
    _lexicon: Lexicon
    _language: Language
    _timed_places: Collection[int]

    @cached_property
    def first_places(self) -> frozenset[int]:
        """Of the words right behind "how many"."""
        how_many = self._language.words["how_many"]
        return frozenset(at for at, word in enumerate(self._words[:-1], 1) if word in how_many)

    @cached_property
    def first(self) -> frozenset[str]:
        """The stems of these words: "red" of "how many red bikes"."""
        return things_in(self._words, self._lexicon, self.first_places)

    @cached_property
    def things(self) -> frozenset[str]:
        """Stems of the words close behind "how many" and numbers: "red" and "bike", one of which is counted."""
        how_many, words = self._language.words["how_many"], enumerate(self._words)
        leads = {at for at, word in words if word in how_many or (word.isdecimal() and at not in self._timed_places)}
        return things_in(self._words, self._lexicon, {at + step for at in leads for step in range(1, _BEHIND + 1)})

    @property
    def time(self) -> str:
        """The time in which it is asked how long something took: "week" of "how many weeks" and "in weeks"."""
        before, stem = self._language.words["how_many_of"] | self._language.words["into"], self._lexicon.stem
        times = {stem(word): time for word, time in self._language.per.items()}
        found = (times.get(stem(word), "") for lead, word in pairwise(self._words) if lead in before)
        return next(filter(None, found), "")
