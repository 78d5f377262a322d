"""Recognises requests for an answer again: the last one ("source?"), or the one with a figure ("why 289,000?")."""

import re
from collections.abc import Iterable

from bot.conversation.readings import Reading, ReadingKind
from bot.conversation.thresholds import thresholds
from bot.conversation.turn import Turn
from bot.figures.stated import stated_figures
from bot.matching import Matcher, Ranking
from bot.model import SMALL_TALK

REPEAT_TAG = "repeat"
"""Tag of small talk about the last answer ("source?", "sure?"), which is answered with that answer again."""
_DIGITS = re.compile(r"\d[\d,.]*+%?")
_THREE_DIGITS = 100


def repeats(turn: Turn, matcher: Matcher) -> bool:
    """Whether it asks for the last answer once more."""
    return _asks_again(turn.alone, matcher) and turn.context.entry is not None


def _asks_again(ranking: Ranking, matcher: Matcher) -> bool:
    if ranking.confidence < thresholds().following.small_talk_from:
        return False
    entry = matcher.entries[ranking.candidates[0].entry]
    return entry.topic == SMALL_TALK and REPEAT_TAG in entry.tags


def quoted(text: str, answered: Iterable[str], matcher: Matcher) -> Reading | None:
    """The first of the answers, by id, that states a figure of the text, where its rest asks for one again."""
    named = figures_named(text)
    if not named:
        return None
    beside = matcher.ranking_of(_DIGITS.sub(" ", text))
    if not _asks_again(beside, matcher):
        return None
    for id in answered:
        entry = matcher.entries[matcher.entry_of_id[id]] if id in matcher.entry_of_id else None
        if entry is not None and not named.isdisjoint(told.value for told in stated_figures(entry.answer)):
            return Reading(ReadingKind.REPEAT, text, beside, target=id)
    return None


def figures_named(text: str) -> set[float]:
    """Figures of a text that two texts hardly share by chance: 100 or more, or with decimals."""
    values = {told.value for told in stated_figures(text)}
    return {value for value in values if value >= _THREE_DIGITS or not value.is_integer()}
