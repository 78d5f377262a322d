"""Tells what the questions of a message ask, and what answers tell of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.conversation.asking_again import REPEAT_TAG
from bot.conversation.followup import asks_after, points_back
from bot.conversation.splitting import amounts_together
from bot.conversation.thresholds import thresholds
from bot.matching import Facets, Matcher, Told, forms_of, read_facets
from bot.model import QUANTITY, Entry
from bot.replies.understood import Act, Understood


class Telling:
    """An answer `tells_something` where it is no small talk. A question `names` something besides an amount, `says`
    words of its own, and `points_back` where a word of it stands for what was said before."""

    def __init__(self, matcher: Matcher, entries: Mapping[str, Entry], is_small_talk: Callable[[str], bool]) -> None:
        self._matcher, self._lexicon = matcher, matcher.lexicon
        self._entries, self._is_small_talk = entries, is_small_talk

    def tells_something(self, one: Understood) -> bool:
        return one.answers and not self._is_small_talk(one.id)

    def tells(self, one: Understood, text: str) -> bool:
        """Whether an answer tells most of what a question asks, or the question says nothing of its own."""
        return one.act is Act.FIGURE or self._shares_told(one, text).in_answer >= thresholds().tells_from

    def comes_near(self, one: Understood, text: str) -> bool:
        """Whether an answer, or a way of asking for it, tells most of what a question asks."""
        return self._shares_told(one, text).anywhere >= thresholds().tells_from

    def tells_too(self, one: Understood, text: str, whole: Understood) -> bool:
        """Whether an answer to one question, or a way of asking for it, tells what another asks; or but for one word,
        where the message as a whole is as surely about it as the one question."""
        if amounts_together(whole.text, self._matcher) or self.names_else(one, text):
            return False
        is_near = whole.id == one.id and whole.confidence >= one.confidence
        return self.comes_near(one, text) or (is_near and len(self.says(text)) < 2)

    def amounts_told(self, one: Understood) -> set[str]:
        by = one.figured if one.act is not Act.ANSWER else None
        entry = by.entry if by is not None else self._entries.get(one.id)
        if entry is None:
            return set()
        number = self._matcher.entry_of_id.get(entry.id)
        core = self._matcher.guard.core(number, QUANTITY) if number is not None else ()
        # Of a table one column is told.
        texts = (entry.question, "" if by is not None else entry.answer)
        return {*core, *(value for text in texts for value in self._facets(text).of(QUANTITY))}

    def names_else(self, one: Understood, text: str) -> bool:
        """Whether a question names a thing of which an entry says nothing."""
        entry, guard, kinds = self._matcher.entry_of_id.get(one.id), self._matcher.guard, self._matcher.kinds
        values = self._facets(text).values if entry is not None else ()
        named = (pair for pair in values if pair[0] in kinds.named and pair not in guard.pervasive)
        return entry is not None and any(not guard.speaks_of(entry, *pair) for pair in named)

    def names(self, text: str) -> bool:
        return any(kind != QUANTITY for kind, _ in self._facets(text).values)

    def says(self, text: str) -> tuple[str, ...]:
        return asks_after(self._lexicon.words(text), self._lexicon.language)

    def asks_something(self, text: str) -> bool:
        """Whether it says something of its own, or asks "why"; "do tell me" does neither."""
        return bool(self.says(text) or forms_of(self._lexicon.words(text), self._lexicon.language))

    def asks_about_answer(self, one: Understood) -> bool:
        """Whether it asks for what is shown with every answer ("and the source?")."""
        return one.id in self._entries and REPEAT_TAG in self._entries[one.id].tags

    def points_back(self, text: str) -> bool:
        return points_back(self._lexicon.words(text), self._lexicon.language)

    def _facets(self, text: str) -> Facets:
        return read_facets(self._lexicon.words(text), self._lexicon)

    def _shares_told(self, one: Understood, text: str) -> Told:
        """What an answer tells of the words of a question's own: all where there are none."""
        says, entry = self.says(text), self._matcher.entry_of_id.get(one.id, -1)  # No entry tells nothing.
        return self._matcher.situations.shares_told(says, (entry,))[entry] if says else Told(1.0, 1.0)
