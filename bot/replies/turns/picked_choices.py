"""Answers a message that picks some of the choices that were offered, or none of them."""

from collections.abc import Sequence
from dataclasses import replace

from bot.conversation.asking import asking_patterns, is_question
from bot.conversation.followup import has_cue
from bot.conversation.turn import Turn
from bot.model import Question
from bot.replies.turns.next_context import context_after
from bot.replies.turns.several import AROUND, chained
from bot.replies.turns.shared import Shared
from bot.replies.weighing.understood import ByEntry, Caveat, NoneMeant, NotKnown, Understand, Understood


class PickedChoices:
    def __init__(self, shared: Shared) -> None:
        self._catalogue, self._telling = shared.catalogue, shared.telling

    def answer(self, question: Question, turn: Turn, understand: Understand) -> Understood | None:
        """The choices that were picked, and what is asked besides ("2, and who drove it?") as a follow-up of the last
        of them; where none of them was meant, only what is asked besides. None where a message picks nothing.
        `understand`: for what is asked besides."""
        picked = turn.picked
        if picked is None:
            return None
        rest, context = replace(question, text=picked.rest), turn.context
        if picked.none_meant and picked.rest:
            return understand(rest, replace(context, offered=()))
        if picked.none_meant:
            return Understood(NoneMeant(), turn.text, turn.alone, context)
        ids = [context.offered[place].id for place in picked.places]
        answers: list[Understood] = []
        for entry in [self._catalogue.entries[id] for id in ids if id in self._catalogue.entries]:
            answers.append(Understood(ByEntry(entry.id), "", turn.alone, context, confidence=1.0))
            context = context_after(context, entry, "", self._catalogue.about(entry), question.asked_at)
        if not answers:
            return Understood(NotKnown(), turn.text, turn.alone, context, line=self._catalogue.words.gone)
        if not picked.rest:
            return chained(answers)
        return self._with_rest(answers, picked.rest, understand(rest, context), turn.language)

    def _with_rest(self, answers: Sequence[Understood], rest: str, besides: Understood, language: str) -> Understood:
        """The picked answers with `besides`, what is understood of the rest of the message. The first of these that
        holds:

        1. The rest has an answer, not given before: behind them, unless it is the last of them ("2, who drove it?").
        2. The rest asks for nothing ("2 please"): only the picked answers.
        3. The rest is named as untold, with the line of what is declined.
        """
        if besides.answers and besides.caveat is not Caveat.SAID_BEFORE:
            # "2, who drove it, and was it legal" picks the driver, whose answer tells the other thing, too.
            is_told = bool(besides.untold) and self._telling.is_on_topic(answers[-1], besides.untold)
            untold = "" if is_told else besides.untold
            if besides.id == answers[-1].id:
                return replace(chained(answers), untold=untold)
            return chained([*answers, replace(besides, untold=untold)])
        if not is_question(rest, language) and not has_cue(rest, language):
            return chained(answers)
        line = besides.line if isinstance(besides.act, NotKnown) and besides.caveat is None else ""
        untold = asking_patterns(language).conjunction.sub("", rest, count=1).strip(AROUND)
        return replace(chained(answers), untold=untold, untold_line=line)
