"""Reads what a short message wants of figures that were just told ("difference?", "in %", "add them up")."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum, auto

from bot.conversation.followup import content
from bot.conversation.queries.words.asked import Asked
from bot.conversation.queries.words.operation_meant import (
    CUED,
    LISTS_OF_OPERATIONS,
    OF_MANY,
    is_comparative,
    operation_meant,
)
from bot.conversation.queries.words.word_lists import WordList
from bot.figures import Operation

_BACK: tuple[WordList, ...] = ("year_back", "quarter_back", "month_back", "until_now")
_BESIDE: tuple[WordList, ...] = ("asking_work", "to_percent", "the_same", "of_all_times")
_ONLY_WORKING = (*LISTS_OF_OPERATIONS, *_BACK, *_BESIDE)
"""Lists of words that say what is to be worked out, and name no figures."""
FIGURES_REMEMBERED = 6
"""Figures told one after the other that a conversation remembers, and that are counted with together."""
_COUNTED = range(2, FIGURES_REMEMBERED + 1)  # Numbers of figures that a message may count with.


class Way(Enum):
    """Which figures are counted with."""

    PLAIN = auto()
    YEAR_BACK = auto()  # The last one, set against that of a year before: "yoy?".
    TIME_BACK = auto()  # The last one, set against that of the quarter or month right before: "mom?".
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
    way: Way
    count: int  # How many of the last figures are counted with, as 3 in "all three together?"; 0: it is not said.
    ever: bool  # All figures of the measure are counted with, not only those that were told: "the best ever?".


def wanted(asked: Asked, known: Collection[str], before: Operation | None) -> Wanted | None:
    """None where no operation is asked for. `known`: stems of the words with which the figures are told; `before`: the
    operation of the last result."""
    way = _way(asked, before)
    operation = _operation(asked, way, known, before)
    if operation is None:
        return None
    numbers = (_number(word, asked) for word in asked.words)
    count = next((one for one in numbers if one in _COUNTED), 2 if asked.says_besides_rows("of_both") else 0)
    # Of many figures the words with which they are told say which of them are meant.
    rest = _rest(asked, () if operation in OF_MANY else known)
    return Wanted(operation, rest, way, count, ever=asked.says_besides_rows("of_all_times"))


def _way(asked: Asked, before: Operation | None) -> Way:
    """The first that is said."""
    ways = (
        (Way.YEAR_BACK, asked.says_besides_rows("year_back")),
        (Way.TIME_BACK, asked.says_besides_rows("quarter_back") or asked.says_besides_rows("month_back")),
        (Way.SINCE, asked.says_besides_rows("until_now") and not asked.times.named),
        (Way.AGAINST_END, asked.cues.against_end),
        (Way.ENDS, asked.cues.opposed or asked.says_besides_rows("to_spread")),
        (Way.AGAIN, _is_again(asked, before)),
        (Way.AGAINST_NAMED, asked.says_besides_rows("against_it")),
    )
    return next((way for way, is_said in ways if is_said), Way.PLAIN)


def _is_again(asked: Asked, before: Operation | None) -> bool:
    """Whether the last result is asked for once more, of something else: "same for the Lark", "in 2025" of a share."""
    return asked.says_besides_rows("the_same") or (before is Operation.SHARE and bool(asked.times.named))


def _operation(asked: Asked, way: Way, known: Collection[str], before: Operation | None) -> Operation | None:
    """The first of these:

    - against a time before, a change: "yoy?"
    - what the words mean by themselves: "in %?", "add them up"
    - where the last result is asked for again, its operation: "same for the Lark?"
    - where that told a change in percent, and the message only names what this is of, a difference: "in yuan?"
    """
    if way in (Way.YEAR_BACK, Way.TIME_BACK):
        return Operation.CHANGE
    if meant := operation_meant(asked, before):
        return meant
    if _is_again(asked, before) and before is not None:
        return before
    names_only_known = bool(known) and not _rest(asked, known)
    return Operation.DIFFERENCE if before is Operation.CHANGE and names_only_known else None


def _number(word: str, asked: Asked) -> int:
    return int(word) if word.isdecimal() and len(word) == 1 else asked.language.numbers.get(word, 0)


def _rest(asked: Asked, known: Collection[str]) -> tuple[str, ...]:
    """`Wanted.rest`, without the words with stems that are `known`."""
    lists, stem = asked.language.words, asked.lexicon.stem
    cued = (one.said for one in asked.cues.asked_for if one.operation in (*CUED, Operation.THRESHOLD))
    # "The record month" names no time.
    grains = asked.language.grains.values() if asked.cues.against_end else ()
    plain = frozenset().union(*cued, *(lists[name] for name in _ONLY_WORKING), *grains)
    naming = asked.timed_places | asked.row_places

    def says_more(word: str) -> bool:
        return not (word in plain or is_comparative(word, asked) or stem(word) in known or _number(word, asked))

    words = tuple(word for at, word in enumerate(asked.words) if at in naming or says_more(word))
    return words if content(words, asked.lexicon.language) else ()
