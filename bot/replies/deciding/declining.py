"""Recognises questions that the knowledge base declines."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.matching import Lexicon, Ranking, normalise
from bot.model import Entry, Knowledge
from bot.replies.deciding.sayings import Sayings
from bot.replies.deciding.unreadable import READ

_QUESTION = 3  # Words from which on what ends in a question mark asks for something ("Really?" does not).


@dataclass(frozen=True, slots=True)
class _Declined:
    line: str  # What is said in place of an answer.
    says: Sayings
    unless: Sayings
    needs: str | None

    def is_asked(self, words: Sequence[str], lexicon: Lexicon) -> bool:
        if not self.says.found_in(words) or self.unless.found_in(words):
            return False
        return self.needs is None or any(name.kind == self.needs for name in lexicon.names(words))


class Declining:
    def __init__(self, knowledge: Knowledge, lexicon: Lexicon) -> None:
        self._knowledge, self._lexicon = knowledge, lexicon

    @cached_property
    def _all_declined(self) -> tuple[_Declined, ...]:
        disclaimer = self._knowledge.manifest.disclaimer
        each = ((one, one.line.replace("{disclaimer}", disclaimer).strip()) for one in self._knowledge.declines)
        return tuple(_Declined(line, Sayings(one.says), Sayings(one.unless), one.needs) for one, line in each)

    def line(self, text: str, ranking: Ranking, entry: Entry | None = None) -> str:
        """Return what is said where nothing but what is declined is asked for; empty else, and where an entry is asked
        for word for word.

        `entry`: what would be answered; where it speaks of such things itself, it may be.
        """
        if ranking.exact:
            return ""
        words = _as_heard(normalise(text[:READ]), ranking)
        declined = next((one for one in self._all_declined if one.is_asked(words, self._lexicon)), None)
        if declined is None:
            return ""
        if entry is not None and (_asks_more(text[:READ], declined) or self._tells(entry, declined, words)):
            return ""
        return declined.line

    def _tells(self, entry: Entry, declined: _Declined, words: Sequence[str]) -> bool:
        """Whether an entry speaks of what is declined, and of no other things by name than `words` do: its question, or
        two ways of asking for it, for one may do so by the way."""
        named = self._named(words)

        def asks(way: str) -> bool:
            said = normalise(way)
            return declined.is_asked(said, self._lexicon) and self._named(said) <= named

        return asks(entry.question) or sum(map(asks, entry.phrasings)) > 1

    def _named(self, words: Sequence[str]) -> frozenset[tuple[str, str]]:
        return frozenset((name.kind, name.value) for name in self._lexicon.names(words))


def _asks_more(text: str, declined: _Declined) -> bool:
    """Whether something is asked besides, as in "Should I buy one? And what does it cost?"."""
    questions = [part for part in text.split("?")[:-1] if len(part.split()) >= _QUESTION]
    return not all(declined.says.found_in(normalise(part)) for part in questions)


def _as_heard(words: Sequence[str], ranking: Ranking) -> tuple[str, ...]:
    """The words with their spelling repaired, as it was to rank them."""
    repaired = dict(ranking.repairs)
    return tuple(heard for word in words for heard in repaired.get(word, word).split())
