"""Takes a message apart: into the two or three questions that it asks, each understood for itself."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from bot.conversation.exchanging import exchanged
from bot.conversation.message import pieces_of, question_with_more, separate_questions
from bot.conversation.queries.reader import FigureReader
from bot.conversation.splitting import amounts_together, of_each
from bot.conversation.turn import Turn
from bot.figures import Operation
from bot.matching import Matcher
from bot.model import QUANTITY, Context, Entry, Question
from bot.replies.asked_figures import works_out_last
from bot.replies.named import named
from bot.replies.next_context import context_after
from bot.replies.telling import Telling
from bot.replies.understood import ByFigures, Caveat, NotKnown, Understand, Understood

_BETWEEN = frozenset({Operation.DIFFERENCE, Operation.RATIO})
Way = Literal["questions", "things", "amounts"]
"""As "how fast is it, and who built it?", "price of the Lark and the Comet", "price and range of the Lark"."""


@dataclass(frozen=True, eq=False, slots=True)  # Two parts of the same words are two.
class Part:
    text: str
    understood: Understood
    name: str = ""  # What the message asks this of, besides others: a thing; or the amount that it asks for.


class Apart(NamedTuple):
    way: Way
    parts: Sequence[Part]


class TakingApart:
    def __init__(self, matcher: Matcher, entries: Mapping[str, Entry], telling: Telling, reader: FigureReader) -> None:
        self._matcher, self._entries, self._telling, self._reader = matcher, entries, telling, reader

    def take_apart(self, question: Question, turn: Turn, whole: Understood, understand: Understand) -> Apart | None:
        """None where there is nothing to take apart. `whole`: the message, understood as one question."""
        matcher = self._matcher
        if turn.alone.exact:
            return None
        asked = separate_questions(question.text, turn.language)
        by = whole.act.figured if isinstance(whole.act, ByFigures) else None
        if asked and not (by is not None and works_out_last(asked[-1], by, self._reader)):
            first, second, *others = self._each(asked, question, turn.context, understand, whole)
            first = self._behind_second(first, second.understood, question, understand)
            return Apart("questions", (first, second, *others))
        parts = self._with_more(question, turn, whole, understand)
        if parts:
            return Apart("questions", parts)
        is_doubtful = whole.untold or not whole.answers or whole.caveat is not None
        about_each = of_each(turn, matcher) if is_doubtful and not self._sets_against(turn) else {}
        if about_each:
            parts = self._each(about_each.values(), question, turn.context, understand, whole)
            things = (named(pair, matcher.words, matcher.entries, matcher.kinds) for pair in about_each)
            return Apart("things", [replace(part, name=name) for part, name in zip(parts, things, strict=True)])
        about_all = self._about_amounts(turn)
        amounts = amounts_together(about_all, matcher)
        if not amounts or (whole.answers and self._telling.tells_amounts(whole, amounts)):
            return None
        each = zip(amounts, self._each(amounts.values(), question, turn.context, understand, whole), strict=True)
        return Apart("amounts", [self._of_amount(amount, part, about_all) for amount, part in each])

    def _with_more(self, question: Question, turn: Turn, whole: Understood, understand: Understand) -> list[Part]:
        """The only question and the few words behind it that ask for more than the whole tells, where all are answered;
        else none."""
        asked = question_with_more(question.text, turn.language)
        if not asked or (whole.answers and all(self._telling.answer_tells(whole, text) for text in asked[1:])):
            return []
        parts = self._each(asked, question, turn.context, understand, whole)
        is_all = all(part.understood.answers and part.understood.caveat is None for part in parts)
        return parts if is_all else []

    def _sets_against(self, turn: Turn) -> bool:
        """Whether it asks before all else for a number that lies between two things, and which neither has alone."""
        asked = self._reader.asked(turn.alone.words)
        if asked is None or asked.cues.operation is not Operation.CHANGE:
            return asked is not None and asked.cues.operation in _BETWEEN
        # "By what percentage is the Lark cheaper than the Comet", but not "did Larks and Comets fall from May to June".
        lists = asked.language.words
        return not asked.cue_words.isdisjoint(lists["against_it"] - lists["range"])

    def _about_amounts(self, turn: Turn) -> str:
        """The question about two or three amounts; a follow-up may put something into it ("and the Comet?")."""
        before = turn.context.question if turn.follows else ""
        put = exchanged(before, turn.text, self._matcher) if amounts_together(before, self._matcher) else ()
        pieces = pieces_of(turn.text, turn.language) if _names_amounts(turn) else ()
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

    def _each(
        self, texts: Iterable[str], question: Question, context: Context, understand: Understand, whole: Understood
    ) -> list[Part]:
        """Each question understood after those before it; what the whole comes to, too, hangs on none of these."""
        parts: list[Part] = []
        said_before = context.answered
        for text in texts:
            one = understand(replace(question, text=text), context)
            is_again = one.answers and one.id in [part.understood.id for part in parts]
            if is_again and not self._telling.answer_tells(one, text):  # What was said before has misled it.
                one = understand(replace(question, text=text), Context())
            is_left = bool(parts) and not parts[-1].understood.answers and self._hangs_on(parts[-1].text, text)
            if is_left and one.id != whole.id:
                one = one.without_answer()
            if one.caveat is Caveat.SAID_BEFORE and one.id not in said_before:
                one = one.without_caveat()  # It was said in this message.
            again = one.act.again if isinstance(one.act, NotKnown) else ""
            if again and again not in said_before:
                one = next((part.understood for part in parts if part.understood.id == again), one)
            parts.append(Part(text, one))
            context = self._after(one, question, context)
        return parts

    def _hangs_on(self, before: str, text: str) -> bool:
        """Whether a question asks nothing without the one before it: "what did he say, and when?"; or "who is the
        founder, and how old is he?", where else "he" would be somebody else."""
        points_there = self._telling.points_back(text) and not self._telling.points_back(before)
        return not self._telling.own_words(text) or points_there

    def _behind_second(self, first: Part, second: Understood, question: Question, understand: Understand) -> Part:
        """The first question, understood after the second one where that names what both ask about ("how fast and how
        heavy is the Lark")."""
        telling, text = self._telling, first.text
        if first.understood.answers or not telling.is_informative(second) or telling.names_besides_amounts(text):
            return first
        behind = understand(replace(question, text=text), self._after(second, question, Context()))
        return Part(text, behind) if behind.id != second.id or telling.answer_tells(behind, text) else first

    def _after(self, one: Understood, question: Question, context: Context) -> Context:
        entry = one.figured.entry if one.figured is not None else self._entries.get(one.id)
        if entry is None or not one.answers:
            return context
        return context_after(context, entry, one.text, one.facets, question.asked_at)


def _names_amounts(turn: Turn) -> bool:
    return len(set(turn.alone.facets.of(QUANTITY))) > 1
