"""Reads what a short message wants of figures that were just told ("difference?", "in %", "add them up")."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum, auto

from bot.conversation.followup import content
from bot.conversation.queries.words.asked import TWO, Asked
from bot.conversation.queries.words.language import GRAINS
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
_ONLY_WORKING = (
    *(name for name, _ in _LISTED),
    *(f"{grain}_back" for grain in GRAINS),
    *("asking_work", "to_percent", "until_now", "the_same", "of_all_times", "rising", "falling"),
)
"""Lists of words that say what is to be worked out, and name no figures."""
_RELATES = frozenset({Operation.DIFFERENCE, Operation.CHANGE, Operation.COMPARE})
FIGURES_REMEMBERED = 6
"""Figures told one after the other that a conversation remembers, and that are counted with together."""
_COUNTED = range(2, FIGURES_REMEMBERED + 1)  # Numbers of figures that a message may count with.


@dataclass(frozen=True, slots=True)
class Back:
    """The last figure is set against that of the time before: "yoy?"."""

    grain: str  # One of `GRAINS`.


class Way(Enum):
    """Which figures are counted with."""

    PLAIN = auto()
    SINCE = auto()  # Those from the last one up to the newest: "since then?".
    AGAINST_END = auto()  # The last one, set against the highest or lowest of its measure: "how far below the peak?".
    ENDS = auto()  # The highest, set against the lowest: "spread?".
    AGAIN = auto()  # As in the last result, with something else: "same for the Lark?".
    AGAINST_NAMED = auto()
    """The last one, set against the one that is named, as behind "than", and not that one against the last."""


@dataclass(frozen=True, slots=True)
class Wanted:
    operation: Operation
    rest: tuple[str, ...]  # The words that say more than the operation, in their order: they must name figures.
    way: Way | Back
    count: int  # How many of the last figures are counted with, as 3 in "all three together?"; 0: it is not said.
    ever: bool  # All figures of the measure are counted with, not only those that were told: "the best ever?".


def wanted(asked: Asked, known: Collection[str], before: Operation | None) -> Wanted | None:
    """None where no operation is asked for. `known`: stems of the words with which the figures are told; `before`: the
    operation of the last result."""
    said, lists = asked.besides_rows, asked.language.words

    def says(name: str) -> bool:
        return not said.isdisjoint(lists[name])

    same = says("the_same") or (before is Operation.SHARE and bool(asked.times.named))
    back = next((grain for grain in reversed(GRAINS) if says(f"{grain}_back")), "")
    operation = Operation.CHANGE if back else _operation_meant(asked, before)
    if operation is None and same:
        operation = before
    if operation is None and before is Operation.CHANGE and known and not _rest(asked, known, Operation.DIFFERENCE):
        operation = Operation.DIFFERENCE  # "In yuan", after so many percent.
    if operation is None:
        return None
    numbers = (_number(word, asked) for word in asked.words)
    ways = {
        Way.SINCE: says("until_now") and not asked.times.named,
        Way.AGAINST_END: asked.cues.against_end,
        Way.ENDS: asked.cues.opposed or says("to_spread"),
        Way.AGAIN: same,
        Way.AGAINST_NAMED: says("against_it"),
    }
    return Wanted(
        operation,
        _rest(asked, known, operation),
        way=Back(back) if back else next((way for way, is_said in ways.items() if is_said), Way.PLAIN),
        count=next((one for one in numbers if one in _COUNTED), 2 if says("of_both") else 0),
        ever=says("of_all_times"),
    )


def _operation_meant(asked: Asked, before: Operation | None) -> Operation | None:
    """The operation that is said, as it is meant in percent or where two figures are compared."""
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
    """By a cue for a ratio or share, else by the lists of words, else by another cue of whole questions."""
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
    # "The record month" names no time.
    grains = asked.language.grains.values() if asked.cues.against_end else ()
    plain = frozenset().union(*cued, *(lists[name] for name in _ONLY_WORKING), *grains)
    stems = () if operation in (Operation.SUM, Operation.AVERAGE, Operation.EXTREME) else known
    naming = asked.timed_places | asked.row_places

    def says_more(word: str) -> bool:
        return not (word in plain or _is_comparative(word, asked) or stem(word) in stems or _number(word, asked))

    words = tuple(word for at, word in enumerate(asked.words) if at in naming or says_more(word))
    return words if content(words, asked.lexicon.language) else ()


def _is_comparative(word: str, asked: Asked) -> bool:
    return any(word in asked.language.words[name] for name in ("up", "down", "good", "bad", "more", "less"))
