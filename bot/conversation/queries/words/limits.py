"""Reads limits: the words of a question in, the limit and the place of its unit in "over 100 billion yuan" out."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from bot.conversation.queries.words.language import Language
from bot.conversation.queries.words.numbers import Number, number_at, numbers_in
from bot.conversation.queries.words.spans import is_year
from bot.conversation.queries.words.word_lists import WordList
from bot.figures import Limit, Measure
from bot.matching import normalise

_LONGEST = 3  # Words that a number before "or more" takes, at most.
_BEHIND = 3  # Place behind "over" up to which its number begins.
_FEW = 12  # Things that "the" counts, at most: "the last twelve months", but not "over the 5,000".
_LEADS: tuple[WordList, ...] = (
    *("or_more", "or_less", "above", "below"),
    *("at_least", "at_most", "least_behind_at", "most_behind_at"),
)
"""The lists of words of which each limit has one."""
_LARGE = 100  # A number is an amount from here on, whatever stands before it: a smaller one may be anything.
_RANKED = 100  # Things that a list of the best holds, at most: "the top 20".


class NamedLimit(NamedTuple):
    limit: Limit
    stop: int  # The place behind its words, where its unit may stand.


def limit_of(words: Sequence[str], language: Language) -> NamedLimit | None:
    """The number right behind "over", "less than" and the like, or before "or more". One that only counts the things
    asked about ("over the five") is no limit."""
    lists = language.words
    if all(lists[name].isdisjoint(words) for name in _LEADS):
        return None
    ends = lists["or_more"] | lists["or_less"] | lists["above"] | lists["below"]
    for at, word in enumerate(words):
        is_end = at > 0 and words[at - 1] in lists["or"] and word in ends
        found = _limit_before(words, at, language) if is_end else _limit_behind(words, at, language)
        if found is not None:
            return found
    return None


def _limit_before(words: Sequence[str], at: int, language: Language) -> NamedLimit | None:
    """The limit of "four or more", where `at` is the place of "more"."""
    word, lists = words[at], language.words
    for start in range(at - 2, max(-1, at - 2 - _LONGEST), -1):
        number = number_at(words, start, language)
        if number and not is_year(words[start]):
            is_speed = language.amount_of(language.unit_at(words, number.stop)) == "speed"  # Of km/h "faster" goes up.
            above = word in lists["or_more"] | lists["above"] or (is_speed and word in lists["good"])
            return NamedLimit(Limit(number.value, above=above, inclusive=True), number.stop)
    return None


def _limit_behind(words: Sequence[str], at: int, language: Language) -> NamedLimit | None:
    """The limit of "over 100" or "at least 100", where `at` is the place of "over" or "least"."""
    word, lists, inclusive = words[at], language.words, is_inclusive(words, at, language)
    needs_at = lists["least_behind_at"] | lists["most_behind_at"]  # "Least" without "at" before it sets no limit.
    if not inclusive and word not in (lists["above"] | lists["below"]) - needs_at:
        return None
    number = _number_behind(words, at, language)
    if number is None or _is_other_than_limit(number, words, language) or _counts_all(number, words, language):
        return None
    upwards = lists["least_behind_at"] | lists["at_least"] if inclusive else lists["above"]
    return NamedLimit(Limit(number.value, above=word in upwards, inclusive=inclusive), number.stop)


def is_inclusive(words: Sequence[str], at: int, language: Language) -> bool:
    """Whether a word says that the number behind it is within the limit: "least" and "most" behind "at"."""
    word, lists = words[at], language.words
    if word in lists["at_least"] | lists["at_most"]:
        return True
    return at > 0 and words[at - 1] in lists["at"] and word in lists["least_behind_at"] | lists["most_behind_at"]


def _number_behind(words: Sequence[str], at: int, language: Language) -> Number | None:
    """The number close behind a place, nothing but words like "than the" between."""
    for start in range(at + 1, min(at + _BEHIND + 1, len(words))):
        number = _amount_at(words, start, language)
        if number is not None or words[start] not in language.words["before_number"]:
            return number
    return None


def _amount_at(words: Sequence[str], at: int, language: Language) -> Number | None:
    """The number at a place, also the half of "half an hour" and the 1 of "than a minute"; "over a day" is no limit."""
    lists = language.words
    is_half = words[at] in lists["half"]
    has_article = is_half and not lists["articles"].isdisjoint(words[at + 1 : at + 2])
    unit = at + 2 if has_article else at + 1
    is_one = words[at] in lists["articles"] and words[at - 1] in lists["before_number"]
    if unit < len(words) and words[unit] in language.lengths and (is_half or is_one):
        return Number(0.5 if is_half else 1.0, at, unit)
    return number_at(words, at, language)


def _is_other_than_limit(number: Number, words: Sequence[str], language: Language) -> bool:
    """Whether a number behind "over" or the like is a year or "one" ("higher than the one of 2024"), the first of two
    ("quicker, 0-100"), or counts times ("over the four quarters")."""
    said, behind = words[number.start : number.stop], words[number.stop : number.stop + 1]
    if not language.lengths.keys().isdisjoint(behind):
        return False
    if len(said) == 1 and (language.numbers.get(said[0]) == 1 or is_year(said[0])):
        return True
    is_first = bool(behind) and number_at(words, number.stop, language) is not None
    return is_first or not (language.words["months"] | language.words["quarters"]).isdisjoint(behind)


def _counts_all(number: Number, words: Sequence[str], language: Language) -> bool:
    """Whether a small number tells how many of something there are, as in "over the five" and "top 3", but not in
    "above the 5 percent mark"."""
    before, unit = words[number.start - 1], language.unit_at(words, number.stop)
    counts_things = number.stop == number.start + 1 and number.value == int(number.value)
    if not counts_things or language.amount_of(unit) or language.length_of(unit):
        return False
    is_few = before in language.words["definite"] and number.value <= _FEW
    return is_few or (before in language.words["counted"] and number.value <= _RANKED)


def amount_reached(words: Sequence[str], language: Language) -> NamedLimit | None:
    """The only large number, as that of "by when had they sold half a million": it is reached."""
    large = (one for one in numbers_in(words, language) if one.value >= _LARGE)
    # Of "0-100" none is reached.
    found = [one for one in large if one.start == 0 or language.number(words[one.start - 1]) is None]
    if len(found) != 1:
        return None
    return NamedLimit(Limit(found[0].value, above=True, inclusive=True), found[0].stop)


def two_limits_of(words: Sequence[str], language: Language) -> tuple[Limit, Limit] | None:
    """The only two numbers that are named, but for years and those of a time ("24 hours"): "from 20 to 50 shops"."""
    times = language.words["times"]
    found = [one.value for one in numbers_in(words, language) if times.isdisjoint(words[one.stop : one.stop + 1])]
    if len(found) != 2 or found[0] == found[1]:
        return None
    rises = found[0] < found[1]
    return Limit(found[0], above=rises), Limit(found[1], above=rises)


def is_attribute(words: Sequence[str], at: int, language: Language) -> bool:
    """Whether a word only describes what the number behind it is of, and sets no limit: "the bigger 76 kWh battery"."""
    word, lists = words[at], language.words
    if not (word in lists["above"] or word in lists["below"]):
        return False
    adjectives = lists["up"] | lists["down"] | lists["good"] | lists["bad"]
    if word not in adjectives or word in lists["counted"] | lists["counted_before"]:
        return False
    has_article = at > 0 and words[at - 1] in lists["definite"] | lists["articles"]
    return has_article and at + 1 < len(words) and number_at(words, at + 1, language) is not None


def scaled(limit: Limit, measure: Measure, language: Language, said: str = "") -> Limit:
    """As the measure counts: "100 billion" as 100 of billions, "7 minutes" as 420 seconds. `said`: its unit."""
    length, own = language.length_of(said), language.length_of(measure.unit or "")
    if length is not None and own is not None:
        return replace(limit, value=limit.value * length / own)
    unit = normalise(measure.unit or "")
    scale = next((size for word, size in language.scales.items() if word in unit), 1.0)
    return replace(limit, value=limit.value / scale) if limit.value >= scale else limit
