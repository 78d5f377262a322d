"""Understands a turn: decides what to do, with all data for the reply.

A message is read once (`Turn`). It may pick a choice, stand for itself (`Standing`) or lean on what was said before
(`Leaning`); it may ask two things, or ask for another unit (`InUnit`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from bot.conversation.choosing import NONE
from bot.conversation.followup import asks_after
from bot.conversation.message import asks_of
from bot.conversation.proposing import repeats
from bot.conversation.queries.reader import FigureReader
from bot.conversation.turn import Turn, read_turn
from bot.matching import Matcher
from bot.model import Context, Question
from bot.replies.converting import Converter
from bot.replies.declining import Declining
from bot.replies.figure_answers import FigureAnswers
from bot.replies.in_unit import InUnit
from bot.replies.leading import Leading
from bot.replies.leaning import Leaning
from bot.replies.standing import Standing
from bot.replies.understood import KNOWN, Act, Understood, context_after
from bot.replies.working import Workings
from bot.replies.writing import Writer

_MOSTLY = 0.5
"""Share of the words of a question, each by its rarity, that an answer to it tells at least."""
_NOTHING_ACCEPTED: Mapping[tuple[str, ...], str | None] = MappingProxyType({})


class Understander:
    def __init__(
        self,
        matcher: Matcher,
        reader: FigureReader,
        writer: Writer,
        accepted: Mapping[tuple[str, ...], str | None] = _NOTHING_ACCEPTED,
    ) -> None:
        """`accepted`: by the words of a question the id of what answers it, or None where nothing may."""
        self._matcher, self._accepted, self._entries = matcher, accepted, writer.entries
        declining = Declining(writer.knowledge, matcher.lexicon)
        figures = FigureAnswers(matcher, reader, writer.tellers)
        self._standing = Standing(matcher, reader, figures, declining)
        workings = Workings(matcher, reader, writer.entries, writer.tellers)
        self.leaning = Leaning(matcher, reader, writer.entries, figures, workings, self._standing, declining)
        converter = Converter(reader, writer.entries, writer.words)
        self._in_unit = InUnit(matcher, reader, writer.entries, converter)
        self._leading, self._words = Leading(matcher), writer.words

    def understand(self, question: Question, context: Context) -> Understood:
        """`question` has its white space folded."""
        turn = read_turn(question, context, self._matcher)
        if turn.picked == NONE:
            return Understood(Act.NONE_MEANT, turn.text, turn.alone, turn.context)
        if turn.picked is not None and turn.context.offered[turn.picked].id in self._entries:
            return Understood(
                Act.ANSWER, "", turn.alone, turn.context, confidence=1.0, id=turn.context.offered[turn.picked].id
            )
        for words in (self._matcher.lexicon.words(question.text), turn.words):
            if words in self._accepted:
                return _as_accepted(turn, self._accepted[words])
        whole = self._whole(question, turn)
        whole = self._both(question, turn, whole) or whole
        return self._in_unit.understand(question, turn, whole, self._part) or whole

    def _whole(self, question: Question, turn: Turn) -> Understood:
        found = (self.leaning if turn.follows else self._standing).understand(question, turn)
        entry = self._entries.get(found.id)
        if (
            found.act is not Act.ANSWER
            or turn.alone.exact
            or entry is None
            or entry.labels
            or self.leaning.is_small_talk(found.id)
        ):
            return found
        line = found.line or (self._words.all_i_have if self._is_said_again(found, turn) else "")
        return replace(found, led=self._leading.led(entry, turn.text), line=line)

    def _is_said_again(self, found: Understood, turn: Turn) -> bool:
        """Whether the last answer answers once more, and tells less than half of what is asked now."""
        again = found.id == turn.context.entry and found.confidence < KNOWN and not repeats(turn, self._matcher)
        return again and not self._tells(found, turn.text)

    def _both(self, question: Question, turn: Turn, whole: Understood) -> Understood | None:
        """Two questions of one message, each answered for itself; None where it asks one."""
        asked = asks_of(question.text, turn.language)
        if len(asked) < 2 or turn.alone.exact:
            return None
        first = self._part(replace(question, text=asked[0]), turn.context)
        context = self._after(first, question, turn.context)
        then = replace(question, text=asked[1])
        second = self._part(then, context)
        if second.answers and second.id == first.id and not self._tells(second, asked[1]):
            second = self._part(then, Context())
        halves = [half for half in (first, second) if half.answers and not self.leaning.is_small_talk(half.id)]
        ids = {half.id for half in halves}
        # A whole that is surer than its halves asks for one thing, told with its circumstances.
        sure = min((half.confidence for half in halves), default=0.0)
        if whole.answers and whole.id not in ids and whole.confidence >= sure:
            return None
        if len(ids) == 2:
            return replace(first, second=second)
        if len(halves) == 1 and (not whole.answers or whole.id == halves[0].id):
            untold, other = (asked[1], second) if halves[0] is first else (asked[0], first)
            return replace(halves[0], untold=untold, untold_line=other.line if other.act is Act.UNKNOWN else "")
        return None

    def _part(self, question: Question, context: Context) -> Understood:
        return self._whole(question, read_turn(question, context, self._matcher))

    def _tells(self, one: Understood, asked: str) -> bool:
        """Whether an answer tells most of what a question asks, or the question says nothing of its own."""
        lexicon = self._matcher.lexicon
        asks = asks_after(lexicon.words(asked), lexicon.language)
        entry = self._matcher.entry_of_id.get(one.id, -1)
        told = self._matcher.followups.situations.shares_told(asks, (entry,))[entry][1]
        return one.act is Act.FIGURE or not asks or told >= _MOSTLY

    def _after(self, one: Understood, question: Question, context: Context) -> Context:
        entry = self._entries.get(one.id)
        if entry is None or not one.answers:
            return context
        return context_after(context, entry, one.text, one.facets, question.asked_at)


def _as_accepted(turn: Turn, id: str | None) -> Understood:
    if id is None:
        return Understood(Act.UNKNOWN, turn.text, turn.alone, turn.context)
    return Understood(Act.ANSWER, turn.text, turn.alone, turn.context, confidence=1.0, id=id)
