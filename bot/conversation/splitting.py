"""Splits a question about two models, or several amounts, into one question about each."""

import re
from collections.abc import Mapping, Sequence
from itertools import accumulate, chain, pairwise
from typing import NamedTuple

from bot.conversation.asking import joining_words
from bot.conversation.followup import content
from bot.conversation.message import MOST_ASKED
from bot.conversation.turn import Turn
from bot.matching import Matcher, is_time
from bot.model import QUANTITY

_COMMA = re.compile(r"[，、;；]|,(?!\d)")


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
    """By amount the question about each alone, of two or three side by side with a comma or a joining word between
    ("price, weight and range of the Lark"); empty of such as are not joined ("charging time of the battery"). A time
    between is that of both ("price in 2024 and range")."""
    chunks = [matcher.repaired(chunk) for chunk in _COMMA.split(question)]
    words = tuple(chain.from_iterable(chunks))
    behind_commas = set(accumulate(map(len, chunks)))  # The places of the words there.
    amounts, joining = _amounts_in(words, matcher), joining_words(matcher.lexicon.language)
    if not 2 <= len(amounts) <= MOST_ASKED or len({one.value for one in amounts}) < len(amounts):
        return {}
    when: list[str] = []
    for one, other in pairwise(amounts):
        gap = words[one.end : other.start]
        is_joined = not joining.isdisjoint(gap) or not behind_commas.isdisjoint(range(one.end, other.start + 1))
        when += filter(is_time, gap)
        if not is_joined or content([word for word in gap if not is_time(word)], matcher.lexicon.language):
            return {}
    head, tail = words[: amounts[0].start], (*when, *words[amounts[-1].end :])
    return {one.value: " ".join((*head, *words[one.start : one.end], *tail)) for one in amounts}


class _Amount(NamedTuple):
    value: str
    start: int
    end: int


def _amounts_in(words: Sequence[str], matcher: Matcher) -> list[_Amount]:
    """The amounts that are named, in their order; named twice in a row ("charging time from 10 to 80") they are one."""
    found: list[_Amount] = []
    for name in matcher.lexicon.names(words):
        if name.kind == QUANTITY and found and found[-1].value == name.value:
            found[-1] = found[-1]._replace(end=name.end)
        elif name.kind == QUANTITY:
            found.append(_Amount(name.value, name.start, name.end))
    return found
