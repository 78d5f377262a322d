"""Answers a message that asks two or three things, each for itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.conversation.exchanging import exchanged
from bot.conversation.message import separate_questions
from bot.conversation.splitting import amounts_together, of_each
from bot.conversation.turn import Turn
from bot.matching import Matcher
from bot.model import Context, Entry, Question
from bot.replies.next_context import context_after
from bot.replies.telling import Telling
from bot.replies.understood import Act, Caveat, Understand, Understood

_AROUND = " ,;.?"
"""Marks around a question that is quoted."""


@dataclass(frozen=True, slots=True)
class _Split:
    """The questions of a message: those it asks plainly ("how fast is it, and who built it?"), or one about each of two
    things ("the price of the Pro and the Max"), or one about each amount ("price and range of the Pro")."""

    questions: tuple[str, ...] = ()
    is_plain: bool = False
    amounts: tuple[str, ...] = ()
    """The amount that each question asks for, where there is one about each."""
    about_all: str = ""
    """The question about all these amounts."""


@dataclass(frozen=True, eq=False, slots=True)  # A message may ask the same twice.
class _Part:
    text: str
    understood: Understood


class Several:
    def __init__(self, matcher: Matcher, entries: Mapping[str, Entry], is_small_talk: Callable[[str], bool]) -> None:
        self._matcher, self._entries = matcher, entries
        self._telling = Telling(matcher, entries, is_small_talk)

    def understand(
        self, question: Question, turn: Turn, whole: Understood, understand: Understand
    ) -> Understood | None:
        """None where the message is answered as one question. `whole`: how it is understood as one; `understand`: for a
        part of it. The first of these cases decides:

        1. There is nothing to take apart: as one.
        2. No part is answered: as one, with the parts on other things `untold` (`_whole_for_some`).
        3. The whole is the better answer (`_is_whole_better`): as one, or in the place of the only part without an
           answer (`_whole_for_other`).
        4. Else each part has its answer, those behind the first as its `second`, or is `untold` (`_each_told`).
        """
        split = self._split(question, turn, whole)
        if len(split.questions) < 2 or turn.alone.exact:
            return None
        parts = self._parts(split, question, turn.context, understand)
        given = self._given(parts)
        answered: dict[str, Understood] = {part.understood.id: part.understood for part in reversed(given)}
        if not answered:
            return self._whole_for_some(split, whole, parts)
        left = [part for part in parts if part not in given and self._is_left(part, answered.values(), whole)]
        if self._is_whole_better(split, whole, answered, bool(left)):
            return self._whole_for_other(split, whole, parts, given)
        if whole.caveat is None and list(answered) == [whole.id]:
            given = [_Part(given[0].text, whole)]  # The same answer, chosen by all that the message says.
        return self._each_told(parts, given, left, split)

    def _split(self, question: Question, turn: Turn, whole: Understood) -> _Split:
        plain = separate_questions(question.text, turn.language)
        if plain:
            return _Split(plain, is_plain=True)
        each = of_each(turn, self._matcher) if whole.untold or not whole.answers else ()
        return _Split(each) if each else self._amounts(turn, whole)

    def _amounts(self, turn: Turn, whole: Understood) -> _Split:
        """Two or three amounts, where the answer to the whole does not tell them all; a follow-up may put something
        into the question about them ("and the Comet?")."""
        if self._is_of_table(whole):
            return _Split()
        before = turn.context.question if turn.follows else ""
        put = exchanged(before, turn.text, self._matcher) if amounts_together(before, self._matcher) else ()
        for text in (turn.text, *(one.text for one in put if not one.adds)):
            amounts = amounts_together(text, self._matcher)
            if amounts:
                told = whole.answers and self._telling.amounts_told(whole).issuperset(amounts)
                return _Split() if told else _Split(tuple(amounts.values()), amounts=tuple(amounts), about_all=text)
        return _Split()

    def _parts(self, split: _Split, question: Question, context: Context, understand: Understand) -> list[_Part]:
        """Each question understood, by what the others say of it, too."""
        found = self._one_by_one(split.questions, question, context, understand)
        if split.is_plain:
            found[0] = self._behind_second(split.questions[0], found[0], found[1], question, understand)
        if split.amounts:
            found = [self._of_amount(*one, split.about_all) for one in zip(split.amounts, found, strict=True)]
        return list(map(_Part, split.questions, found))

    def _of_amount(self, amount: str, part: Understood, about_all: str) -> Understood:
        """The part, as long as it tells the amount; the next message may name another model or time for all amounts."""
        if amount not in self._telling.amounts_told(part):
            return part.without_answer()
        # The amount says what is meant, however unsure the part is.
        return replace(part.without_caveat() if part.caveat is Caveat.UNLIKELY else part, text=about_all)

    def _one_by_one(
        self, texts: Sequence[str], question: Question, context: Context, understand: Understand
    ) -> list[Understood]:
        """Each question understood after those before it."""
        parts: list[Understood] = []
        said_before = context.answered
        for before, text in pairwise(("", *texts)):
            part = understand(replace(question, text=text), context)
            if part.answers and part.id in [one.id for one in parts] and not self._telling.tells(part, text):
                part = understand(replace(question, text=text), Context())
            leans = bool(parts) and context.entry is not None and self._telling.points_back(text)
            if leans and not parts[-1].answers and not self._telling.points_back(before):
                part = part.without_answer()  # What it points to is not answered, either.
            elif parts and not parts[-1].answers and not self._telling.says(text):
                part = part.without_answer()  # "What did he say, and when?"
            elif part.caveat is Caveat.SAID_BEFORE and part.id not in said_before:
                part = part.without_caveat()  # It was said in this message.
            parts.append(part)
            context = self._after(part, question, context)
        return parts

    def _behind_second(
        self, text: str, first: Understood, second: Understood, question: Question, understand: Understand
    ) -> Understood:
        """The first question, understood after the second one where that names what both ask about ("how fast and how
        heavy is the Lark")."""
        if first.answers or not self._telling.tells_something(second) or self._telling.names(text):
            return first
        behind = understand(replace(question, text=text), self._after(second, question, Context()))
        return behind if behind.id != second.id or self._telling.tells(behind, text) else first

    def _given(self, parts: Sequence[_Part]) -> list[_Part]:
        """The parts with an answer; those with a caveat only where there is none without."""
        with_answer = [part for part in parts if self._telling.tells_something(part.understood)]
        return [part for part in with_answer if part.understood.caveat is None] or with_answer

    def _whole_for_some(self, split: _Split, whole: Understood, parts: Sequence[_Part]) -> Understood | None:
        """The whole for the parts of which it speaks; None where it speaks of none."""
        if not split.is_plain or not whole.answers or whole.caveat is not None:
            return None
        left = [part for part in parts if self._telling.names_else(whole, part.text)]
        return _with_untold(whole, left) if len(left) < len(parts) else None

    def _is_left(self, part: _Part, answers: Iterable[Understood], whole: Understood) -> bool:
        """Whether a question that is not answered asks for anything that the answers do not tell."""
        telling = self._telling
        if not telling.asks_something(part.text) or telling.asks_about_answer(part.understood):
            return False
        return bool(part.understood.line) or not any(telling.tells_too(one, part.text, whole) for one in answers)

    def _is_whole_better(
        self, split: _Split, whole: Understood, answered: Mapping[str, Understood], is_left: bool
    ) -> bool:
        """Whether the whole is a better answer than those of the parts (`answered`, by id). Beside a single one it
        tells all, while that one leaves a part (`is_left`); or is the same one, and nothing is left; or is another one,
        and surer. Beside several it is another one, surer than the least sure of them, and tells what each plain
        question asks; amounts are told one by one."""
        if not whole.answers:
            return False
        is_among = whole.id in answered
        is_qualified_alone = whole.caveat is not None and not all(one.caveat for one in answered.values())
        is_surer = not is_qualified_alone and whole.confidence >= min(one.confidence for one in answered.values())
        if len(answered) == 1:
            if is_left and whole.act is Act.ANSWER and self._tells_all(whole, split):
                return True
            return not is_left if is_among else is_surer
        is_other = is_surer and not is_among and not split.amounts
        return is_other and (not split.is_plain or self._tells_all(whole, split))

    def _tells_all(self, whole: Understood, split: _Split) -> bool:
        """Whether the answer to a message tells what each of its questions asks; a part of a table was chosen so."""
        is_part = self._is_of_table(whole) and bool(whole.led)
        return is_part or all(self._telling.tells(whole, text) for text in split.questions)

    def _whole_for_other(
        self, split: _Split, whole: Understood, parts: Sequence[_Part], given: Sequence[_Part]
    ) -> Understood | None:
        """The whole in the place of the only part without an answer, where it does not tell the other parts, each of
        which names something, and nothing is in doubt."""
        others = [part for part in parts if part not in given]
        if not split.is_plain or len(others) != 1 or whole.id in [part.understood.id for part in given]:
            return None
        if any(one.caveat is not None for one in (whole, *(part.understood for part in given))):
            return None
        if any(self._telling.tells(whole, part.text) or not self._telling.names(part.text) for part in given):
            return None
        return chained([whole if part in others else part.understood for part in parts])

    def _each_told(
        self, parts: Sequence[_Part], given: Sequence[_Part], left: Sequence[_Part], split: _Split
    ) -> Understood:
        """The answers given, and the nearest to plain questions that are left, as they were asked; the rest untold."""
        answered = {part.text: part.understood for part in given}
        for part in left if split.is_plain else ():
            one = part.understood
            told = {other.id for other in answered.values()}
            if one.caveat is Caveat.UNLIKELY and one.id not in told and self._telling.comes_near(one, part.text):
                line = self._matcher.words.nearest_to.format(question=part.text.strip(_AROUND))
                answered[part.text] = replace(one, line=line)
        in_order = [answered[part.text] for part in parts if part.text in answered]
        once = [one for at, one in enumerate(in_order) if one.id not in {other.id for other in in_order[:at]}]
        return _with_untold(chained(once), [part for part in left if part.text not in answered])

    def _is_of_table(self, one: Understood) -> bool:
        entry = self._entries.get(one.id) if one.act is Act.ANSWER else None
        return entry is not None and bool(entry.labels)

    def _after(self, one: Understood, question: Question, context: Context) -> Context:
        entry = one.figured.entry if one.figured is not None else self._entries.get(one.id)
        if entry is None or not one.answers:
            return context
        return context_after(context, entry, one.text, one.facets, question.asked_at)


def _with_untold(answer: Understood, left: Sequence[_Part]) -> Understood:
    untold = ", ".join(part.text.strip(_AROUND) for part in left)
    unanswered = (part.understood for part in left)
    declined = (one.line for one in unanswered if one.act is Act.UNKNOWN and one.caveat is None)
    return replace(answer, untold=untold, untold_line=next(declined, ""))


def chained(answered: Sequence[Understood]) -> Understood:
    """The first, with the others behind it."""
    first, *others = answered
    return replace(first, second=chained(others)) if others else first
