"""Finds a follow-up that the knowledge base holds word for word; its reading decides alone."""

from bot.conversation.readings import Reading, ReadingKind
from bot.conversation.subject import last_entry
from bot.conversation.turn import Turn
from bot.matching import Matcher


def known_follow_up(turn: Turn, matcher: Matcher) -> Reading | None:
    """A follow-up that the last answer's entry lists in `follow_ups`; None behind one that was only offered."""
    last, alone = last_entry(turn.context, matcher), turn.alone
    if turn.context.entry is None or last is None or alone.exact:
        return None
    place = matcher.situations.asked_exactly(alone.words, last)
    if place is None:
        return None
    asked = matcher.index.texts.knowledge.askable[place]
    if _leaves_what_is_spoken_of(asked.id, last, turn, matcher):
        return None
    return Reading(ReadingKind.KNOWN, asked.question, matcher.ranking_of(asked.question), target=asked.id)


def _leaves_what_is_spoken_of(id: str, last: int, turn: Turn, matcher: Matcher) -> bool:
    """Whether a model was spoken of which the last answer is not on, and the entry `id` is on another one."""
    number = matcher.entry_of_id.get(id)
    if number is None:
        return False
    carried = matcher.followups.carried(turn.alone.facets, turn.context.facets, last, turn.alone.words).carried
    things = (pair for pair in carried if pair[0] in matcher.kinds.leading)
    beyond = [(kind, value) for kind, value in things if not matcher.guard.core(last, kind)]
    return bool(beyond) and matcher.guard.leaves(beyond, number)
