"""Reads the numbers in a question that are limits, or the ends of a course of time."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.conversation.queries.language import Language
from bot.figures import Limit

_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_AT_EDGE = 1e-9
"""Share by which "at least" counts the limit itself in."""


def number_at(words: Sequence[str], at: int, of: Language) -> tuple[float, int] | None:
    """The number that begins at a place and how many words it takes: "1 billion", "four", "20000"."""
    word = words[at]
    if tuple(words[at : at + 2]) == ("half", "a") and words[at + 2 : at + 3] and words[at + 2] in of.scales:
        return 0.5 * of.scales[words[at + 2]], 3
    if _NUMBER.fullmatch(word):
        value = float(word)
    elif word in of.numbers:
        value = float(of.numbers[word])
    elif word in of.scales and at and words[at - 1] == "a":
        return of.scales[word], 1
    else:
        return None
    if at + 1 < len(words) and words[at + 1] in of.scales:
        return value * of.scales[words[at + 1]], 2
    return value, 1


def limit_of(words: Sequence[str], of: Language) -> Limit | None:
    """The number right behind "over", "less than" and the like, or before "or more"."""
    above, below = of.words["above"], of.words["below"]
    for at, word in enumerate(words):
        edge = tuple(words[max(0, at - 1) : at + 1])
        if edge in (("or", "more"), ("or", "less"), ("or", "fewer")):
            for back in (at - 2, at - 3):
                found = number_at(words, back, of) if back >= 0 else None
                if found and not _YEAR.fullmatch(words[back]):
                    return Limit(found[0] * (1 - _AT_EDGE if word == "more" else 1 + _AT_EDGE), word == "more")
            continue
        if (word not in above and word not in below) or (word in ("least", "most") and edge[0] != "at"):
            continue
        after = at + 1
        while after < len(words) and words[after] in of.words["before_number"]:
            after += 1
        found = number_at(words, after, of) if after < len(words) and after <= at + 3 else None
        if found and words[after] == "one" and found[1] == 1:
            continue  # "Higher than the one of 2024".
        if found and not (_YEAR.fullmatch(words[after]) and found[1] == 1):
            if word in ("least", "most"):
                return Limit(found[0] * (1 - _AT_EDGE if word == "least" else 1 + _AT_EDGE), word == "least")
            return Limit(found[0], word in above)
    return None


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
