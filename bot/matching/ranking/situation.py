"""Computes the evidence of a conversation for each candidate of a follow-up, as a row.

A follow-up mostly asks for an entry similar or related to the last one, or for more from that entry.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import exp

import numpy as np

from bot.matching.index.arrays import Floats, Ints
from bot.matching.index.known_follow_ups import KnownFollowUps
from bot.matching.language.naming import Lexicon
from bot.matching.ranking.clues import Clue
from bot.matching.ranking.follow_up import FollowUp
from bot.matching.ranking.result import LEAST_SHARE, Ranking
from bot.matching.ranking.telling import WordsTold
from bot.model import SMALL_TALK, Entry

SAYS_MUCH = 3.0  # Weight of words that a clear follow-up has; "price" alone suffices.
_NEAR = 60  # Similar entries that a follow-up is compared with in any case.


@dataclass
class Situations:
    entries: Sequence[Entry]
    lexicon: Lexicon
    kin: Callable[[int], Floats]  # `similar_to`; one turn asks for the same few entries again and again.
    known: KnownFollowUps
    words_told: WordsTold

    def around(self, entry: int) -> set[int]:
        """The entries that are candidates for every follow-up of this one: itself, those alike, those related."""
        nearest = np.argsort(-self.kin(entry)[:-1], kind="stable")[:_NEAR]
        return {entry, *nearest.tolist(), *self.related(entry)}

    def related(self, entry: int) -> tuple[int, ...]:
        """Entries that this one names as related, or that name it."""
        return tuple(dict.fromkeys(self._relatives.get(entry, ())))

    @cached_property
    def _relatives(self) -> dict[int, list[int]]:
        relatives: dict[int, list[int]] = {}
        numbers = {entry.id: number for number, entry in enumerate(self.entries)}
        for number, one in enumerate(self.entries):
            for other in (numbers[id] for id in one.related if id in numbers):
                relatives.setdefault(number, []).append(other)
                relatives.setdefault(other, []).append(number)
        return relatives

    def evidence(self, follow_up: FollowUp, faint: Ranking, entries: Sequence[int]) -> Floats:
        """Return a row for each entry, with a column for each `Clue`. `faint`: the ranking of the follow-up with the
        question before added. A last entry that was only offered counts as one of the others, not as answered."""
        numbers = np.array(entries, np.int64)
        is_nothing, is_last = numbers == len(self.entries), numbers == follow_up.before.entry
        is_answered = is_last & follow_up.before.given
        others = np.flatnonzero(~(is_nothing | is_answered))
        weights = self.words_told.weights(follow_up.asks)
        # These have a place for "nothing", too.
        told, in_answer = (share.take(entries) for share in self.words_told.anywhere_and_in_answer(weights))
        most_told_by_another = told.max(initial=0.0, where=~(is_last | is_nothing))
        vague = np.float32(exp(-sum(weights.values()) / SAYS_MUCH))

        rows = np.zeros((len(entries), len(Clue)), np.float32)
        _fill_of_all(rows, follow_up, faint, entries)
        rows[is_nothing, Clue.EXCHANGEABLE] = bool(follow_up.exchanged)
        rows[is_nothing, Clue.KNOWN] = follow_up.clear.coverage.share

        rows[is_answered, Clue.SAME] = 1
        rows[is_answered, Clue.SAME_TOLD] = in_answer[is_answered]
        rows[is_answered, Clue.SAME_UNTOLD] = most_told_by_another - told[is_answered]
        rows[is_answered, Clue.SAME_DETAIL] = follow_up.detail
        rows[is_answered, Clue.VAGUE_SAME] = vague

        rows[others, Clue.TOLD] = told[others]
        rows[others, Clue.TOLD_IN_ANSWER] = in_answer[others]
        self._fill_nearness(rows, others, numbers, follow_up.before.entry)

        rows[:, Clue.VAGUE_CLEAR] = vague * rows[:, Clue.CLEAR]
        rows[:, Clue.VAGUE_KINSHIP] = vague * rows[:, Clue.KINSHIP]
        return rows

    def _fill_nearness(self, rows: Floats, others: Ints, numbers: Ints, last_number: int) -> None:
        """How near other entries are to the last one."""
        rows[others, Clue.KINSHIP] = self.kin(last_number).take(numbers[others])
        last, related = self.entries[last_number], self.related(last_number)
        for at, number in zip(others.tolist(), numbers[others].tolist(), strict=True):
            entry = self.entries[number]
            rows[at, Clue.RELATED] = number in related
            rows[at, Clue.TOPIC] = entry.topic == last.topic
            rows[at, Clue.FAMILY] = last.series is not None and entry.series == last.series and number != last_number

    def asked_nearly(self, words: Sequence[str], left_out_after: int | None = None) -> dict[int, float]:
        return self.known.asked_nearly([self.lexicon.stem(word) for word in words], left_out_after)

    def asked_exactly(self, words: Sequence[str], after: int) -> int | None:
        return self.known.asked_exactly([self.lexicon.stem(word) for word in words], after)

    def without_small_talk(self, entries: Iterable[int]) -> list[int]:
        return [entry for entry in entries if self.entries[entry].topic != SMALL_TALK]


def _fill_of_all(rows: Floats, follow_up: FollowUp, faint: Ranking, entries: Sequence[int]) -> None:
    """What other rankings and the knowledge base say of all entries."""
    rows[:, Clue.FAINT] = _log_shares((faint,), entries)
    rows[:, Clue.EXCHANGED] = _log_shares(follow_up.exchanged, entries)
    rows[:, Clue.CLEAR] = [exp(share) for share in _log_shares((follow_up.clear,), entries)]
    rows[:, Clue.ASKED_NEARLY] = [follow_up.asked_nearly.get(entry, 0.0) for entry in entries]


def _log_shares(rankings: Collection[Ranking], entries: Sequence[int]) -> list[float]:
    """The logarithm of the best share of each entry over several rankings."""
    best: dict[int, float] = {}
    for ranking in rankings:
        for entry, share in ranking.log_shares().items():
            best[entry] = max(share, best.get(entry, LEAST_SHARE))
    return [best.get(entry, LEAST_SHARE) for entry in entries]
