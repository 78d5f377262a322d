"""Reads the numbers in a question that are limits, or the ends of a course of time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from bot.conversation.queries.language import Language
from bot.conversation.queries.spans import is_year
from bot.figures import Limit, Measure
from bot.matching import normalise

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_AT_EDGE = 1e-9
"""Share by which "at least" counts the limit itself in."""
_LONGEST = 3
"""Words that a number before "or more" takes, at most."""
_BEHIND = 3
"""Place behind "over" up to which its number begins."""


class Number(NamedTuple):
    value: float
    length: int
    """Words that it takes."""


def number_at(words: Sequence[str], at: int, of: Language) -> Number | None:
    """The number that begins at a place: "1 billion", "four", "20000"."""
    word = words[at]
    one, half = of.words["one"], of.words["half"]
    if word in half and words[at + 2 : at + 3] and words[at + 1] in one and words[at + 2] in of.scales:
        return Number(0.5 * of.scales[words[at + 2]], 3)
    if _NUMBER.fullmatch(word):
        value = float(word)
    elif word in of.numbers:
        value = float(of.numbers[word])
    elif word in of.scales and at and words[at - 1] in one:
        return Number(of.scales[word], 1)
    else:
        return None
    if at + 1 < len(words) and words[at + 1] in of.scales:
        return Number(value * of.scales[words[at + 1]], 2)
    return Number(value, 1)


def limit_of(words: Sequence[str], of: Language) -> tuple[Limit, int] | None:
    """The number right behind "over", "less than" and the like, or before "or more", and the place behind it."""
    ends = of.words["or_more"] | of.words["or_less"]
    for at, word in enumerate(words):
        is_end = at > 0 and words[at - 1] in of.words["or"] and word in ends
        found = _limit_before(words, at, of) if is_end else _limit_behind(words, at, of)
        if found is not None:
            return found
    return None


def _limit_before(words: Sequence[str], at: int, of: Language) -> tuple[Limit, int] | None:
    """That of "four or more", where `at` is the place of "more"."""
    for start in range(at - 2, max(-1, at - 2 - _LONGEST), -1):
        number = number_at(words, start, of)
        if number and not is_year(words[start]):
            return _counted_in(number.value, above=words[at] in of.words["or_more"]), start + number.length
    return None


def _limit_behind(words: Sequence[str], at: int, of: Language) -> tuple[Limit, int] | None:
    """That of "over 100" and "at least 100", where `at` is the place of "over" or "least"."""
    word, edge = words[at], is_edge(words, at, of)
    above, least = word in of.words["above"], word in of.words["edge_least"]
    half_an_edge = least or word in of.words["edge_most"]  # "Least" without "at" before it.
    leads = (above or word in of.words["below"]) and not half_an_edge
    if not (edge or leads):
        return None
    start = at + 1
    while start < len(words) and words[start] in of.words["before_number"]:
        start += 1
    number = number_at(words, start, of) if start < len(words) and start <= at + _BEHIND else None
    if number is None:
        return None
    says_one = of.numbers.get(words[start]) == 1
    if number.length == 1 and (says_one or is_year(words[start])):
        return None  # "Higher than the one of 2024".
    behind = start + number.length
    if behind < len(words) and number_at(words, behind, of):
        return None  # "Quicker, 0-100": no number ends there.
    if behind < len(words) and words[behind] in of.words["months"] | of.words["quarters"]:
        return None  # "Over the four quarters" says when.
    if edge:
        return _counted_in(number.value, above=least or word in of.words["at_least"]), behind
    return Limit(number.value, above), behind


def is_edge(words: Sequence[str], at: int, of: Language) -> bool:
    """Whether a word says that the number behind it is counted in: "at least", "at most"."""
    word = words[at]
    if word in of.words["at_least"] or word in of.words["at_most"]:
        return True
    is_end = word in of.words["edge_least"] or word in of.words["edge_most"]
    return is_end and at > 0 and words[at - 1] in of.words["at"]


def _counted_in(value: float, *, above: bool) -> Limit:
    return Limit(value * (1 - _AT_EDGE if above else 1 + _AT_EDGE), above)


def course_of(words: Sequence[str], of: Language) -> tuple[Limit, Limit] | None:
    """The only two numbers that are named, but for years and those of a time ("24 hours")."""
    found: list[float] = []
    at = 0
    while at < len(words):
        number = number_at(words, at, of)
        if number is None:
            at += 1
            continue
        after = at + number.length
        if not is_year(words[at]) and not (after < len(words) and words[after] in of.words["times"]):
            found.append(number.value)
        at = after
    if len(found) != 2 or found[0] == found[1]:
        return None
    above = found[0] < found[1]
    return Limit(found[0], above), Limit(found[1], above)


def scaled(limit: Limit, measure: Measure, language: Language) -> Limit:
    """ "100 billion" is 100 where the unit counts billions."""
    unit = normalise(measure.unit or "")
    scale = next((size for word, size in language.scales.items() if word in unit), 1.0)
    return Limit(limit.value / scale, limit.above) if limit.value >= scale else limit
