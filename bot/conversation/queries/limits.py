"""Reads the numbers in a question that are limits, or the ends of a course of time."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.conversation.queries.language import Language
from bot.figures import Limit, Measure
from bot.matching import normalise

_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_AT_EDGE = 1e-9
"""Share by which "at least" counts the limit itself in."""


def number_at(words: Sequence[str], at: int, of: Language) -> tuple[float, int] | None:
    """The number that begins at a place and how many words it takes: "1 billion", "four", "20000"."""
    word = words[at]
    one, half = of.words["one"], of.words["half"]
    if word in half and words[at + 2 : at + 3] and words[at + 1] in one and words[at + 2] in of.scales:
        return 0.5 * of.scales[words[at + 2]], 3
    if _NUMBER.fullmatch(word):
        value = float(word)
    elif word in of.numbers:
        value = float(of.numbers[word])
    elif word in of.scales and at and words[at - 1] in one:
        return of.scales[word], 1
    else:
        return None
    if at + 1 < len(words) and words[at + 1] in of.scales:
        return value * of.scales[words[at + 1]], 2
    return value, 1


def limit_of(words: Sequence[str], of: Language) -> tuple[Limit, int] | None:
    """The number right behind "over", "less than" and the like, or before "or more", and the place behind it."""
    above, below = of.words["above"], of.words["below"]
    for at, word in enumerate(words):
        more = word in of.words["or_more"]
        if at and words[at - 1] in of.words["or"] and (more or word in of.words["or_less"]):
            for back in (at - 2, at - 3, at - 4):
                found = number_at(words, back, of) if back >= 0 else None
                if found and not _YEAR.fullmatch(words[back]):
                    return _counted_in(found[0], above=more), back + found[1]
            continue
        edge = is_edge(words, at, of)
        if not edge and (word in of.words["edge_least"] or word in of.words["edge_most"]):
            continue
        if not edge and word not in above and word not in below:
            continue
        after = at + 1
        while after < len(words) and words[after] in of.words["before_number"]:
            after += 1
        found = number_at(words, after, of) if after < len(words) and after <= at + 3 else None
        if found and words[after] in of.numbers and of.numbers[words[after]] == 1 and found[1] == 1:
            continue  # "Higher than the one of 2024".
        if found and after + found[1] < len(words) and number_at(words, after + found[1], of):
            continue  # "Quicker, 0-100": no number ends there.
        if found and not (_YEAR.fullmatch(words[after]) and found[1] == 1):
            if edge:
                least = word in of.words["edge_least"] or word in of.words["at_least"]
                return _counted_in(found[0], above=least), after + found[1]
            return Limit(found[0], word in above), after + found[1]
    return None


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
        after = at + number[1]
        if not _YEAR.fullmatch(words[at]) and not (after < len(words) and words[after] in of.words["times"]):
            found.append(number[0])
        at = after
    if len(found) != 2 or found[0] == found[1]:
        return None
    above = found[0] < found[1]
    return Limit(found[0], above), Limit(found[1], above)


def asks_between(words: Sequence[str], of: Language) -> bool:
    return not of.words["between"].isdisjoint(words)


def scaled(limit: Limit, measure: Measure, language: Language) -> Limit:
    """ "100 billion" is 100 where the unit counts billions."""
    unit = normalise(measure.unit or "")
    scale = next((size for word, size in language.scales.items() if word in unit), 1.0)
    return Limit(limit.value / scale, limit.above) if limit.value >= scale else limit
