"""Takes a message apart: into the two or three questions that it asks, each understood for itself."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal, NamedTuple

from bot.conversation.exchanging import exchanged
from bot.conversation.message import question_with_more, separate_questions
from bot.conversation.pieces import pieces_of
from bot.conversation.splitting import amounts_together, of_each
from bot.conversation.turn import Turn
from bot.figures import Operation
from bot.model import QUANTITY, Question
from bot.replies.deciding.named import full_name
from bot.replies.figure_queries.works_out import works_out_last
from bot.replies.turns.parts_in_turn import Message, Part, PartsInTurn
from bot.replies.turns.shared import Shared
from bot.replies.weighing.understood import ByFigures, Caveat, Understand, Understood

_BETWEEN = frozenset({Operation.DIFFERENCE, Operation.RATIO})
_Way = Literal["questions", "things", "amounts"]  # As told in `TakingApart.take_apart`.


class Apart(NamedTuple):
    way: _Way
    parts: Sequence[Part]

    @property
    def is_into_questions(self) -> bool:
        """Whether the message asks several questions, rather than one of several things or amounts."""
        return self.way == "questions"


class TakingApart:
    def __init__(self, shared: Shared) -> None:
        self._matcher, self._reader = shared.matcher, shared.reader
        self._telling, self._parts = shared.telling, PartsInTurn(shared)

    def take_apart(self, question: Question, turn: Turn, whole: Understood, understand: Understand) -> Apart | None:
        """None where there is nothing to take apart. `whole`: the message, understood as one question. The first of
        these ways that finds parts, so that what asks in full is not split by the things or amounts that it names:

        1. The questions that it asks: "how fast is it, and who built it?".
        2. Its only question, and what a few words behind it ask for: "how far does it go? and the battery".
        3. The question about each thing that is named: "price of the Lark and the Comet".
        4. The question for each amount that is named: "price and range of the Lark".
        """
        if turn.alone.exact:
            return None
        ways = (self._questions, self._question_with_more, self._things, self._amounts)
        message = Message(question, turn, whole, understand)
        return next(filter(None, (apart(message) for apart in ways)), None)

    def _questions(self, message: Message) -> Apart | None:
        asked = separate_questions(message.question.text, message.turn.language)
        by = message.whole.act.figured if isinstance(message.whole.act, ByFigures) else None
        if not asked or (by is not None and works_out_last(asked[-1], by, self._reader)):
            return None
        first, second, *others = self._parts.understand(asked, message)
        return Apart("questions", (self._parts.behind_second(first, second.understood, message), second, *others))

    def _question_with_more(self, message: Message) -> Apart | None:
        """The only question and a few words behind it that ask for more than the whole tells, if all are answered."""
        asked, whole = question_with_more(message.question.text, message.turn.language), message.whole
        if not asked or (whole.answers and all(self._telling.answer_tells(whole, text) for text in asked[1:])):
            return None
        parts = self._parts.understand(asked, message)
        is_all = all(part.understood.answers and part.understood.caveat is None for part in parts)
        return Apart("questions", parts) if is_all else None

    def _things(self, message: Message) -> Apart | None:
        """The question about each thing that is named, where the whole does not answer it for all of them."""
        whole = message.whole
        is_answered = whole.answers and not whole.untold and whole.caveat is None
        about_each = of_each(message.turn, self._matcher) if not is_answered else {}
        if not about_each or self._sets_against(message.turn):
            return None
        each = zip(about_each, self._parts.understand(about_each.values(), message), strict=True)
        return Apart("things", [replace(part, name=full_name([thing], self._matcher)) for thing, part in each])

    def _amounts(self, message: Message) -> Apart | None:
        """The question for each amount that is named, where the whole does not tell all of them."""
        about_all, whole = self._about_amounts(message.turn), message.whole
        amounts = amounts_together(about_all, self._matcher)
        if not amounts or (whole.answers and self._telling.tells_amounts(whole, amounts)):
            return None
        each = zip(amounts, self._parts.understand(amounts.values(), message), strict=True)
        return Apart("amounts", [self._of_amount(amount, part, about_all) for amount, part in each])

    def _sets_against(self, turn: Turn) -> bool:
        """Whether it asks before all else for a number that lies between two things, and which neither has alone."""
        asked = self._reader.asked(turn.alone.words)
        if asked is None:
            return False
        if asked.cues.operation is not Operation.CHANGE:
            return asked.cues.operation in _BETWEEN
        # "By what percentage is the Lark cheaper than the Comet", but not "did Larks and Comets fall from May to June".
        lists = asked.language.words
        against = lists["against_it"] - lists["range"]
        return not asked.cue_words.isdisjoint(against)

    def _about_amounts(self, turn: Turn) -> str:
        """The question about two or three amounts; a follow-up may put something into it ("and the Comet?")."""
        before = turn.context.question if turn.follows else ""
        put = exchanged(before, turn.text, self._matcher) if amounts_together(before, self._matcher) else ()
        pieces = pieces_of(turn.text, turn.language) if len(set(turn.alone.facets.of(QUANTITY))) > 1 else ()
        texts = (*pieces, turn.text, *(one.text for one in put if not one.adds))
        return next((text for text in texts if amounts_together(text, self._matcher)), "")

    def _of_amount(self, amount: str, part: Part, about_all: str) -> Part:
        """The part, as long as it tells the amount; the next message may name another model or time for all amounts."""
        one, name = part.understood, self._matcher.words.facet(QUANTITY, amount)
        if amount not in self._telling.amounts_told(one):
            return Part(part.text, one.without_answer(), name)
        # The amount says what is meant, however unsure the part is.
        one = one.without_caveat() if one.caveat is Caveat.UNLIKELY else one
        return Part(part.text, replace(one, text=about_all), name)
