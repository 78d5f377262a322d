"""Computes the evidence of a conversation for each candidate of a follow-up, as a row.

A follow-up mostly asks for an entry similar or related to the last one, or for more from that entry. A thing that it
does not name ("the price?") is the one spoken of before.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import InitVar, dataclass, field
from enum import IntEnum, auto
from functools import lru_cache
from math import exp

import numpy as np
from numpy.typing import NDArray

from bot.matching.index.entry_similarity import EntrySimilarity
from bot.matching.index.known_follow_ups import KnownFollowUps
from bot.matching.index.quantisation import Floats
from bot.matching.index.said_words import SaidWords, Where
from bot.matching.language.frequency import CommonWords
from bot.matching.language.naming import Lexicon
from bot.matching.ranking.result import LEAST_SHARE, Ranking
from bot.model import SMALL_TALK, Entry


class Clue(IntEnum):
    """Kinds of evidence, each a column."""

    FAINT = 0
    """The entry's share when the question before is added to the follow-up."""
    EXCHANGED = auto()
    """Its share when the follow-up's facets replace those of the question before."""
    CLEAR = auto()
    """Its share when the follow-up stands alone."""
    KINSHIP = auto()
    RELATED = auto()
    TOPIC = auto()
    FAMILY = auto()
    """It is of the same series."""
    TOLD = auto()
    """The share of the asked words in its phrasings or its answer."""
    TOLD_IN_ANSWER = auto()
    SAME = auto()
    """It is the entry answered before."""
    SAME_TOLD = auto()
    SAME_UNTOLD = auto()
    SAME_DETAIL = auto()
    """A detail is asked for, as "when"."""
    VAGUE_SAME = auto()
    """SAME, times how little the follow-up says; the next two likewise."""
    VAGUE_CLEAR = auto()
    VAGUE_KINSHIP = auto()
    ASKED_SO = auto()
    """The likeness of a known follow-up that asks for it."""
    EXCHANGEABLE = auto()
    """This and the next are for "nothing" alone."""
    KNOWN = auto()


EVIDENCE = tuple(clue.name.lower().replace("_", " ") for clue in Clue)
SAYS_MUCH = 3.0
"""Weight of words that a clear follow-up has; "price" alone suffices."""
_NEAR = 60
"""Similar entries that a follow-up is compared with in any case."""
_AT_A_TIME = 8
"""Entries whose similarities are cached: those that one turn goes back to."""
HALF_TOLD = 0.5
"""The share for a follow-up without words of its own ("and then?")."""
_ANYWHERE = Where.ASKED | Where.ANSWER


@dataclass(frozen=True, slots=True)
class Before:
    """What a follow-up follows, and what it says."""

    entry: int
    given: bool
    """The entry was answered, not only offered."""
    question: str = ""
    facets: tuple[tuple[str, str], ...] = ()
    """Those of the question before."""
    asks: tuple[str, ...] = ()
    """The content words of the follow-up."""
    detail: bool = False
    """It asks for something that the answer before may hold."""
    exchanged: tuple[Ranking, ...] = ()
    """The question before with the facets of the follow-up, if that is possible."""
    asked_so: Mapping[int, float] = field(default_factory=dict)
    """Entries that known follow-ups with such words ask for, each with the likeness, at most 1."""


@dataclass
class Situations:
    entries: Sequence[Entry]
    lexicon: Lexicon
    common: CommonWords
    kinship: InitVar[EntrySimilarity]
    known: KnownFollowUps
    said: SaidWords
    kin: Callable[[int], Floats] = field(init=False)
    """See `EntrySimilarity.of`."""
    _relatives: dict[int, list[int]] | None = field(default=None, init=False)

    def __post_init__(self, kinship: EntrySimilarity) -> None:
        self.kin = lru_cache(_AT_A_TIME)(kinship.of)

    def around(self, entry: int) -> set[int]:
        """Entries that a follow-up of this one is compared with in any case, itself included."""
        nearest = np.argsort(-self.kin(entry)[:-1], kind="stable")[:_NEAR]
        return {entry, *nearest.tolist(), *self.related(entry)}

    def related(self, entry: int) -> tuple[int, ...]:
        """Entries that this one names as related, or that name it."""
        if self._relatives is None:
            self._relatives = {}
            numbers = {entry.id: number for number, entry in enumerate(self.entries)}
            for number, one in enumerate(self.entries):
                for other in (numbers[id] for id in one.related if id in numbers):
                    self._relatives.setdefault(number, []).append(other)
                    self._relatives.setdefault(other, []).append(number)
        return tuple(dict.fromkeys(self._relatives.get(entry, ())))

    def evidence(self, before: Before, clear: Ranking, faint: Ranking, entries: Sequence[int]) -> Floats:
        """Return entries by kinds of evidence; the entry behind the last is "nothing"."""
        last, nothing = before.entry, len(self.entries)
        faintly, clearly, swapped = _shares((faint,)), _shares((clear,)), _shares(before.exchanged)
        kinship, related = self.kin(last).take(entries).tolist(), set(self.related(last))
        weights = self.weights(before.asks)
        told, in_answer = (self._told(weights, where).take(entries) for where in (_ANYWHERE, Where.ANSWER))
        vague = np.float32(exp(-sum(weights.values()) / SAYS_MUCH))
        others = (np.array(entries) != last) & (np.array(entries) != nothing)
        most = float(told.max(initial=0.0, where=others))
        topic, series = self.entries[last].topic, self.entries[last].series
        rows = np.zeros((len(entries), len(Clue)), np.float32)
        rows[:, Clue.FAINT] = [faintly.get(entry, LEAST_SHARE) for entry in entries]
        rows[:, Clue.EXCHANGED] = [swapped.get(entry, LEAST_SHARE) for entry in entries]
        rows[:, Clue.CLEAR] = [exp(clearly.get(entry, LEAST_SHARE)) for entry in entries]
        rows[:, Clue.ASKED_SO] = [before.asked_so.get(entry, 0.0) for entry in entries]
        for row, entry, near_by, share, in_own in zip(rows, entries, kinship, told, in_answer, strict=True):
            if entry == nothing:
                row[Clue.EXCHANGEABLE] = bool(before.exchanged)
                row[Clue.KNOWN] = clear.coverage.share
            elif entry == last and before.given:
                row[Clue.SAME] = 1
                row[Clue.SAME_TOLD] = in_own
                row[Clue.SAME_UNTOLD] = most - share
                row[Clue.SAME_DETAIL] = before.detail
                row[Clue.VAGUE_SAME] = vague
            else:
                row[Clue.KINSHIP] = near_by
                row[Clue.RELATED] = entry in related
                row[Clue.TOPIC] = self.entries[entry].topic == topic
                row[Clue.FAMILY] = entry != last and series is not None and self.entries[entry].series == series
                row[Clue.TOLD] = share
                row[Clue.TOLD_IN_ANSWER] = in_own
        rows[:, Clue.VAGUE_CLEAR] = vague * rows[:, Clue.CLEAR]
        rows[:, Clue.VAGUE_KINSHIP] = vague * rows[:, Clue.KINSHIP]
        return rows

    def asked_so(self, words: Sequence[str], left_out_after: int | None = None) -> dict[int, float]:
        """See `KnownFollowUps.asked_so`."""
        return self.known.asked_so([self.lexicon.stem(word) for word in words], left_out_after)

    def asked_just_so(self, words: Sequence[str], after: int) -> int | None:
        """See `KnownFollowUps.asked_just_so`."""
        return self.known.asked_just_so([self.lexicon.stem(word) for word in words], after)

    def told(self, asks: Sequence[str], entries: Iterable[int]) -> Floats:
        """Return for each entry the share of the words, weighted by rarity, in its phrasings or answer."""
        return self._told(self.weights(asks), _ANYWHERE)[list(entries)].astype(np.float32)

    def shares_told(self, asks: Sequence[str], entries: Iterable[int]) -> dict[int, tuple[float, float]]:
        """The share of the words in each entry's phrasings or answer, and in its answer alone."""
        weights = self.weights(asks)
        anywhere, in_answer = self._told(weights, _ANYWHERE), self._told(weights, Where.ANSWER)
        return {entry: (float(anywhere[entry]), float(in_answer[entry])) for entry in entries}

    def weights(self, asks: Sequence[str]) -> dict[str, float]:
        """The weight of each word by its stem: above 0, higher for rare words."""
        return {self.lexicon.stem(word): max(0.3, 6.3 - self.common.zipf(word)) for word in asks}

    def _told(self, weights: Mapping[str, float], where: Where) -> NDArray[np.float64]:
        """By the number of the entry; "nothing" and, last, unknown entries (-1) follow."""
        if not weights:
            return np.full(len(self.entries) + 2, HALF_TOLD)
        return np.append(self.said.shares(weights, where), (HALF_TOLD, 0.0))

    def asking(self, entries: Iterable[int]) -> list[int]:
        """Leave out small talk, which is no subject of a conversation."""
        return [entry for entry in entries if self.entries[entry].topic != SMALL_TALK]


def _shares(rankings: Iterable[Ranking]) -> dict[int, float]:
    """The best share of each entry over several rankings."""
    best: dict[int, float] = {}
    for one in rankings:
        for entry, share in one.shares().items():
            best[entry] = max(best.get(entry, LEAST_SHARE), share)
    return best
