"""Finds the words that ask for an operation, with their weight, direction and limit."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.conversation.queries.language import Language
from bot.conversation.queries.limits import asks_between, course_of, is_edge, limit_of, number_at
from bot.figures import Limit, Operation, Which
from bot.matching import unparted

_NAME = "_"
_PLACE = re.compile(r"([2-9]|1\d)(?:st|nd|rd|th)")
_BETWEEN = {Operation.DIFFERENCE, Operation.CHANGE, Operation.RATIO}
"""What may be asked of the two ends of something."""
_MOST = 12
"""Best ones that are asked for at once."""


@dataclass(frozen=True, slots=True)
class Cues:
    """What a question says of the operation that it wants."""

    weights: tuple[tuple[Operation, float, frozenset[str]], ...] = ()
    """Strongest first, each with the words that speak for it; empty: a plain value."""
    direction: int = 0
    """1: more, -1: less, 2: better, -2: worse, 0: nothing is said."""
    ends: tuple[int, ...] = ()
    """The directions of all words that ask for an extreme, in their order."""
    rank: int = 1
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
        """Whether both ends are asked for, "the best and the worst"."""
        return len({sign > 0 for sign in self.ends}) > 1

    @property
    def operation(self) -> Operation:
        return self.weights[0][0] if self.weights else Operation.VALUE

    def has(self, operation: Operation) -> bool:
        return any(one is operation for one, _, _ in self.weights)


def read_cues(words: Sequence[str], of: Language, named: Collection[int] = ()) -> Cues:
    """`named`: places of words that are names, and so say nothing of an operation ("Max")."""
    words = [_NAME if at in named else word for at, word in enumerate(words)]
    text = unparted(" ".join(words))
    weights: dict[Operation, float] = {}
    said: dict[Operation, frozenset[str]] = {}
    for cue in of.cues:
        found = cue.found(words, text)
        if found:
            weights[cue.operation] = max(weights.get(cue.operation, 0.0), cue.weight + 0.2 * (len(found) - 1))
            said[cue.operation] = said.get(cue.operation, frozenset()) | {word for one in found for word in one.split()}
    limit, behind = limit_of(words, of) or (None, len(words))
    limit_unit = of.unit_at(words, behind)
    if limit is None:
        weights.pop(Operation.THRESHOLD, None)
    elif Operation.THRESHOLD in weights:
        weights[Operation.THRESHOLD] += 1.5
        weights.pop(Operation.COMPARE, None)
    course = course_of(words, of)
    if Operation.DURATION in weights and course is None and not asks_between(words, of):
        weights.pop(Operation.DURATION)
    if Operation.DURATION in weights:
        weights.pop(Operation.COUNT, None)  # "How many months" counts no figures then.
    ends = _ends(words, said.get(Operation.EXTREME, frozenset()), of)
    if len({sign > 0 for sign in ends}) > 1 and not weights.keys().isdisjoint(_BETWEEN):
        weights.pop(Operation.EXTREME)  # "The gap between the best and the worst" asks for neither.
    per = _per(words, of)
    order = sorted(weights.items(), key=lambda pair: -pair[1])
    ranked = tuple((operation, weight, said[operation]) for operation, weight in order)
    which = _which(text, of)
    best = _best(words, of)
    return Cues(ranked, _direction(words, of), ends, _rank(words, of), best, limit, limit_unit, course, which, per)


def _which(text: str, of: Language) -> Which:
    return next((which for which, pattern in of.which if pattern.search(text)), Which.ALL)


def _direction(words: Sequence[str], of: Language) -> int:
    for at, word in enumerate(words):
        if is_edge(words, at, of):
            continue
        less = word in of.words["less"]
        if (less or word in of.words["more"]) and at + 1 < len(words):
            after = words[at + 1]
            if after in of.words["down"]:
                return 1 if less else -1
            if after in of.words["up"]:
                return -1 if less else 1
        if _sign(word, of):
            return _sign(word, of)
    return 0


def _ends(words: Sequence[str], said: Collection[str], of: Language) -> tuple[int, ...]:
    signs = (_sign(word, of) for word in words if word in said)
    return tuple(sign for sign in signs if sign)


def _sign(word: str, of: Language) -> int:
    directions = (("up", 1), ("down", -1), ("good", 2), ("bad", -2))
    return next((sign for name, sign in directions if word in of.words[name]), 0)


def _rank(words: Sequence[str], of: Language) -> int:
    """The place that is asked for, as 2 in "the second best"; 1 where none is."""
    for at, word in enumerate(words[:-1]):
        after = words[at + 1]
        if of.ordinals.get(word, 1) > 1 and after not in of.words["of_ordinals"]:
            return of.ordinals[word]
        found = _PLACE.fullmatch(word)
        if found and after in of.words["places"]:
            return int(found[1])
        if word in of.words["numbered"] and after in of.numbers:
            return of.numbers[after]
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
