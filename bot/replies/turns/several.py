"""Answers a message that asks two or three things: as one question, or each part for itself."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bot.conversation.queries.reader import FigureReader
from bot.conversation.turn import Turn
from bot.matching import Matcher
from bot.model import Entry, Question
from bot.replies.turns.taking_apart import Apart, Part, TakingApart
from bot.replies.turns.telling import Telling
from bot.replies.weighing.understood import AskBack, ByEntry, Caveat, NotKnown, Understand, Understood

AROUND = " ,;.?"  # Marks around a question that is quoted.


def whole_stands(*, is_one: bool, is_theirs: bool, is_missed: bool, sure: bool, tells: bool) -> bool:
    """Whether the whole stands for its parts. `is_one`: these have one answer; `is_theirs`: the whole is one of their
    answers; `is_missed`: a part is missed; `sure`: the whole is as sure as they are; `tells`: it tells all."""
    if not is_one:  # "How much is it, and how heavy?"
        return not is_theirs and sure and tells
    if is_theirs:  # "Why, did they cut prices?"
        return tells or not is_missed
    return sure or (is_missed and tells)  # "How far in winter, and how long on the charger?"


class Several:
    """Compares the whole message, understood as one question, with its parts. If parts have answers, `whole_stands`
    decides. If none has, the whole answers those of which it speaks ("which of them, and how long did he drive it?").

    A part is missed where it has no sure answer, and asks what no answer tells; where the answers are told one by one,
    it is untold ("how fast is the Lark, and who drove it?").
    """

    def __init__(self, matcher: Matcher, entries: Mapping[str, Entry], reader: FigureReader, telling: Telling) -> None:
        self._words, self._telling = matcher.words, telling
        self._taking_apart = TakingApart(matcher, entries, telling, reader)

    def weigh(self, question: Question, turn: Turn, whole: Understood, understand: Understand) -> Understood:
        """`understand`: for a part of the message."""
        apart = self._taking_apart.take_apart(question, turn, whole, understand)
        if apart is None:
            return whole
        answer = self._weighed(apart, whole)
        if apart.way != "questions" or not answer.answers:
            return answer
        asked_back = (part.understood.act for part in apart.parts if isinstance(part.understood.act, AskBack))
        beside = tuple(dict.fromkeys(entry for act in asked_back for entry in act.decision.choices))
        return replace(answer, beside=beside) if beside else answer

    def _weighed(self, apart: Apart, whole: Understood) -> Understood:
        """The first of these that holds:

        1. No part has an answer: the whole, with what it does not speak of untold.
        2. The whole stands for its parts: it alone, or in the place of the only part without an answer.
        3. Each part is answered for itself.
        """
        if apart.way == "questions":
            apart = apart._replace(parts=[_by_whole(part, whole) for part in apart.parts])
        given = self._answered(apart, whole)
        if not given:
            return self._whole_for_some(apart, whole)
        answers = _once(part.understood for part in given)
        missed = [part for part in apart.parts if part not in given and self._is_missed(part, answers, whole)]
        may_stand = whole.answers and not _gives_way(whole, answers)
        if may_stand and self._whole_stands(apart, whole, answers, is_missed=bool(missed)):
            return self._whole_for_other(apart, whole, given)
        if whole.caveat is None and [one.id for one in answers] == [whole.id]:
            # The same answer, chosen by all that the message says.
            return self._each_told(apart, [Part(given[0].text, whole)], missed)
        return self._each_told(apart, given, missed)

    def _answered(self, apart: Apart, whole: Understood) -> list[Part]:
        """The parts with an answer that is not in doubt; if there is none, all that have an answer."""
        informative = [part for part in apart.parts if self._answers_part(part.understood, whole)]
        return [part for part in informative if part.understood.caveat is None] or informative

    def _answers_part(self, one: Understood, whole: Understood) -> bool:
        """Whether a part has an answer; the last one once more is none where the whole comes to something else."""
        is_beside = one.caveat is Caveat.SAID_BEFORE and one.id != whole.id
        return self._telling.is_informative(one) and not is_beside

    def _whole_for_some(self, apart: Apart, whole: Understood) -> Understood:
        """The whole, with the parts on other things untold if it speaks of any part."""
        if apart.way != "questions" or not whole.answers or whole.caveat is not None:
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

    def _whole_stands(self, apart: Apart, whole: Understood, answers: Sequence[Understood], *, is_missed: bool) -> bool:
        is_one = len(answers) == 1
        return whole_stands(
            is_one=is_one,
            is_theirs=whole.id in [one.id for one in answers],
            is_missed=is_missed,
            sure=whole.confidence >= min(one.confidence for one in answers),
            tells=self._tells_all(apart, whole, by_entry=is_one),
        )

    def _tells_all(self, apart: Apart, whole: Understood, *, by_entry: bool) -> bool:
        """Whether it tells what each part asks; a part of a table was chosen so. `by_entry`: as an entry alone may."""
        act, telling = whole.act, self._telling
        if by_entry and not isinstance(act, ByEntry):
            return False
        if not by_entry and apart.way != "questions":
            return apart.way == "things"
        is_part_of_table = isinstance(act, ByEntry) and bool(act.led) and telling.is_of_table(whole)
        return is_part_of_table or all(telling.answer_tells(whole, part.text) for part in apart.parts)

    def _whole_for_other(self, apart: Apart, whole: Understood, given: Sequence[Part]) -> Understood:
        """The whole alone; or in the place of the only part without an answer, where it does not tell the other parts,
        each of which names something or is told by its own answer, and nothing is in doubt ("the office in Rome, who
        runs it and how many sit there?")."""
        telling = self._telling
        if apart.way != "questions" or len(given) + 1 != len(apart.parts) or whole.caveat is not None:
            return whole
        for part in given:
            one, text = part.understood, part.text
            is_of_its_own = telling.names_besides_amounts(text) or telling.answer_tells(one, text)
            if one.caveat is not None or one.id == whole.id or telling.answer_tells(whole, text) or not is_of_its_own:
                return whole
        return chained([part.understood if part in given else whole for part in apart.parts])

    def _each_told(self, apart: Apart, given: Sequence[Part], missed: Sequence[Part]) -> Understood:
        """The answers, and the nearest to separate questions that are missed, as they were asked; the rest untold."""
        told = {part.text: part.understood for part in given}  # What is asked twice is told once.
        for part in missed if apart.way == "questions" else ():
            one = part.understood
            is_new = one.id not in [other.id for other in told.values()]
            if is_new and one.caveat is Caveat.UNLIKELY and self._telling.is_on_topic(one, part.text):
                told[part.text] = replace(one, line=self._words.nearest_to.format(question=part.text.strip(AROUND)))
        answer = chained(_once(told[part.text] for part in apart.parts if part.text in told))
        return _with_untold(answer, [part for part in missed if part.text not in told])


def _gives_way(whole: Understood, answers: Iterable[Understood]) -> bool:
    """Whether a part has a plain answer, and the whole is in doubt, was told before, or is worked out of what was told:
    a message that asks for something else, too, does not count with that."""
    is_worked = whole.figured is not None and whole.figured.worked
    return (whole.caveat is not None or is_worked) and any(one.caveat is None for one in answers)


def _by_whole(part: Part, whole: Understood) -> Part:
    """A part that comes to the answer of the whole, with the whole in its place, if that is in less doubt."""
    one = part.understood
    is_plainer = whole.answers and whole.caveat is None and one.caveat is not None and one.id == whole.id
    return replace(part, understood=whole) if is_plainer else part


def _once(answers: Iterable[Understood]) -> list[Understood]:
    """Without those given before, in their order."""
    by_id: dict[str, Understood] = {}
    for one in answers:
        by_id.setdefault(one.id, one)
    return [*by_id.values()]


def _with_untold(answer: Understood, left: Sequence[Part]) -> Understood:
    untold = ", ".join(part.name or part.text.strip(AROUND) for part in left)
    unanswered = (part.understood for part in left)
    declined = (one.line for one in unanswered if isinstance(one.act, NotKnown) and one.caveat is None)
    return replace(answer, untold=untold, untold_line=next(declined, ""))


def chained(answered: Sequence[Understood]) -> Understood:
    """The first, with the others behind it."""
    first, *others = answered
    return replace(first, second=chained(others)) if others else first
