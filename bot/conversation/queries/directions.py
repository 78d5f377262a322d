"""Finds which end of a scale words ask for: the words of a question in, up or down, better or worse out."""

from collections.abc import Collection, Sequence
from enum import IntEnum

from bot.conversation.queries.language import Language
from bot.conversation.queries.limits import is_inclusive


class Direction(IntEnum):
    """Above 0 towards the top: of numbers for `MORE` and `LESS`, of quality for `BETTER` and `WORSE`."""

    WORSE = -2
    LESS = -1
    UNSAID = 0
    MORE = 1
    BETTER = 2


_BY_LIST = {"up": Direction.MORE, "down": Direction.LESS, "good": Direction.BETTER, "bad": Direction.WORSE}


def direction_of(words: Sequence[str], of: Language, ranked: Collection[str] = ()) -> Direction:
    """That of the first word that has one; "more expensive" goes up, and "less expensive" down. `ranked`: words that
    ask for an extreme, among which "last" asks for the worst whatever else is said: "of the longest, who came last"."""
    if not of.words["last_place"].isdisjoint(ranked):
        return Direction.WORSE
    for at, word in enumerate(words):
        if is_inclusive(words, at, of):
            continue
        less, after = word in of.words["less"], words[at + 1] if at + 1 < len(words) else ""
        if less or word in of.words["more"]:
            downwards = after in of.words["down"]
            if downwards or after in of.words["up"]:
                return Direction.MORE if less is downwards else Direction.LESS
        if found := _direction(word, of):
            return found
    return Direction.UNSAID


def ends_of(words: Sequence[str], said: Collection[str], of: Language) -> tuple[Direction, ...]:
    """Those of the words that are `said` of an extreme, in their order."""
    found = (_direction(word, of) for word in words if word in said)
    return tuple(one for one in found if one)


def are_opposed(ends: Collection[Direction]) -> bool:
    """Whether both ends are asked for, "the best and the worst"."""
    return len({one > 0 for one in ends}) > 1


def _direction(word: str, of: Language) -> Direction:
    return next((one for name, one in _BY_LIST.items() if word in of.words[name]), Direction.UNSAID)
