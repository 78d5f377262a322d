"""Tells what the questions of a message ask, and what answers tell of it."""

from collections.abc import Iterable, Mapping, Sequence

from bot.conversation.asking_again import REPEAT_TAG
from bot.conversation.followup import asks_after, points_back
from bot.conversation.splitting import amounts_together
from bot.conversation.thresholds import thresholds
from bot.matching import Facets, Matcher, Told, forms_of, read_facets
from bot.model import QUANTITY, SMALL_TALK, Entry
from bot.replies.weighing.meant import NO_ENTRY
from bot.replies.weighing.understood import ByEntry, ByFigures, Understood

ALL_TOLD = 0.999  # All words of a question, but for rounding.


class Telling:
    """`one` is an answer, `text` a question; those that take both come first."""

    def __init__(self, matcher: Matcher, entries: Mapping[str, Entry]) -> None:
        self._matcher, self._lexicon, self._entries = matcher, matcher.lexicon, entries

    def answer_tells(self, one: Understood, text: str) -> bool:
        """Whether the words of an answer tell most of what is asked, as a figure does."""
        least = thresholds().telling.tells_from
        return isinstance(one.act, ByFigures) or self._shares_told(one, text).in_answer >= least

    def is_on_topic(self, one: Understood, text: str) -> bool:
        """Whether an answer, or a way of asking for it, speaks of most of what is asked."""
        return self._shares_told(one, text).anywhere >= thresholds().telling.tells_from

    def settles_too(self, one: Understood, text: str, whole: Understood) -> bool:
        """Whether the answer `one`, given to another part, also answers `text`; or `text` has at most one word of its
        own, and `whole` is the same answer, no less sure. Of an entry only its answer counts: that it is asked with
        these words does not mean that it answers them. A figure has no text, so its ways of asking count."""
        if amounts_together(whole.text, self._matcher) or self.lacks_thing_named(one, text):
            return False
        is_near = whole.id == one.id and whole.confidence >= one.confidence
        tells = self.is_on_topic(one, text) if isinstance(one.act, ByFigures) else self.answer_tells(one, text)
        return tells or (is_near and len(self.own_words(text)) < 2)

    def lacks_thing_named(self, one: Understood, text: str) -> bool:
        """Whether an entry says nothing of a thing that is named in a question."""
        entry, guard, kinds = self._matcher.entry_of_id.get(one.id), self._matcher.guard, self._matcher.kinds
        named = (pair for pair in self._facets(text).values if pair[0] in kinds.named and pair not in guard.pervasive)
        return entry is not None and any(not guard.speaks_of(entry, *pair) for pair in named)

    def is_informative(self, one: Understood) -> bool:
        return one.answers and (one.id not in self._entries or self._entries[one.id].topic != SMALL_TALK)

    def is_of_table(self, one: Understood) -> bool:
        return isinstance(one.act, ByEntry) and one.id in self._entries and bool(self._entries[one.id].labels)

    def asks_for_source(self, one: Understood) -> bool:
        """Whether it answers what only asks for what every answer shows ("and the source?")."""
        return one.id in self._entries and REPEAT_TAG in self._entries[one.id].tags

    def tells_amounts(self, one: Understood, amounts: Iterable[str]) -> bool:
        """Whether an answer tells all of them; a table does that speaks of them."""
        number, speaks_of = self._matcher.entry_of_id.get(one.id), self._matcher.guard.speaks_of
        if self.is_of_table(one) and number is not None:
            return all(speaks_of(number, QUANTITY, amount) for amount in amounts)
        return self.amounts_told(one).issuperset(amounts)

    def amounts_told(self, one: Understood) -> set[str]:
        by = one.figured if not isinstance(one.act, ByEntry) else None
        entry = by.entry if by is not None else self._entries.get(one.id)
        if entry is None:
            return set()
        number = self._matcher.entry_of_id.get(entry.id)
        core = self._matcher.guard.core(number, QUANTITY) if number is not None else ()
        texts = (entry.question, "" if by is not None else entry.answer)  # Of a table one column is told.
        return {*core, *(value for text in texts for value in self._facets(text).of(QUANTITY))}

    def names_besides_amounts(self, text: str) -> bool:
        return any(kind != QUANTITY for kind, _ in self._facets(text).values)

    def own_words(self, text: str) -> tuple[str, ...]:
        return asks_after(self._lexicon.words(text), self._lexicon.language)

    def has_content(self, text: str) -> bool:
        """Whether it has words of its own, or asks "why"; "do tell me" does neither."""
        return bool(self.own_words(text) or forms_of(self._lexicon.words(text), self._lexicon.language))

    def points_back(self, text: str) -> bool:
        return points_back(self._lexicon.words(text), self._lexicon.language)

    def _facets(self, text: str) -> Facets:
        return read_facets(self._lexicon.words(text), self._lexicon)

    def _shares_told(self, one: Understood, text: str) -> Told:
        """What an answer tells of the words of a question's own: all where there are none."""
        own = self.own_words(text)
        return self.told_of(one.id, own) if own else Told(1.0, 1.0)

    def told_of(self, id: str, words: Sequence[str]) -> Told:
        """What an entry tells of words; a cell that is no entry tells nothing."""
        entry = self._matcher.entry_of_id.get(id, NO_ENTRY)
        return self._matcher.words_told.shares(words, (entry,))[entry]
