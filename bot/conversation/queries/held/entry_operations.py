"""Reads which operations an entry is asked for, and how usual those of a question are for it."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

from bot.conversation.queries.words.asked import Asked
from bot.conversation.queries.words.cues import operations_in
from bot.conversation.queries.words.language import Language
from bot.conversation.queries.words.said import exact_places
from bot.figures import Operation
from bot.matching import Lexicon
from bot.model import Entry

_ASKED_SHARE = 0.12
"""Share of an entry's ways of asking that must ask for an operation so that it answers it: a few may by chance. Less
than half of this gives more wrong answers, twice as much the same."""


class EntryOperations:
    """Remembers what it has read of the entry."""

    def __init__(self, entry: Entry, lexicon: Lexicon, language: Language | None) -> None:
        self._entry, self._lexicon, self._language = entry, lexicon, language

    def unusual_weight(self, asked: Asked) -> float:
        """How strongly a question asks for an operation, by how few of the entry's ways of asking do."""
        unusual = (one.weight * (1 - self._asked_shares.get(one.operation, 0.0)) for one in asked.cues.asked_for)
        return max(unusual, default=0.0)

    def is_surely_untold(self, asked: Asked, among: Collection[Operation], weight: float) -> bool:
        """Whether one of these is asked for with this weight, and the entry is not asked for any, nor says any."""
        asks = {one.operation: one.weight for one in asked.cues.asked_for if one.operation in among}
        if max(asks.values(), default=0.0) < weight:
            return False
        return (self.usual | self._asked_by(self._lexicon.words(self._entry.answer))).isdisjoint(asks)

    @cached_property
    def usual(self) -> frozenset[Operation]:
        """What the entry is asked for in its question, or often in its other ways of asking."""
        return self._asked_in[0].union(one for one, share in self._asked_shares.items() if share >= _ASKED_SHARE)

    @cached_property
    def _asked_shares(self) -> Mapping[Operation, float]:
        """By operation, the share of the entry's ways of asking that ask for it."""
        counts = Counter(operation for way in self._asked_in for operation in way)
        return {one: count / len(self._asked_in) for one, count in counts.items()}

    @cached_property
    def _asked_in(self) -> tuple[frozenset[Operation], ...]:
        """The operations of each way of asking."""
        return tuple(map(self._asked_by, self.ways))

    @cached_property
    def ways(self) -> tuple[tuple[str, ...], ...]:
        """The words of each way of asking for the entry, its question first."""
        return tuple(map(self._lexicon.words, self._entry.ways))

    def _asked_by(self, words: Sequence[str]) -> frozenset[Operation]:
        if self._language is None:
            return frozenset()
        return operations_in(words, self._language, exact_places(self._lexicon.names(words), self._lexicon))
