"""Splits a question about two models, or several amounts, into one question about each."""

from collections.abc import Mapping
from itertools import pairwise

from bot.conversation.asking import joining_words
from bot.conversation.message import MOST_ASKED
from bot.conversation.turn import Turn
from bot.matching import Matcher, is_time
from bot.model import QUANTITY


def of_each(turn: Turn, matcher: Matcher) -> Mapping[tuple[str, str], str]:
    """By kind and value of two models the question about each alone ("how long are the Lark and the Comet"); empty of
    one, or more, or two that stand together for one."""
    words, excluded = turn.alone.words, turn.alone.facets.excluded
    names = [name for name in matcher.lexicon.names(words) if name.kind in matcher.kinds.leading]
    if len(names) != 2 or names[0].value == names[1].value or names[0].end == names[1].start:
        return {}
    if any((name.kind, name.value) in excluded for name in names):
        return {}
    pairs = zip(names, reversed(names), strict=True)
    return {(one.kind, one.value): " ".join((*words[: other.start], *words[other.end :])) for one, other in pairs}


def amounts_together(question: str, matcher: Matcher) -> Mapping[str, str]:
    """By amount the question about each alone, of two or three side by side ("price and range of the Lark"); empty of
    such as are not joined ("charging time of the battery"). A time between is that of both ("price in 2024 and range").
    """
    words, joining = matcher.repaired(question), joining_words(matcher.lexicon.language)
    names = [name for name in matcher.lexicon.names(words) if name.kind == QUANTITY]
    gaps = [words[one.end : other.start] for one, other in pairwise(names)]
    amounts = {name.value for name in names}
    if not 2 <= len(amounts) == len(names) <= MOST_ASKED or not any(gaps):
        return {}
    when = tuple(word for gap in gaps for word in gap if is_time(word))
    if any(joining.isdisjoint(gap) or not joining.union(when).issuperset(gap) for gap in gaps):
        return {}
    head, tail = words[: names[0].start], (*when, *words[names[-1].end :])
    return {name.value: " ".join((*head, *words[name.start : name.end], *tail)) for name in names}
