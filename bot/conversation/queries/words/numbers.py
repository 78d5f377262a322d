"""Reads numbers among words, with their places: "two and a half million" as 2,500,000."""

import re
from collections.abc import Iterator, Sequence
from math import isclose
from typing import NamedTuple

from bot.conversation.queries.words.language import PERCENT, Language
from bot.conversation.queries.words.spans import is_year

_WITH_UNIT = re.compile(r"\A(\d++(?:\.\d++)?)([^\W\d_]++)")
FEW = 2  # Numbers up to this say little: "one of", "the two".
_ROUNDED = 1e-3  # Share by which a number that is stated may differ from the one that is held.


class Number(NamedTuple):
    value: float
    start: int
    stop: int  # The place behind its words.


def is_same(stated: float, held: float) -> bool:
    """Whether a number that somebody states is the one that is held, perhaps rounded."""
    return isclose(stated, held, rel_tol=_ROUNDED)


def numbers_in(words: Sequence[str], language: Language) -> Iterator[Number]:
    """All but years."""
    stop = 0
    for at, word in enumerate(words):
        number = number_at(words, at, language) if at >= stop else None
        if number is not None:
            stop = number.stop
            if not is_year(word):
                yield number


def number_at(words: Sequence[str], at: int, language: Language) -> Number | None:
    """The number that begins at a place: "1 billion", "four", "20000", "two and a half million"."""
    word = words[at]
    articles = language.words["articles"]
    if word in language.words["half"]:
        scale = at + 2 if not articles.isdisjoint(words[at + 1 : at + 2]) else at + 1
        is_of_scale = scale < len(words) and words[scale] in language.scales
        return Number(0.5 * language.scales[words[scale]], at, scale + 1) if is_of_scale else None
    number = number_before_scale(words, at, language)
    if number is None:
        is_scale_alone = word in language.scales and at > 0 and words[at - 1] in articles  # "A million."
        return Number(language.scales[word], at, at + 1) if is_scale_alone else None
    if number.stop < len(words) and words[number.stop] in language.scales:
        return Number(number.value * language.scales[words[number.stop]], at, number.stop + 1)
    return number


def number_before_scale(words: Sequence[str], at: int, language: Language) -> Number | None:
    """The number at a place, without the scale behind it: 2.5 of "two and a half million"; None of "half a million"."""
    whole = language.number(words[at])
    if whole is None:
        return None
    part = at + 1
    if language.words["and"].isdisjoint(words[part : part + 1]):
        return Number(whole, at, part)
    part += 2 if not language.words["articles"].isdisjoint(words[part + 1 : part + 2]) else 1
    said = words[part] if part < len(words) else ""
    fraction = 0.5 if said in language.words["half"] else 0.25 if said in language.words["fourth"] else 0.0
    return Number(whole + fraction, at, part + 1) if fraction else Number(whole, at, at + 1)


def with_units_told(words: Sequence[str], language: Language) -> tuple[str, ...]:
    """The words, with "27min" as two, and "per cent" as "percent"."""
    found: list[str] = []
    for at, word in enumerate(words):
        is_percent = bool(found) and f"{found[-1]}-{word}" in language.words["percent_in_two"]
        if is_percent and not _is_counted(words, at + 1, language):
            found[-1] = PERCENT
        else:
            found += _number_and_unit(word, language) or (word,)
    return tuple(found)


def _number_and_unit(word: str, language: Language) -> tuple[str, ...]:
    """Those of "27min"; empty of other words, of which most do not begin with a digit and end with a letter."""
    glued = _WITH_UNIT.fullmatch(word) if word[:1] <= "9" < word[-1:] else None
    is_known = glued and (glued[2] in language.lengths or language.units.at(glued.groups(), 1) is not None)
    return glued.groups() if glued and is_known else ()


def _is_counted(words: Sequence[str], at: int, language: Language) -> bool:
    """Whether a number or a unit stands there: "pour cent euros" is for a hundred of them."""
    behind = words[at] if at < len(words) else ""
    return language.number(behind) is not None or behind in language.scales or language.units.at(words, at) is not None
