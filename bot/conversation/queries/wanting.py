"""Reads what a short message wants of figures that were just told ("difference?", "in %", "add them up")."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from bot.conversation.followup import content
from bot.conversation.queries.asked import TWO, Asked
from bot.conversation.queries.directions import Direction
from bot.figures import Operation

_LISTED: tuple[tuple[str, Operation], ...] = (
    ("to_ratio", Operation.RATIO),
    ("to_share", Operation.SHARE),
    ("to_sum", Operation.SUM),
    ("to_average", Operation.AVERAGE),
    ("to_spread", Operation.DIFFERENCE),
    ("to_change", Operation.CHANGE),
    ("to_difference", Operation.DIFFERENCE),
    ("to_amount", Operation.DIFFERENCE),
    ("to_extreme", Operation.EXTREME),
)
"""What the lists of words ask for; the first that is met counts."""
_CUED = TWO | {Operation.SUM, Operation.AVERAGE, Operation.EXTREME}
"""What the cues of whole questions ask for in a short message, too."""
_BACK = ("year", "quarter", "month")
_ONLY_WORKING = (
    *(name for name, _ in _LISTED),
    *(f"{one}_back" for one in _BACK),
    *("asking_work", "to_percent", "until_now", "the_same", "of_all_times", "rising", "falling"),
)
"""Lists of words that say what is to be worked out, and name no figures."""
_GRAINS = ("by_month", "by_quarter", "by_year")
_RELATES = frozenset({Operation.DIFFERENCE, Operation.CHANGE, Operation.COMPARE})
_COUNTED = range(2, 7)
"""Numbers of figures that a message may count with."""


@dataclass(frozen=True, slots=True)
class Wanted:
    operation: Operation
    rest: tuple[str, ...]
    """The words that say more than the operation, in their order: they must name figures."""
    ends: bool = False
    """The highest against the lowest."""
    against_end: bool = False
    """One figure against the highest or lowest."""
    direction: Direction = Direction.UNSAID
    moves: int = 0
    """1: something is said to have risen, -1: to have fallen."""
    count: int = 0
    """Figures that are counted with; 0: it is not said."""
    back: str = ""
    """Against the same time so much earlier: "year", "quarter" or "month"."""
    since: bool = False
    """From then on."""
    same: bool = False
    """The operation before, with something else."""
    against: bool = False
    """What is named stands on the other side, as behind "than"."""
    ever: bool = False
    """Among all that is held."""


def wanted(asked: Asked, known: Collection[str], before: Operation | None) -> Wanted | None:
    """`known`: stems of the words that the figures are told with anyway; `before`: the operation of the last result.
    None where no operation is asked for."""
    said, lists = asked.besides_rows, asked.language.words

    def says(name: str) -> bool:
        return not said.isdisjoint(lists[name])

    same = says("the_same") or (before is Operation.SHARE and bool(asked.times.named))
    back = next((one for one in _BACK if says(f"{one}_back")), "")
    operation = Operation.CHANGE if back else _operation_meant(asked, before)
    if operation is None and same:
        operation = before
    if operation is None and before is Operation.CHANGE and known and not _rest(asked, known, Operation.DIFFERENCE):
        operation = Operation.DIFFERENCE  # "In yuan", after so many percent.
    if operation is None:
        return None
    numbers = (_number(word, asked) for word in asked.words)
    return Wanted(
        operation,
        _rest(asked, known, operation),
        ends=asked.cues.opposed or says("to_spread"),
        against_end=asked.cues.against_end,
        direction=asked.cues.direction,
        moves=asked.moves,
        count=next((one for one in numbers if one in _COUNTED), 2 if says("of_both") else 0),
        back=back,
        since=says("until_now") and not asked.times.named,
        same=same,
        against=says("against_it"),
        ever=says("of_all_times"),
    )


def _operation_meant(asked: Asked, before: Operation | None) -> Operation | None:
    """That which is said, as it is meant in percent or where two figures are compared."""
    said, operation = asked.besides_rows, _operation_said(asked)
    if not said.isdisjoint(asked.language.words["to_percent"]):
        if operation is None:
            return Operation.SHARE if before is Operation.SHARE else Operation.CHANGE
        return Operation.CHANGE if operation in _RELATES else operation
    if operation is Operation.COMPARE:
        # "Is this more than by the Finch?" asks for a word; "more than a year ago?" is told best by a number.
        asks_a_word = not asked.times.named and any(_is_comparative(word, asked) for word in said)
        return None if asks_a_word else Operation.DIFFERENCE
    return operation


def _operation_said(asked: Asked) -> Operation | None:
    """That of a cue for a ratio or share, else of the lists of words, else of another cue of whole questions."""
    lists, said = asked.language.words, asked.besides_rows
    if asked.cues.opposed or asked.cues.against_end:
        return Operation.DIFFERENCE
    listed = next((one for name, one in _LISTED if not said.isdisjoint(lists[name])), None)
    cued = next((one.operation for one in asked.cues.asked_for if one.operation in _CUED), None)
    if cued in (Operation.RATIO, Operation.SHARE):
        return cued
    if listed is Operation.SUM and cued is Operation.DIFFERENCE:
        return cued  # "How many did they add?"
    if listed is not None or cued is not None:
        return listed or cued
    moves = any(_is_comparative(word, asked) or word in lists["rising"] | lists["falling"] for word in said)
    return Operation.DIFFERENCE if moves and not said.isdisjoint(lists["how_many"]) else None  # "How much dearer?"


def _number(word: str, asked: Asked) -> int:
    return int(word) if word.isdecimal() and len(word) == 1 else asked.language.numbers.get(word, 0)


def _rest(asked: Asked, known: Collection[str], operation: Operation) -> tuple[str, ...]:
    """As in `Wanted`; of a sum and the like the words that figures are told with say which are meant."""
    lists, stem = asked.language.words, asked.lexicon.stem
    cued = (one.said for one in asked.cues.asked_for if one.operation in (*_CUED, Operation.THRESHOLD))
    grains = _GRAINS if asked.cues.against_end else ()  # "The record month" names no time.
    plain = frozenset().union(*cued, *(lists[name] for name in (*_ONLY_WORKING, *grains)))
    stems = () if operation in (Operation.SUM, Operation.AVERAGE, Operation.EXTREME) else known
    naming = asked.timed_places | asked.row_places

    def says_more(word: str) -> bool:
        return not (word in plain or _is_comparative(word, asked) or stem(word) in stems or _number(word, asked))

    words = tuple(word for at, word in enumerate(asked.words) if at in naming or says_more(word))
    return words if content(words, asked.lexicon.language) else ()


def _is_comparative(word: str, asked: Asked) -> bool:
    return any(word in asked.language.words[name] for name in ("up", "down", "good", "bad", "more", "less"))
