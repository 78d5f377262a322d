"""Understands a turn: decides what to do, with all data for the reply.

A message is read once (`Turn`). It may pick a choice, ask one thing (`OneQuestion`) or several (`Several`), ask for
another unit (`InUnit`), or say something before its question. An answer that was given before is told again
(`Repeating`) only where nothing else is meant.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from bot.conversation.followup import LONG
from bot.conversation.queries.reader import FigureReader
from bot.conversation.thresholds import EVEN, thresholds
from bot.conversation.turn import Turn, read_turn, without_complaint
from bot.matching import Matcher
from bot.model import Context, Question
from bot.replies.deciding.catalogue import Catalogue
from bot.replies.turns.leaning import Leaning
from bot.replies.turns.one_question import OneQuestion
from bot.replies.turns.out_of_scope import unanswerable
from bot.replies.turns.picked_choices import of_picked
from bot.replies.turns.remarks import without_remarks
from bot.replies.turns.repeating import Repeating
from bot.replies.turns.several import Several
from bot.replies.turns.shared import Shared
from bot.replies.turns.standing import Standing
from bot.replies.units.in_unit import InUnit
from bot.replies.weighing.understood import AskBack, ByEntry, Caveat, NotKnown, Understand, Understood

_NOTHING_NEW = (Caveat.SAID_BEFORE, Caveat.NOTHING_BEYOND)


class Understander:
    def __init__(
        self,
        matcher: Matcher,
        reader: FigureReader,
        catalogue: Catalogue,
        accepted: Mapping[tuple[str, ...], str | None] = MappingProxyType({}),
    ) -> None:
        """`accepted`: by the words of a question the id of what answers it, or None where nothing may."""
        self._matcher, self._accepted, self._catalogue = matcher, accepted, catalogue
        shared = Shared.of(matcher, reader, catalogue)
        self._declining, self._standing = shared.declining, Standing(shared)
        self.leaning = Leaning(shared)  # `benchmarks.fit_readings` weighs the readings of a turn by it.
        self._one = OneQuestion(shared, self._standing, self.leaning)
        self._in_unit = InUnit(matcher, reader, catalogue.entries)
        self._several = Several(matcher, catalogue.entries, reader)
        self._repeating = Repeating(matcher, catalogue.entries, shared.leading, reader)

    def understand(self, question: Question, context: Context) -> Understood:
        """The first of these that holds:

        1. It picks some of the choices that were offered, or none.
        2. It is accepted, word for word.
        3. Nothing answers it, whatever comes near.
        4. Its parts, or it as one question; if that is only the last answer again, what it may mean besides.

        `question` has its white space folded.
        """
        question, complained_of = without_complaint(question, context, self._matcher)
        turn = read_turn(question, context, self._matcher, complained_of)
        if turn.picked is not None:
            return of_picked(turn.picked, question, turn, self._catalogue, self._several.telling, self.understand)
        for words in (self._matcher.lexicon.words(question.text), turn.words):
            if words in self._accepted:
                id = self._accepted[words]
                act = NotKnown() if id is None else ByEntry(id)
                return Understood(act, turn.text, turn.alone, turn.context, confidence=float(bool(id)))
        outside = unanswerable(question, turn, self._matcher, self._declining)
        if outside is not None:
            return outside
        found = self._in_parts(question, turn)
        if not _answers_only_again(found, turn):
            return found
        other = self._in_parts(question, replace(turn, not_again=found.id))
        return other if _is_worth_more(other) else found

    def _in_parts(self, question: Question, turn: Turn) -> Understood:
        one = self._as_one(question, turn)
        return self._several.weigh(question, turn, one, self._anew(self._as_one, turn.not_again))

    def _anew(self, understand: Callable[[Question, Turn], Understood], not_again: str) -> Understand:
        """The same for a question that is no turn yet."""
        return lambda question, context: understand(question, read_turn(question, context, self._matcher, not_again))

    def _as_one(self, question: Question, turn: Turn) -> Understood:
        """A message as one question: without remarks before it, in the unit that it asks for, and with its caveat.

        If it was given before, the first of these: what answers the message by itself, what it may mean besides, the
        answer with its caveat. Only `one` still names the answer where a line stands in the stead of `qualified`.
        """
        written = self._one.understand(question, turn)
        asked = without_remarks(question, turn, written, self._matcher, self._one.understand) or written
        one = self._in_unit.understand(question, turn, asked, self._anew(self._one.understand, turn.not_again)) or asked
        qualified = self._repeating.qualified(one, turn)
        if qualified.caveat not in _NOTHING_NEW:
            return qualified
        alone = self._alone_in_place_of_repeat(question, turn, qualified)
        return alone or self._other_than_given(question, turn, one) or qualified

    def _alone_in_place_of_repeat(self, question: Question, turn: Turn, again: Understood) -> Understood | None:
        """What answers the message as it stands, in place of the last answer once more, which tells little of it."""
        telling = self._several.telling
        if turn.says_that_it_leans or telling.answer_tells(again, turn.text):
            return None
        alone = self._standing.understand(question, turn)
        is_new = telling.is_informative(alone) and alone.id not in turn.context.answered
        return alone if is_new and alone.confidence >= EVEN and telling.answer_tells(alone, turn.text) else None

    def _other_than_given(self, question: Question, turn: Turn, given: Understood) -> Understood | None:
        """What a message that says much may mean but the answer `given` before; a choice, where that is not likely."""
        if len(turn.words) < LONG or given.confidence >= thresholds().following.long_again_from:
            return None
        other = self._one.understand(question, replace(turn, not_again=given.id))
        if _is_worth_more(other):
            return other
        return given.nothing_beyond(self._matcher.words.nothing_beyond)


def _answers_only_again(found: Understood, turn: Turn) -> bool:
    """Whether the last answer is all that comes of a message that asks something else, too."""
    is_again = isinstance(found.act, ByEntry) and found.act.result is None and found.id == turn.context.entry
    return is_again and found.second is None and bool(found.untold)


def _is_worth_more(other: Understood) -> bool:
    """Whether what a message may mean besides is more than an answer that was given before."""
    return isinstance(other.act, AskBack) or (other.answers and other.confidence >= EVEN)
