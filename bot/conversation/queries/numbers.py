"""Reads the numbers in a question: one limit, two limits, and places among others."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from math import isclose
from typing import NamedTuple

from bot.conversation.queries.language import Language
from bot.conversation.queries.spans import is_year
from bot.figures import Limit, Measure
from bot.matching import normalise

_PLACE = re.compile(r"([2-9]|1\d)(?:st|nd|rd|th)")
_WITH_UNIT = re.compile(r"\A(\d++(?:\.\d++)?)([^\W\d_]++)")
_LONGEST = 3
"""Words that a number before "or more" takes, at most."""
_BEHIND = 3
"""Place behind "over" up to which its number begins."""
_FEW = 12
"""Things that "the" counts, at most: "the last twelve months", but not "over the 5,000"."""
FEW = 2
"""Numbers up to this say little: "one of", "the two"."""
_LARGE = 100
"""A number is an amount from here on, whatever stands before it: a smaller one may be anything."""
_ROUNDED = 1e-3
"""Share by which a number that is stated may differ from the one that is held."""
_ON_PODIUM = 3
_CLAUSE = 5
"""Words before "most" among which the clause begins that it ends: "that sold by far the most"."""
_COUNTED_THING = 3
"""Words before that clause among which stands what is counted: "three new bikes"."""
_RANKED = 100
"""Things that a list of the best holds, at most: "the top 20"."""


def is_same(stated: float, held: float) -> bool:
    """Whether a number that somebody states is the one that is held, perhaps rounded."""
    return isclose(stated, held, rel_tol=_ROUNDED)


class Number(NamedTuple):
    value: float
    length: int
    """Words that it takes."""


class NamedLimit(NamedTuple):
    limit: Limit
    stop: int
    """The place behind its words."""


def number_at(words: Sequence[str], at: int, of: Language) -> Number | None:
    """The number that begins at a place: "1 billion", "four", "20000", "two and a half million"."""
    word = words[at]
    articles = of.words["articles"]
    if word in of.words["half"]:
        scale = at + 2 if not articles.isdisjoint(words[at + 1 : at + 2]) else at + 1
        is_of_scale = scale < len(words) and words[scale] in of.scales
        return Number(0.5 * of.scales[words[scale]], scale + 1 - at) if is_of_scale else None
    number = number_before_scale(words, at, of)
    if number is None:
        is_scale_alone = word in of.scales and at > 0 and words[at - 1] in articles  # "A million."
        return Number(of.scales[word], 1) if is_scale_alone else None
    behind = at + number.length
    if behind < len(words) and words[behind] in of.scales:
        return Number(number.value * of.scales[words[behind]], number.length + 1)
    return number


def number_before_scale(words: Sequence[str], at: int, of: Language) -> Number | None:
    """The same, but only 2.5 of "two and a half million", and nothing of "half a million"."""
    whole = of.number(words[at])
    if whole is None:
        return None
    part = at + 1
    if of.words["and"].isdisjoint(words[part : part + 1]):
        return Number(whole, 1)
    part += 2 if not of.words["articles"].isdisjoint(words[part + 1 : part + 2]) else 1
    said = words[part] if part < len(words) else ""
    fraction = 0.5 if said in of.words["half"] else 0.25 if said in of.words["fourth"] else 0.0
    return Number(whole + fraction, part + 1 - at) if fraction else Number(whole, 1)


def with_units_apart(words: Sequence[str], of: Language) -> tuple[str, ...]:
    """The words, but a number that is written in one with its unit, "27min", as two."""
    found: list[str] = []
    for word in words:
        glued = _WITH_UNIT.fullmatch(word) if word[:1] <= "9" < word[-1:] else None
        is_unit = glued is not None and (glued[2] in of.lengths or of.units.at(glued.groups(), 1) is not None)
        found += glued.groups() if glued is not None and is_unit else (word,)
    return tuple(found)


def limit_of(words: Sequence[str], of: Language) -> NamedLimit | None:
    """The number right behind "over", "less than" and the like, or before "or more", unless it counts all there are."""
    ends = of.words["or_more"] | of.words["or_less"] | of.words["above"] | of.words["below"]
    for at, word in enumerate(words):
        is_end = at > 0 and words[at - 1] in of.words["or"] and word in ends
        found = _limit_before(words, at, of) if is_end else _limit_behind(words, at, of)
        if found is not None:
            return found
    return None


def amount_reached(words: Sequence[str], of: Language) -> NamedLimit | None:
    """The only large number, as that of "by when had they sold half a million": it is reached."""
    found: list[NamedLimit] = []
    at = 0
    while at < len(words):
        number = number_at(words, at, of)
        stop = at + (number.length if number else 1)
        is_amount = number is not None and number.value >= _LARGE and not is_year(words[at])
        if number and is_amount and not (at and of.number(words[at - 1]) is not None):  # Of "0-100" none is reached.
            found.append(NamedLimit(Limit(number.value, above=True, inclusive=True), stop))
        at = stop
    return found[0] if len(found) == 1 else None


def _limit_before(words: Sequence[str], at: int, of: Language) -> NamedLimit | None:
    """That of "four or more", where `at` is the place of "more"."""
    for start in range(at - 2, max(-1, at - 2 - _LONGEST), -1):
        number = number_at(words, start, of)
        if number and not is_year(words[start]):
            stop = start + number.length
            return NamedLimit(Limit(number.value, above=_is_upwards(words, at, stop, of), inclusive=True), stop)
    return None


def _is_upwards(words: Sequence[str], at: int, unit: int, of: Language) -> bool:
    """Whether the word behind "or" tells of more; what is faster takes less time, but does more km/h. `unit`: the place
    of the limit's unit."""
    word, lists = words[at], of.words
    is_speed = of.amount_of(of.unit_at(words, unit)) == "speed"
    return word in lists["or_more"] | lists["above"] or (is_speed and word in lists["good"])


def _limit_behind(words: Sequence[str], at: int, of: Language) -> NamedLimit | None:
    """That of "over 100" and "at least 100", where `at` is the place of "over" or "least"."""
    word, lists, inclusive = words[at], of.words, is_inclusive(words, at, of)
    lacks_at = word in lists["least_behind_at"] | lists["most_behind_at"]  # "Least" without "at" before it.
    if not inclusive and (lacks_at or word not in lists["above"] | lists["below"]):
        return None
    start = at + 1
    while start < len(words) and words[start] in lists["before_number"] and not _amount_at(words, start, of):
        start += 1
    number = _amount_at(words, start, of) if start < len(words) and start <= at + _BEHIND else None
    if number is None or not _is_limit(number, words, start, of) or _counts_all(number, words, start, of):
        return None
    upwards = lists["least_behind_at"] | lists["at_least"] if inclusive else lists["above"]
    return NamedLimit(Limit(number.value, above=word in upwards, inclusive=inclusive), start + number.length)


def _amount_at(words: Sequence[str], at: int, of: Language) -> Number | None:
    """The number that begins at a place, or the half of "half an hour" and the 1 of "than a minute": "over a day" tells
    of no limit."""
    is_half = words[at] in of.words["half"]
    has_article = is_half and not of.words["articles"].isdisjoint(words[at + 1 : at + 2])
    unit = at + 2 if has_article else at + 1
    is_one = words[at] in of.words["articles"] and words[at - 1] in of.words["before_number"]
    if unit < len(words) and words[unit] in of.lengths and (is_half or is_one):
        return Number(0.5 if is_half else 1.0, unit - at)
    return number_at(words, at, of)


def _is_limit(number: Number, words: Sequence[str], at: int, of: Language) -> bool:
    """Whether a number at a place, behind "over" or the like, is no year, first of two limits or count of times."""
    behind = at + number.length
    if words[behind : behind + 1] and words[behind] in of.lengths:
        return True
    if number.length == 1 and (of.numbers.get(words[at]) == 1 or is_year(words[at])):
        return False  # "Higher than the one of 2024".
    if behind == len(words):
        return True
    # "Quicker, 0-100": no number ends there; "over the four quarters" says when.
    return not number_at(words, behind, of) and words[behind] not in of.words["months"] | of.words["quarters"]


def _counts_all(number: Number, words: Sequence[str], at: int, of: Language) -> bool:
    """Whether a small number at a place tells how many of something there are: "over the five", "top 3"."""
    before, unit = words[at - 1], of.unit_at(words, at + number.length)
    if number.length > 1 or number.value != int(number.value) or of.amount_of(unit) or of.length_of(unit):
        return False  # "Above the 5 percent mark" is a limit.
    is_few = before in of.words["definite"] and number.value <= _FEW
    return is_few or (before in of.words["counted"] and number.value <= _RANKED)


def is_attribute(words: Sequence[str], at: int, of: Language) -> bool:
    """Whether a word only describes what the number behind it is of, and sets no limit: "the bigger 76 kWh battery"."""
    word, lists = words[at], of.words
    adjectives = lists["up"] | lists["down"] | lists["good"] | lists["bad"]
    compares = word in adjectives & (lists["above"] | lists["below"])
    if not compares or word in lists["counted"] | lists["counted_before"]:
        return False
    has_article = at > 0 and words[at - 1] in lists["definite"] | lists["articles"]
    return has_article and at + 1 < len(words) and number_at(words, at + 1, of) is not None


def is_inclusive(words: Sequence[str], at: int, of: Language) -> bool:
    """Whether a word says that the number behind it is within the limit: "least" and "most" behind "at"."""
    word, lists = words[at], of.words
    if word in lists["at_least"] | lists["at_most"]:
        return True
    return at > 0 and words[at - 1] in lists["at"] and word in lists["least_behind_at"] | lists["most_behind_at"]


def two_limits_of(words: Sequence[str], of: Language) -> tuple[Limit, Limit] | None:
    """The only two numbers that are named, as in "from 20 to 50 shops"; years and numbers of a time ("24 hours") do not
    count."""
    found: list[float] = []
    at = 0
    while at < len(words):
        number = number_at(words, at, of)
        behind = at + (number.length if number else 1)
        if number and not is_year(words[at]) and of.words["times"].isdisjoint(words[behind : behind + 1]):
            found.append(number.value)
        at = behind
    if len(found) != 2 or found[0] == found[1]:
        return None
    rises = found[0] < found[1]
    return Limit(found[0], above=rises), Limit(found[1], above=rises)


def lengths_in(words: Sequence[str], stem: Callable[[str], str], of: Language) -> frozenset[float]:
    """The lengths of time, in seconds, that words tell with a number or as the first: "27 minutes", "first hour"; the
    "first days" are of no length."""
    times, found = of.seconds_by(stem), set[float]()
    for before, word in pairwise(words):
        is_first = of.ordinals.get(before) == 1 and word in of.per
        count = 1.0 if is_first else of.number(before)
        if count is not None and stem(word) in times:
            found.add(count * times[stem(word)])
    return frozenset(found)


def scaled(limit: Limit, measure: Measure, language: Language, said: str = "") -> Limit:
    """ "100 billion" is 100 where the unit counts billions, and "7 minutes" are 420 of seconds. `said`: the unit of the
    limit."""
    length, own = language.length_of(said), language.length_of(measure.unit or "")
    if length is not None and own is not None:
        return replace(limit, value=limit.value * length / own)
    unit = normalise(measure.unit or "")
    scale = next((size for word, size in language.scales.items() if word in unit), 1.0)
    return replace(limit, value=limit.value / scale) if limit.value >= scale else limit


def rank_of(words: Sequence[str], text: str, of: Language) -> int | None:
    """The place that is asked for, as 2 in "the second best"; 1 where none is; None where it is asked which."""
    for at, word in enumerate(words[:-1]):
        after = words[at + 1]
        if of.ordinals.get(word, 1) > 1 and after not in of.words["of_ordinals"]:
            return of.ordinals[word]
        found = _PLACE.fullmatch(word)
        if found and after in of.words["places"]:
            return int(found[1])
        if word in of.words["numbered"] and after in of.numbers:
            return of.numbers[after]
    if of.which_place is not None and of.which_place.search(text):
        return None
    runner_up = of.words["runner_up"]
    return 2 if runner_up and runner_up.issubset(words) else 1


def best_of(words: Sequence[str], of: Language) -> int:
    """How many are asked for, as 3 in "the three best", "the top 3" and "the three that sold most", but not 500 in "the
    best 500 km bike"."""
    lists = of.words
    for at, word in enumerate(words):
        if word in lists["counted"] | lists["counted_before"]:
            behind = (at + 1,) if word in lists["counted"] else ()
            counts = (_count_at(words, near, of) for near in (at - 1, *behind, *_before_clause(words, at, of)))
            if count := next(filter(None, counts), 0):
                return count
    return 1 if lists["podium"].isdisjoint(words) else _ON_PODIUM


def _count_at(words: Sequence[str], at: int, of: Language) -> int:
    """How many things a number at a place counts; 0 where there is none, and of a year or an amount with a unit."""
    number = number_at(words, at, of) if 0 <= at < len(words) else None
    if number is None or number.value < 2 or number.value != int(number.value) or is_year(words[at]):
        return 0
    unit = at + number.length
    # Of figures over time months are chosen.
    is_chosen = any(not times.isdisjoint(words[unit : unit + 1]) for times in of.grains.values())
    return int(number.value) if is_chosen or of.units.at(words, unit) is None else 0


def _before_clause(words: Sequence[str], at: int, of: Language) -> Sequence[int]:
    """The places before a clause that ends at a place: of "three bikes" in "three bikes that sold most"."""
    leads = [one for one in range(max(0, at - _CLAUSE), at) if words[one] in of.words["relative"]]
    places = range(max(0, leads[-1] - _COUNTED_THING), leads[-1]) if leads else ()
    return [one for one in places if not _are_chosen_from(words, one, of)]


def _are_chosen_from(words: Sequence[str], at: int, of: Language) -> bool:
    """Whether one of so many is asked for, with their number at a place: "which of the 3 bikes that they sell"."""
    before, lists = words[max(0, at - 3) : at], (of.words["chooses"], of.words["whole_leads"], of.words["definite"])
    return len(before) == len(lists) and all(word in known for word, known in zip(before, lists, strict=True))
