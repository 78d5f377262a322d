"""Understands a turn: decides what to do, with all data for the reply.

A message is read once (`Turn`). It may pick a choice (`PickedChoices`), ask one thing (`OneQuestion`) or several
(`Several`), ask for another unit (`InUnit`), or say something before its question. An answer that was given before is
told again (`Repeating`) only where nothing else is meant (`InsteadOfRepeat`).
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from bot.conversation.queries.reader import FigureReader
from bot.conversation.turn import Turn, read_turn, without_complaint
from bot.matching import Matcher
from bot.model import Context, Question
from bot.replies.deciding.catalogue import Catalogue
from bot.replies.turns.instead_of_repeat import InsteadOfRepeat, is_worth_more
from bot.replies.turns.leaning import Leaning
from bot.replies.turns.one_question import OneQuestion
from bot.replies.turns.out_of_scope import unanswerable
from bot.replies.turns.picked_choices import PickedChoices
from bot.replies.turns.remarks import without_remarks
from bot.replies.turns.repeating import Repeating
from bot.replies.turns.several import Several
from bot.replies.turns.shared import Shared
from bot.replies.turns.standing import Standing
from bot.replies.units.in_unit import InUnit
from bot.replies.weighing.understood import ByEntry, NotKnown, Understand, Understood


class Understander:
    def __init__(
        self,
        matcher: Matcher,
        reader: FigureReader,
        catalogue: Catalogue,
        accepted: Mapping[tuple[str, ...], str | None] = MappingProxyType({}),
    ) -> None:
        """`accepted`: by the words of a question the id of what answers it, or None where nothing may."""
        self._matcher, self._accepted = matcher, accepted
        shared = Shared.of(matcher, reader, catalogue)
        self._declining, standing = shared.declining, Standing(shared)
        self.leaning = Leaning(shared)  # `benchmarks.fit_readings` weighs the readings of a turn by it.
        self._one = OneQuestion(shared, standing, self.leaning)
        self._in_unit = InUnit(matcher, reader, catalogue.entries)
        self._repeating, self._instead_of_repeat = Repeating(shared), InsteadOfRepeat(shared, self._one, standing)
        self._several, self._picked_choices = Several(shared), PickedChoices(shared)

    def understand(self, question: Question, context: Context) -> Understood:
        """The first of these that holds:

        1. It picks some of the choices that were offered, or none.
        2. It is accepted, word for word.
        3. Nothing answers it, whatever comes near.
        4. It is one question, or each of its parts is.

        `question` has its white space folded.
        """
        question, complained_of = without_complaint(question, context, self._matcher)
        turn = read_turn(question, context, self._matcher, complained_of)
        return (
            self._picked_choices.answer(question, turn, self.understand)
            or self._accepted_answer(question, turn)
            or unanswerable(question, turn, self._matcher, self._declining)
            or self._as_one_or_several(question, turn)
        )

    def _accepted_answer(self, question: Question, turn: Turn) -> Understood | None:
        for words in (self._matcher.lexicon.words(question.text), turn.words):
            if words in self._accepted:
                id = self._accepted[words]
                act = NotKnown() if id is None else ByEntry(id)
                return Understood(act, turn.text, turn.alone, turn.context, confidence=float(bool(id)))
        return None

    def _as_one_or_several(self, question: Question, turn: Turn) -> Understood:
        """If that is only the last answer again, and leaves something untold, what else it may mean. Its parts may have
        leaned to that answer as the whole did, so all are understood anew."""
        found = self._weighed(question, turn)
        if not _answers_only_again(found, turn):
            return found
        other = self._weighed(question, replace(turn, not_again=found.id))
        return other if is_worth_more(other) else found

    def _weighed(self, question: Question, turn: Turn) -> Understood:
        return self._several.weigh(question, turn, self._as_one(question, turn), self._of_part(self._as_one, turn))

    def _as_one(self, question: Question, turn: Turn) -> Understood:
        """A message as one question: without remarks before it, in the unit that it asks for, and with what is said
        before its answer, unless something else is meant than an answer that was given before."""
        as_written = self._one.understand(question, turn)
        as_asked = without_remarks(question, turn, as_written, self._matcher, self._one.understand) or as_written
        understand = self._of_part(self._one.understand, turn)
        in_unit = self._in_unit.understand(question, turn, as_asked, understand) or as_asked
        qualified = self._repeating.qualified(in_unit, turn)
        # `qualified` may be a line without an answer; `in_unit` still has the id.
        return self._instead_of_repeat.understand(question, turn, given=in_unit, qualified=qualified)

    def _of_part(self, understand: Callable[[Question, Turn], Understood], turn: Turn) -> Understand:
        """The same for a part of a turn, in any context; the answer that must not come there must not come here."""
        return lambda part, context: understand(part, read_turn(part, context, self._matcher, turn.not_again))


def _answers_only_again(found: Understood, turn: Turn) -> bool:
    """Whether the last answer is all that comes of a message that asks something else, too."""
    is_again = isinstance(found.act, ByEntry) and found.act.result is None and found.id == turn.context.entry
    return is_again and found.second is None and bool(found.untold)
