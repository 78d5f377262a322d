"""Answers a message that asks two or three things: as one question, or each part for itself."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.conversation.turn import Turn
from bot.model import Question
from bot.replies.turns.shared import Shared
from bot.replies.turns.taking_apart import Apart, Part, TakingApart
from bot.replies.turns.whole_or_parts import is_told_for_parts
from bot.replies.weighing.understood import AskBack, ByEntry, Caveat, NotKnown, Understand, Understood

AROUND = " ,;.?"  # Marks around a question that is quoted.


class Several:
    """Compares the whole message, understood as one question, with its parts. Of "how fast is the Lark, who drove it,
    and the price?" a part is

    - answered: it has an answer that is not in doubt, and this is told;
    - missed: it has none, and asks what the other answers do not tell. Told is the nearest answer, under the words of
      the part, or, where nothing is near, that the part is left;
    - settled, otherwise: another answer tells it, too, or it asks nothing of its own. Nothing is said of it.

    `is_told_for_parts` decides whether the whole is told in place of the answers. If no part has an answer, the whole
    answers those parts of which it speaks ("which of them, and how long did he drive it?"); the others are left.
    """

    def __init__(self, shared: Shared) -> None:
        self._words, self._telling, self._taking_apart = shared.matcher.words, shared.telling, TakingApart(shared)

    def weigh(self, question: Question, turn: Turn, whole: Understood, understand: Understand) -> Understood:
        """`understand`: for a part of the message."""
        apart = self._taking_apart.take_apart(question, turn, whole, understand)
        if apart is None:
            return whole
        if not apart.is_into_questions:
            return self._weighed(apart, whole)
        answer = self._weighed(apart._replace(parts=[_by_whole(part, whole) for part in apart.parts]), whole)
        return replace(answer, beside=_asked_back(apart.parts)) if answer.answers else answer

    def _weighed(self, apart: Apart, whole: Understood) -> Understood:
        """The first of these that holds:

        1. No part has an answer: the whole, with what it does not speak of untold.
        2. The whole is told in place of these answers: it alone, or in the place of the only part without an answer.
        3. The parts have one answer, that of the whole: the whole, which was chosen by all that the message says, with
           the missed parts.
        4. Each part is answered for itself.
        """
        answered = self._answered(apart, whole)
        if not answered:
            return self._whole_without_parts(apart, whole)
        answers = _once(part.understood for part in answered)
        missed = [part for part in apart.parts if part not in answered and self._is_missed(part, answers, whole)]
        if is_told_for_parts(whole, apart, answers, self._telling, is_missed=bool(missed)):
            return self._whole_in_place(apart, whole, answered)
        if whole.caveat is None and [one.id for one in answers] == [whole.id]:
            return self._each_told(apart, [Part(answered[0].text, whole)], missed)
        return self._each_told(apart, answered, missed)

    def _answered(self, apart: Apart, whole: Understood) -> list[Part]:
        """The parts with an answer that is not in doubt; if there is none, all that have an answer."""
        informative = [part for part in apart.parts if self._answers_part(part.understood, whole)]
        return [part for part in informative if part.understood.caveat is None] or informative

    def _answers_part(self, one: Understood, whole: Understood) -> bool:
        """Whether a part has an answer; the last one once more is none where the whole comes to something else."""
        is_beside = one.caveat is Caveat.SAID_BEFORE and one.id != whole.id
        return self._telling.is_informative(one) and not is_beside

    def _whole_without_parts(self, apart: Apart, whole: Understood) -> Understood:
        """The whole, where no part has an answer; if it speaks of any part, those on other things are untold."""
        if not apart.is_into_questions or not whole.answers or whole.caveat is not None:
            return whole
        lacks, is_on_topic = self._telling.lacks_thing_named, self._telling.is_on_topic
        beyond = [one for one in apart.parts if lacks(whole, one.text) or not is_on_topic(whole, one.text)]
        return _with_untold(whole, beyond) if len(beyond) < len(apart.parts) else whole

    def _is_missed(self, part: Part, answers: Sequence[Understood], whole: Understood) -> bool:
        if not self._telling.has_content(part.text) or self._telling.asks_for_source(part.understood):
            return False
        has_result = isinstance(whole.act, ByEntry) and whole.act.result is not None
        if has_result and not self._telling.names_besides_amounts(part.text):
            return False  # "Which is longer, and by how many mm": that is worked out.
        settled = any(self._telling.settles_too(one, part.text, whole) for one in answers)
        return bool(part.understood.line) or not settled  # What is declined or unsure has a line.

    def _whole_in_place(self, apart: Apart, whole: Understood, answered: Sequence[Part]) -> Understood:
        """The whole alone; or in the place of the only part without an answer, where all others are beside it ("the
        office in Rome, who runs it and how many sit there?")."""
        is_only_other = apart.is_into_questions and len(answered) + 1 == len(apart.parts)
        if is_only_other and whole.caveat is None and all(self._is_beside(part, whole) for part in answered):
            return chained([part.understood if part in answered else whole for part in apart.parts])
        return whole

    def _is_beside(self, part: Part, whole: Understood) -> bool:
        """Whether a part has another answer than the whole, which is in no doubt, and the whole does not tell what it
        asks. The part must name something or be told by its own answer."""
        one, text, telling = part.understood, part.text, self._telling
        is_other = one.caveat is None and one.id != whole.id and not telling.answer_tells(whole, text)
        return is_other and (telling.names_besides_amounts(text) or telling.answer_tells(one, text))

    def _each_told(self, apart: Apart, answered: Sequence[Part], missed: Sequence[Part]) -> Understood:
        """The answers, and the nearest to separate questions that are missed, as they were asked; the rest untold."""
        told = {part.text: part.understood for part in answered}  # What is asked twice is told once.
        for part in missed if apart.is_into_questions else ():
            one = part.understood
            is_new = one.id not in [other.id for other in told.values()]
            if is_new and one.caveat is Caveat.UNLIKELY and self._telling.is_on_topic(one, part.text):
                told[part.text] = replace(one, line=self._words.nearest_to.format(question=part.text.strip(AROUND)))
        answer = chained(_once(told[part.text] for part in apart.parts if part.text in told))
        return _with_untold(answer, [part for part in missed if part.text not in told])


def _by_whole(part: Part, whole: Understood) -> Part:
    """A part that comes to the answer of the whole, with the whole in its place, if that is in less doubt."""
    one = part.understood
    is_plainer = whole.answers and whole.caveat is None and one.caveat is not None and one.id == whole.id
    return replace(part, understood=whole) if is_plainer else part


def _asked_back(parts: Iterable[Part]) -> tuple[int, ...]:
    """The choices of the parts that have several near answers and no sure one."""
    acts = (part.understood.act for part in parts)
    return tuple(dict.fromkeys(entry for act in acts if isinstance(act, AskBack) for entry in act.decision.choices))


def _once(answers: Iterable[Understood]) -> list[Understood]:
    """Without those given before, in their order."""
    by_id: dict[str, Understood] = {}
    for one in answers:
        by_id.setdefault(one.id, one)
    return [*by_id.values()]


def _with_untold(answer: Understood, parts: Sequence[Part]) -> Understood:
    untold = ", ".join(part.name or part.text.strip(AROUND) for part in parts)
    unanswered = (part.understood for part in parts)
    declined = (one.line for one in unanswered if isinstance(one.act, NotKnown) and one.caveat is None)
    return replace(answer, untold=untold, untold_line=next(declined, ""))


def chained(answered: Sequence[Understood]) -> Understood:
    """The first, with the others behind it."""
    first, *others = answered
    return replace(first, second=chained(others)) if others else first
