"""Understands the parts of a message one after the other, each in the context that those before it leave."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from bot.conversation.turn import Turn
from bot.model import Context, Question
from bot.replies.turns.next_context import context_after
from bot.replies.turns.shared import Shared
from bot.replies.weighing.understood import Caveat, NotKnown, Understand, Understood


@dataclass(frozen=True, eq=False, slots=True)  # Two parts of the same words are two.
class Part:
    text: str
    understood: Understood
    name: str = ""  # What the message asks this of, besides others: a thing; or the amount that it asks for.


class Message(NamedTuple):
    question: Question
    turn: Turn
    whole: Understood  # It, understood as one question.
    understand: Understand  # Understands a part, in a context.


class PartsInTurn:
    def __init__(self, shared: Shared) -> None:
        self._entries, self._telling = shared.catalogue.entries, shared.telling

    def understand(self, texts: Iterable[str], message: Message) -> list[Part]:
        """Understands each question in the context left by those before it."""
        parts, context = list[Part](), message.turn.context
        for text in texts:
            one = self._behind(parts, text, context, message)
            parts.append(Part(text, one))
            context = self._after(one, message.question, context)
        return parts

    def _behind(self, parts: Sequence[Part], text: str, context: Context, message: Message) -> Understood:
        """A question, understood behind `parts`, then corrected in this order:

        1. It has the answer of one of them, which does not tell it: what was said before has misled it, so it is
           understood without a context.
        2. It hangs on the one before, which has no answer: it gets none either, unless it is that of the whole message.
        3. Its answer is said to be given before, but was only in this message: nothing is said of that.
        4. An answer is not given again, but was only given in this message: it answers this one, too.
        """
        asked, said_before = replace(message.question, text=text), message.turn.context.answered
        one = message.understand(asked, context)
        is_again = one.answers and one.id in [part.understood.id for part in parts]
        if is_again and not self._telling.answer_tells(one, text):
            one = message.understand(asked, Context())
        is_left = bool(parts) and not parts[-1].understood.answers and self._hangs_on(parts[-1].text, text)
        if is_left and one.id != message.whole.id:
            return one.without_answer()
        if one.caveat is Caveat.SAID_BEFORE and one.id not in said_before:
            return one.without_caveat()
        again = one.act.again if isinstance(one.act, NotKnown) else ""
        if again and again not in said_before:
            return next((part.understood for part in parts if part.understood.id == again), one)
        return one

    def _hangs_on(self, before: str, text: str) -> bool:
        """Whether a question asks nothing without the one before it: "what did he say, and when?"; or "who is the
        founder, and how old is he?", where else "he" would be somebody else."""
        points_there = self._telling.points_back(text) and not self._telling.points_back(before)
        return not self._telling.own_words(text) or points_there

    def behind_second(self, first: Part, second: Understood, message: Message) -> Part:
        """The first question, understood after the second one where that names what both ask about ("how fast and how
        heavy is the Lark")."""
        telling, text = self._telling, first.text
        if first.understood.answers or not telling.is_informative(second) or telling.names_besides_amounts(text):
            return first
        context = self._after(second, message.question, Context())
        behind = message.understand(replace(message.question, text=text), context)
        return Part(text, behind) if behind.id != second.id or telling.answer_tells(behind, text) else first

    def _after(self, one: Understood, question: Question, context: Context) -> Context:
        entry = one.figured.entry if one.figured is not None else self._entries.get(one.id)
        if entry is None or not one.answers:
            return context
        return context_after(context, entry, one.text, one.facets, question.asked_at)
