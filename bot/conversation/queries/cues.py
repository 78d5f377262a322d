"""Finds the words that ask for an operation, with their weight, direction and limit."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.conversation.queries.directions import Direction, are_opposed, direction_of, ends_of
from bot.conversation.queries.language import Language
from bot.conversation.queries.limits import course_of, limit_of, number_at
from bot.figures import Limit, Operation, Which
from bot.matching import unparted

_NAME = "_"
_PLACE = re.compile(r"([2-9]|1\d)(?:st|nd|rd|th)")
_BETWEEN = {Operation.DIFFERENCE, Operation.CHANGE, Operation.RATIO}
"""What may be asked of the two ends of something."""
_PERCENT_OF = 2.8
"""Weight above which a share is plainly asked for, as by "percent of", and below which a change is not."""
_FURTHER = 0.2
"""What each further place adds to the weight of a cue that is found in several,"""
_LIMITED = 0.5
"""and a limit to that of the words for one."""
_MOST = 12
"""Best ones that are asked for at once."""


class Cued(NamedTuple):
    operation: Operation
    weight: float
    said: frozenset[str]
    """The words that speak for it."""


@dataclass(frozen=True, slots=True)
class Cues:
    """What a question says of the operation that it wants."""

    weights: tuple[Cued, ...] = ()
    """Strongest first; empty: a plain value."""
    direction: Direction = Direction.UNSAID
    ends: tuple[Direction, ...] = ()
    """The directions of all words that ask for an extreme, in their order."""
    rank: int = 1
    """0: it is asked which place something has."""
    best: int = 1
    limit: Limit | None = None
    limit_unit: str = ""
    """The word behind the limit."""
    course: tuple[Limit, Limit] | None = None
    """From where to where, as in "from 20 to 50 shops"."""
    which: Which = Which.ALL
    per: str = ""

    @property
    def opposed(self) -> bool:
        return are_opposed(self.ends)

    @property
    def operation(self) -> Operation:
        return self.weights[0].operation if self.weights else Operation.VALUE

    def has(self, operation: Operation) -> bool:
        return any(one.operation is operation for one in self.weights)


_Limits = tuple[Limit | None, str, tuple[Limit, Limit] | None]
"""See `Cues`."""


@dataclass(slots=True)
class _Operations:
    """Those asked for so far, by weight, with the words that say so.

    What drops or takes some counts on what came before: a share and a change are told apart before a change takes other
    operations, and a limit takes a count before a course of time may drop it.
    """

    weights: dict[Operation, float]
    said: dict[Operation, frozenset[str]]

    def drop(self, *operations: Operation) -> None:
        for one in operations:
            self.weights.pop(one, None)

    def take(self, operation: Operation, *others: Operation) -> None:
        """Count what asks for others as asking for this one."""
        for one in others:
            if one in self.weights:
                self.weights[operation] = max(self.weights.get(operation, 0.0), self.weights.pop(one))
                self.said[operation] = self.said.get(operation, frozenset()) | self.said[one]


def read_cues(words: Sequence[str], of: Language, named: Collection[int] = ()) -> Cues:
    """`named`: places of words that are names, and so say nothing of an operation ("Max")."""
    words, text = _without(words, named)
    asked, limits, ends = _wanted(words, text, of)
    order = sorted(asked.weights.items(), key=lambda pair: -pair[1])
    ranked = tuple(Cued(operation, weight, asked.said[operation]) for operation, weight in order)
    direction, rank, best = direction_of(words, of), _rank(words, text, of), _best(words, of)
    return Cues(ranked, direction, ends, rank, best, *limits, _which(text, of), _per(words, of))


def operations_in(words: Sequence[str], of: Language, named: Collection[int] = ()) -> frozenset[Operation]:
    """Those of `read_cues` alone."""
    return frozenset(_wanted(*_without(words, named), of)[0].weights)


def _without(words: Sequence[str], named: Collection[int]) -> tuple[Sequence[str], str]:
    words = [_NAME if at in named else word for at, word in enumerate(words)]
    return words, unparted(" ".join(words))


def _wanted(words: Sequence[str], text: str, of: Language) -> tuple[_Operations, _Limits, tuple[Direction, ...]]:
    """The operations, the limits that are named, and the ends that are asked for."""
    asked = _asked(words, text, of)
    limit, unit = _limited(asked, words, text, of)
    course = course_of(words, of)
    if Operation.DURATION in asked.weights and course is None and of.words["between"].isdisjoint(words):
        asked.drop(Operation.DURATION)
    if Operation.DURATION in asked.weights:
        asked.drop(Operation.COUNT)  # "How many months" counts no figures then.
    ends = ends_of(words, asked.said.get(Operation.EXTREME, frozenset()), of)
    if are_opposed(ends) and not asked.weights.keys().isdisjoint(_BETWEEN):
        asked.drop(Operation.EXTREME)  # "The gap between the best and the worst" asks for neither.
    return asked, (limit, unit, course), ends


def _asked(words: Sequence[str], text: str, of: Language) -> _Operations:
    asked = _Operations({}, {})
    weights, said = asked.weights, asked.said
    for cue in of.cues:
        found = cue.found(words, text)
        if found:
            weights[cue.operation] = max(weights.get(cue.operation, 0.0), cue.weight + _FURTHER * (len(found) - 1))
            said[cue.operation] = said.get(cue.operation, frozenset()) | {word for one in found for word in one.split()}
    share, change = weights.get(Operation.SHARE, 0.0), weights.get(Operation.CHANGE, 0.0)
    if share > _PERCENT_OF > change > 0:
        asked.take(Operation.SHARE, Operation.CHANGE)  # Only "percent" spoke for a change.
    elif change > _PERCENT_OF > share > 0:
        asked.take(Operation.CHANGE, Operation.SHARE)  # "By what percentage did it shrink?"
    if Operation.CHANGE in weights and not of.words["to_percent"].isdisjoint(words):
        asked.take(Operation.CHANGE, Operation.DIFFERENCE, Operation.COMPARE)
    return asked


def _limited(asked: _Operations, words: Sequence[str], text: str, of: Language) -> tuple[Limit | None, str]:
    """The limit that is named, with the word behind it; it says what else is asked for."""
    limit, behind = limit_of(words, of) or (None, len(words))
    nothing = next(((above, found) for above, one in of.signs if (found := one.search(text))), None)
    if limit is not None and Operation.THRESHOLD in asked.weights:
        asked.weights[Operation.THRESHOLD] += _LIMITED
        asked.take(Operation.THRESHOLD, Operation.COMPARE, Operation.COUNT, Operation.LIST)
    elif limit is None and nothing is not None:
        limit = Limit(0.0, nothing[0])
        asked.take(Operation.THRESHOLD, Operation.COUNT, Operation.LIST)  # "How many quarters made a loss".
        if Operation.THRESHOLD in asked.weights:
            asked.said[Operation.THRESHOLD] |= frozenset(nothing[1][0].split())
            asked.drop(Operation.DIFFERENCE)
    elif limit is None:
        asked.drop(Operation.THRESHOLD)
    return limit, of.unit_at(words, behind)


def _which(text: str, of: Language) -> Which:
    return next((which for which, pattern in of.which if pattern.search(text)), Which.ALL)


def _rank(words: Sequence[str], text: str, of: Language) -> int:
    """The place that is asked for, as 2 in "the second best"; 1 where none is; 0 where it is asked which."""
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
        return 0
    runner_up = of.words["runner_up"]
    return 2 if runner_up and runner_up.issubset(words) else 1


def _best(words: Sequence[str], of: Language) -> int:
    """How many are asked for, as 3 in "the three best" and "the top 3"."""
    for at, word in enumerate(words):
        for near in (at - 1, at + 1) if word in of.words["counted"] else ():
            found = number_at(words, near, of) if 0 <= near < len(words) else None
            if found and 2 <= found[0] <= _MOST and found[0] == int(found[0]):
                return int(found[0])
    return 1


def _per(words: Sequence[str], of: Language) -> str:
    for at, word in enumerate(words):
        if word in of.words["each_time"]:
            return of.per[word]
        if word in of.words["per_leads"]:
            for after in words[at + 1 : at + 3]:
                if after in of.per:
                    return of.per[after]
    return ""
