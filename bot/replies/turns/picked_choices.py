"""Answers a message that picks some of the choices that were offered, or none of them."""

from dataclasses import replace

from bot.conversation.asking import asking_patterns, is_question
from bot.conversation.followup import has_cue
from bot.conversation.picked_places import Picked
from bot.conversation.turn import Turn
from bot.model import Question
from bot.replies.deciding.catalogue import Catalogue
from bot.replies.turns.next_context import context_after
from bot.replies.turns.several import AROUND, chained
from bot.replies.turns.telling import Telling
from bot.replies.weighing.understood import ByEntry, Caveat, NoneMeant, NotKnown, Understand, Understood


def of_picked(
    picked: Picked, question: Question, turn: Turn, catalogue: Catalogue, telling: Telling, understand: Understand
) -> Understood:
    """The choices that were picked, with what is asked besides, as one of their follow-ups."""
    context, rest = turn.context, replace(question, text=picked.rest)
    if picked.none_meant and picked.rest:
        return understand(rest, replace(context, offered=()))
    if picked.none_meant:
        return Understood(NoneMeant(), turn.text, turn.alone, context)
    chosen: list[Understood] = []
    for id in [turn.context.offered[place].id for place in picked.places]:
        if id in catalogue.entries:
            entry = catalogue.entries[id]
            chosen.append(Understood(ByEntry(entry.id), "", turn.alone, context, confidence=1.0))
            context = context_after(context, entry, "", catalogue.about(entry), question.asked_at)
    if not chosen:
        return Understood(NotKnown(), turn.text, turn.alone, context, line=catalogue.words.gone)
    if not picked.rest:
        return chained(chosen)
    besides = understand(rest, context)
    if besides.answers and besides.caveat is not Caveat.SAID_BEFORE:
        if besides.untold and telling.is_on_topic(chosen[-1], besides.untold):
            besides = replace(besides, untold="")  # "2, who drove it, and was it legal" picks the driver.
        is_same = besides.id == chosen[-1].id
        return replace(chained(chosen), untold=besides.untold) if is_same else chained([*chosen, besides])
    if not is_question(picked.rest, turn.language) and not has_cue(picked.rest, turn.language):
        return chained(chosen)
    line = besides.line if isinstance(besides.act, NotKnown) and besides.caveat is None else ""
    untold = asking_patterns(turn.language).conjunction.sub("", picked.rest, count=1).strip(AROUND)
    return replace(chained(chosen), untold=untold, untold_line=line)
