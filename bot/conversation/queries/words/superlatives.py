"""Reads which end of a scale, and which place from it, words ask for: 2 from the top of "the second best"."""

import re
from collections.abc import Collection, Mapping, Sequence
from enum import IntEnum
from itertools import pairwise

from bot.conversation.queries.words.language import Language
from bot.conversation.queries.words.limits import is_inclusive
from bot.conversation.queries.words.numbers import number_at
from bot.conversation.queries.words.spans import is_year
from bot.conversation.queries.words.word_lists import WordList

_PLACE = re.compile(r"([2-9]|1\d)(?:st|nd|rd|th)")
_ON_PODIUM = 3
_CLAUSE = 5  # Words before "most" among which the clause begins that it ends: "that sold by far the most".
_COUNTED_THING = 3  # Words before that clause among which stands what is counted: "three new bikes".


class Direction(IntEnum):
    """Above 0 towards the top: of numbers for `MORE` and `LESS`, of quality for `BETTER` and `WORSE`."""

    WORSE = -2
    LESS = -1
    UNSAID = 0
    MORE = 1
    BETTER = 2


_BY_LIST: Mapping[WordList, Direction] = {
    "up": Direction.MORE,
    "down": Direction.LESS,
    "good": Direction.BETTER,
    "bad": Direction.WORSE,
}


def direction_of(words: Sequence[str], language: Language, ranked: Collection[str] = ()) -> Direction:
    """That of the first word that has one; "more expensive" goes up, "less expensive" down. Among the words `ranked`,
    which ask for an extreme, "last" asks for the worst whatever else is said: "of the longest, who came last"."""
    lists = language.words
    if not lists["last_place"].isdisjoint(ranked):
        return Direction.WORSE
    for at, (word, after) in enumerate(pairwise((*words, ""))):
        if is_inclusive(words, at, language):
            continue
        less, downwards = word in lists["less"], after in lists["down"]
        if (less or word in lists["more"]) and (downwards or after in lists["up"]):
            return Direction.MORE if less is downwards else Direction.LESS
        if found := _direction(word, language):
            return found
    return Direction.UNSAID


def ends_of(words: Sequence[str], said: Collection[str], language: Language) -> tuple[Direction, ...]:
    """The directions of the words that are `said` of an extreme, in their order."""
    found = (_direction(word, language) for word in words if word in said)
    return tuple(one for one in found if one)


def are_opposed(ends: Collection[Direction]) -> bool:
    """Whether both ends are asked for, "the best and the worst"."""
    return len({one > 0 for one in ends}) > 1


def _direction(word: str, language: Language) -> Direction:
    return next((one for name, one in _BY_LIST.items() if word in language.words[name]), Direction.UNSAID)


def places_asked(words: Sequence[str], text: str, language: Language) -> tuple[int | None, int]:
    """The `rank` and the `best` of `Cues`. `text`: all words in one."""
    rank = _rank(words, text, language)
    return rank, 1 if (rank or 1) > 1 else _best(words, language)  # "Of the ten best, which comes second?"


def _rank(words: Sequence[str], text: str, language: Language) -> int | None:
    """The place that is asked for; 1 where none is; None where it is asked which."""
    lists = language.words
    for at, (word, after) in enumerate(pairwise((*words, ""))):
        is_time = not after and at > 0 and words[at - 1] in lists["per_leads"]  # "In a second".
        if language.ordinals.get(word, 1) > 1 and after not in lists["of_ordinals"] and not is_time:
            return language.ordinals[word]
        found = _PLACE.fullmatch(word)
        if found and after in lists["places"]:
            return int(found[1])
        if word in lists["numbered"] and after in language.numbers:
            return language.numbers[after]
    if language.patterns.which_place.search(text):
        return None
    is_runner_up = bool(lists["runner_up"]) and lists["runner_up"].issubset(words)
    return 2 if is_runner_up or language.patterns.first_aside.search(text) else 1


def _best(words: Sequence[str], language: Language) -> int:
    """3 in "the three best", "the top 3" and "the three that sold most"; 1 in "the best 500 km bike"."""
    lists = language.words
    for at, word in enumerate(words):
        if word in lists["counted"] | lists["counted_before"]:
            behind = (at + 1,) if word in lists["counted"] else ()
            near = (at - 1, *behind, *_before_clause(words, at, language))
            if count := next(filter(None, (_count_at(words, place, language) for place in near)), 0):
                return count
    return 1 if lists["podium"].isdisjoint(words) else _ON_PODIUM


def _count_at(words: Sequence[str], at: int, language: Language) -> int:
    """How many things a number at a place counts; 0 where there is none, and of a year or an amount with a unit."""
    number = number_at(words, at, language) if 0 <= at < len(words) else None
    if number is None or number.value < 2 or number.value != int(number.value) or is_year(words[at]):
        return 0
    # Of figures over time months are chosen.
    is_chosen = any(not times.isdisjoint(words[number.stop : number.stop + 1]) for times in language.grains.values())
    return int(number.value) if is_chosen or language.units.at(words, number.stop) is None else 0


def _before_clause(words: Sequence[str], at: int, language: Language) -> Sequence[int]:
    """The places before a clause that ends at a place: of "three bikes" in "three bikes that sold most"."""
    leads = [one for one in range(max(0, at - _CLAUSE), at) if words[one] in language.words["relative"]]
    places = range(max(0, leads[-1] - _COUNTED_THING), leads[-1]) if leads else ()
    return [one for one in places if not _are_chosen_from(words, one, language)]


def _are_chosen_from(words: Sequence[str], at: int, language: Language) -> bool:
    """Whether one of so many is asked for, with their number at a place: "which of the 3 bikes that they sell"."""
    lists, before = language.words, words[max(0, at - 3) : at]
    leads = (lists["chooses"], lists["whole_leads"], lists["definite"])
    return len(before) == len(leads) and all(word in known for word, known in zip(before, leads, strict=True))
