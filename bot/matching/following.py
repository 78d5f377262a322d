"""What speaks for an entry in a follow-up: the entry answered before and the candidates in, their parts for it out.

A follow-up mostly asks for an entry near the one before (see `Kinship`), or for one that is named as related to it, or
for what that entry tells too; and what it does not name ("the price?") is what was spoken of before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.matching.entry_facets import EXACT_KINDS
from bot.matching.facets import TIME_KINDS, Facets
from bot.matching.frequency import CommonWords
from bot.matching.guard import Guard
from bot.matching.kinship import Kinship, near
from bot.matching.naming import Lexicon
from bot.matching.scoring import SITUATION, Candidates, Floats
from bot.matching.text import normalise
from bot.model import SMALL_TALK, Entry

NEARNESS = 8.0
"""What the score of an entry gains in a follow-up, times how near it is to the one before (measured: 6 to 10 do the
same; without it a third of what follow-ups ask for is found no more)."""
RELATED = 1.0
"""The same for an entry that is named as related."""
TOLD = 1.5
"""The same, times the share of the words asked that stand in an entry's phrasings or text."""
HALF_TOLD = 0.5
"""The share where no word says anything of its own ("and then?")."""
AGAIN = 4.0
"""The same for the entry before itself, which may hold what is asked too ("who said that?"); one more where a word
points back."""
ECHO = 0.6
"""How loud the question before still is in a follow-up."""
HEARD = 12
"""Candidates whose texts are looked into."""


@dataclass(frozen=True, slots=True)
class Before:
    """The entry that a follow-up follows."""

    entry: int
    given: bool
    """It was answered, and not only offered."""
    asks: tuple[str, ...] = ()
    """The words of the follow-up that say something of their own."""
    points: bool = False
    """A word of the follow-up points back ("it", "that")."""


class FollowUps:
    def __init__(
        self, entries: Sequence[Entry], lexicon: Lexicon, guard: Guard, common: CommonWords, kinship: Kinship
    ) -> None:
        self._entries = entries
        self._lexicon = lexicon
        self._guard = guard
        self._common = common
        self._kinship = kinship
        self._number = {entry.id: number for number, entry in enumerate(entries)}
        self._asking = np.array([*(entry.topic != SMALL_TALK for entry in entries), True])
        self._relatives: dict[int, list[int]] | None = None
        self._words: dict[int, frozenset[str]] = {}

    def kinship(self, entry: int) -> Floats:
        """How near each entry is to this one, from -1 to 1; the last number is for "nothing"."""
        return self._kinship.of(entry)

    def meant(self, before: Before, named: NDArray[np.bool_]) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
        """Return which of the entries `named` may be meant, and those that are looked at however far off."""
        named = named & self._asking
        return named, np.flatnonzero(near(self.kinship(before.entry), self._related(before.entry)) & named)

    def favour(self, candidates: Candidates, before: Before) -> None:
        """Fill the part of what lies near the entry before."""
        candidates.parts[:, SITUATION] = NEARNESS * self.kinship(before.entry)[candidates.entries]
        candidates.parts[np.isin(candidates.entries, self._related(before.entry)), SITUATION] += RELATED

    def heard(self, ranked: Candidates, before: Before) -> None:
        """Let the texts of the best candidates count, and the entry before stand for itself where it was answered."""
        best = min(HEARD, len(ranked.entries))
        ranked.parts[:best, SITUATION] += TOLD * self.told(before.asks, ranked.entries[:best].tolist())
        if before.given:
            (own,) = np.nonzero(ranked.entries == before.entry)
            ranked.parts[own, SITUATION] = AGAIN + before.points + TOLD * self.told(before.asks, [before.entry])

    def told(self, asks: Sequence[str], entries: Sequence[int]) -> Floats:
        """Return for each entry the share of the words that stand in its phrasings or its text, each by its rarity."""
        stems = {self._lexicon.stem(word): max(0.3, 6.3 - self._common.zipf(word)) for word in asks}
        whole = sum(stems.values())

        def share(entry: int) -> float:
            if not stems or entry >= len(self._entries):
                return HALF_TOLD
            spoken = self._words_of(entry)
            return sum(rarity for stem, rarity in stems.items() if stem in spoken) / whole

        return np.array([share(entry) for entry in entries], np.float32)

    def carried(self, own: Facets, facets: Sequence[tuple[str, str]], entry: int) -> Facets:
        """Carry over what the follow-up does not say itself: of the question before, and else of its entry."""
        kinds = {kind for kind, _ in facets}
        told = {kind: self._guard.core(entry, kind) for kind in (*EXACT_KINDS, "company", "place") if kind not in kinds}
        about = tuple((kind, next(iter(values))) for kind, values in told.items() if len(values) == 1)
        return _with_carried(own, (*facets, *about))

    def _related(self, entry: int) -> tuple[int, ...]:
        """Entries that this one names as related, or that name it."""
        if self._relatives is None:
            self._relatives = {}
            for number, one in enumerate(self._entries):
                for other in (self._number[id] for id in one.related if id in self._number):
                    self._relatives.setdefault(number, []).append(other)
                    self._relatives.setdefault(other, []).append(number)
        return tuple(dict.fromkeys(self._relatives.get(entry, ())))

    def _words_of(self, entry: int) -> frozenset[str]:
        words = self._words.get(entry)
        if words is None:
            one = self._entries[entry]
            text = normalise(" ".join((one.question, *one.phrasings, one.answer)))
            words = self._words[entry] = frozenset(self._lexicon.stem(word) for word in text)
        return words


def _with_carried(own: Facets, before: Sequence[tuple[str, str]]) -> Facets:
    """Carry over what the follow-up does not say itself; ranks and quantities do not carry."""
    kinds = set(own.kinds())
    if kinds & set(TIME_KINDS):
        kinds |= set(TIME_KINDS)
    if "model" in kinds:
        kinds |= {"trim", "generation"}
    carrying = (*EXACT_KINDS, *TIME_KINDS, "place", "company")
    carried = tuple((kind, value) for kind, value in before if kind in carrying and kind not in kinds)
    return Facets(own.values, own.excluded, carried)
