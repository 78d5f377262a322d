"""Settles which of the operations that a question has words for are meant."""

from collections.abc import Sequence

from bot.conversation.queries.words.language import Language
from bot.conversation.queries.words.limits import Limits
from bot.conversation.queries.words.operation_cues import Cued, OperationsAsked
from bot.conversation.queries.words.superlatives import Direction, are_opposed
from bot.figures import Operation

_BETWEEN = {Operation.DIFFERENCE, Operation.CHANGE, Operation.RATIO}  # What may be asked of the two ends of something.
_LIMITED = 0.5  # What a limit adds to the weight of the words for one.


def settled(
    found: OperationsAsked, words: Sequence[str], limits: Limits, ends: Sequence[Direction], language: Language
) -> OperationsAsked:
    """Drop an operation whose words another one explains, and turn one into another where a limit or "percent" says so.

    The order counts: a change takes others once it is told from a share, and a limit takes a count before a duration
    may drop it.
    """
    asked = OperationsAsked(found)
    _tell_share_from_change(asked, words, language)  # "By what percentage did it shrink?"
    _take_share_of_sum(asked, words, language)  # "Together, what percent of the sales?"
    _take_beyond_limit(asked, words, limits, language)  # "How many of them topped 30,000?"
    _tell_duration_from_count(asked, words, limits, language)  # "How many months from 20 to 50 shops?"
    if are_opposed(ends) and not _BETWEEN.isdisjoint(asked):
        asked.pop(Operation.EXTREME, None)  # "The gap between the best and the worst" asks for neither.
    return asked


def _tell_share_from_change(asked: OperationsAsked, words: Sequence[str], language: Language) -> None:
    share, change = asked.get(Operation.SHARE), asked.get(Operation.CHANGE)
    if share is not None and change is not None and share.plain is not change.plain:
        if share.plain:
            asked.take(Operation.SHARE, Operation.CHANGE)  # Only "percent" spoke for a change.
        else:
            asked.take(Operation.CHANGE, Operation.SHARE)  # "By what percentage did it shrink?"
    if Operation.CHANGE in asked and not language.words["to_percent"].isdisjoint(words):
        asked.take(Operation.CHANGE, Operation.DIFFERENCE, Operation.COMPARE)


def _take_share_of_sum(asked: OperationsAsked, words: Sequence[str], language: Language) -> None:
    """Of things "together" percent asks for the share of one in all, unless more than "percent" tells of a change."""
    percent, change = language.words["to_percent"].intersection(words), asked.get(Operation.CHANGE)
    if Operation.SUM in asked and percent and (change is None or percent.issuperset(change.said)):
        asked.pop(Operation.CHANGE, None)
        asked.add(Cued(Operation.SHARE, language.weight_of(Operation.SHARE), percent | asked[Operation.SUM].said))


def _take_beyond_limit(asked: OperationsAsked, words: Sequence[str], limits: Limits, language: Language) -> None:
    """With a limit, a count, list or comparison becomes a threshold: it concerns only the figures beyond it. This holds
    for any word before the number, as in "how many of them topped 30,000"."""
    threshold = Operation.THRESHOLD
    if limits.to_number is not None:
        chooses = not asked and not language.words["chooses"].isdisjoint(words)
        if threshold not in asked and (Operation.COUNT in asked or chooses):
            asked.add(Cued(threshold, language.weight_of(threshold), frozenset()))
        if threshold in asked:
            asked[threshold] = asked[threshold]._replace(weight=asked[threshold].weight + _LIMITED)
            asked.take(threshold, Operation.COMPARE, Operation.COUNT, Operation.LIST)
    elif limits.to_zero is not None:
        asked.take(threshold, Operation.COUNT, Operation.LIST)  # "How many quarters made a loss".
        if threshold in asked:
            asked.add(Cued(threshold, 0.0, limits.zero_said))
            asked.pop(Operation.DIFFERENCE, None)
    else:
        asked.pop(threshold, None)


def _tell_duration_from_count(asked: OperationsAsked, words: Sequence[str], limits: Limits, language: Language) -> None:
    """Without two ends there is no duration; between them "how many months" counts no figures."""
    has_ends = limits.two is not None or not language.words["between"].isdisjoint(words)
    if not has_ends:
        asked.pop(Operation.DURATION, None)
    elif Operation.DURATION in asked:
        asked.pop(Operation.COUNT, None)
