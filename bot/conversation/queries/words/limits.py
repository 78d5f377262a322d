"""Reads the limit and the unit of "over 100 billion yuan"."""

from collections.abc import Sequence
from typing import NamedTuple

from bot.conversation.queries.words.language import Language
from bot.conversation.queries.words.numbers import Number, number_at, numbers_in
from bot.conversation.queries.words.spans import is_year
from bot.conversation.queries.words.word_lists import WordList
from bot.figures import Limit

_LONGEST = 3  # Words that a number before "or more" takes, at most.
_FARTHEST = 3  # Place behind "over" up to which its number begins.
_COUNTED_BY_THE = 12  # Things, at most: "the last twelve months", but not "over the 5,000".
_COUNTED_BY_TOP = 100  # Things that a list of the best holds, at most: "the top 20".
_LEADS: tuple[WordList, ...] = (
    *("or_more", "or_less", "above", "below"),
    *("at_least", "at_most", "least_behind_at", "most_behind_at"),
)
"""The lists of words of which each limit has one."""
_LARGE = 100  # A number is an amount from here on, whatever stands before it: a smaller one may be anything.


class Limits(NamedTuple):
    """The limits that a question sets."""

    to_number: Limit | None  # That of "over 100 billion yuan".
    unit: str  # The word behind it, or words ("km h").
    to_zero: Limit | None  # That of 0 which words set, as "made a loss".
    zero_said: frozenset[str]  # These words.
    two: tuple[Limit, Limit] | None  # From where to where, as in "from 20 to 50 shops".


class _NamedLimit(NamedTuple):
    limit: Limit
    stop: int  # The place behind its words, where its unit may stand.


def limits_of(words: Sequence[str], text: str, language: Language, *, may_reach: bool) -> Limits:
    """`text`: all words in one; `may_reach`: a number alone may be the limit, by "when did they first reach"."""
    named = _limit_named(words, language) or (_amount_reached(words, language) if may_reach else None)
    signs = ((Limit(0.0, above), pattern.search(text)) for above, pattern in language.patterns.signs)
    zero, said = next(((limit, found[0]) for limit, found in signs if found), (None, ""))
    return Limits(
        to_number=named.limit if named else None,
        unit=language.unit_at(words, named.stop) if named else "",
        to_zero=zero,
        zero_said=frozenset(said.split()),
        two=_two_limits(words, language),
    )


def _limit_named(words: Sequence[str], language: Language) -> _NamedLimit | None:
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


def _limit_before(words: Sequence[str], at: int, language: Language) -> _NamedLimit | None:
    """The limit of "four or more", where `at` is the place of "more"."""
    word, lists = words[at], language.words
    for start in range(at - 2, max(-1, at - 2 - _LONGEST), -1):
        number = number_at(words, start, language)
        if number and not is_year(words[start]):
            is_speed = language.amount_of(language.unit_at(words, number.stop)) == "speed"  # Of km/h "faster" goes up.
            above = word in lists["or_more"] | lists["above"] or (is_speed and word in lists["good"])
            return _NamedLimit(Limit(number.value, above=above, inclusive=True), number.stop)
    return None


def _limit_behind(words: Sequence[str], at: int, language: Language) -> _NamedLimit | None:
    """The limit of "over 100" or "at least 100", where `at` is the place of "over" or "least"."""
    number = _number_behind(words, at, language)
    limit = _limit_to(number.value, words, at, language) if number is not None else None
    if number is None or limit is None:
        return None
    if _is_other_than_limit(number, words, language) or _counts_all(number, words, language):
        return None
    return _NamedLimit(limit, number.stop)


def _limit_to(value: float, words: Sequence[str], at: int, language: Language) -> Limit | None:
    """As the word at a place sets it to the number behind: "over", or the "least" of "at least"."""
    word, lists = words[at], language.words
    if is_inclusive(words, at, language):
        return Limit(value, above=word in lists["at_least"] | lists["least_behind_at"], inclusive=True)
    needs_at = word in lists["least_behind_at"] | lists["most_behind_at"]  # "Least" without "at" sets no limit.
    is_limit = word in lists["above"] | lists["below"] and not needs_at
    return Limit(value, above=word in lists["above"]) if is_limit else None


def is_inclusive(words: Sequence[str], at: int, language: Language) -> bool:
    """Whether a word says that the number behind it is within the limit: "least" and "most" behind "at"."""
    word, lists = words[at], language.words
    if word in lists["at_least"] | lists["at_most"]:
        return True
    return at > 0 and words[at - 1] in lists["at"] and word in lists["least_behind_at"] | lists["most_behind_at"]


def _number_behind(words: Sequence[str], at: int, language: Language) -> Number | None:
    """The number close behind a place, nothing but words like "than the" between."""
    for start in range(at + 1, min(at + _FARTHEST + 1, len(words))):
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
    is_few = before in language.words["definite"] and number.value <= _COUNTED_BY_THE
    return is_few or (before in language.words["counted"] and number.value <= _COUNTED_BY_TOP)


def _amount_reached(words: Sequence[str], language: Language) -> _NamedLimit | None:
    """The only large number, as that of "by when had they sold half a million": it is reached."""
    large = (one for one in numbers_in(words, language) if one.value >= _LARGE)
    # Of "0-100" none is reached.
    found = [one for one in large if one.start == 0 or language.number(words[one.start - 1]) is None]
    if len(found) != 1:
        return None
    return _NamedLimit(Limit(found[0].value, above=True, inclusive=True), found[0].stop)


def _two_limits(words: Sequence[str], language: Language) -> tuple[Limit, Limit] | None:
    """The only two numbers that are named, but for years and those of a time ("24 hours"): "from 20 to 50 shops"."""
    times = language.words["times"]
    found = [one.value for one in numbers_in(words, language) if times.isdisjoint(words[one.stop : one.stop + 1])]
    if len(found) != 2 or found[0] == found[1]:
        return None
    rises = found[0] < found[1]
    return Limit(found[0], above=rises), Limit(found[1], above=rises)
