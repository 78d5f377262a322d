"""Reads what a short message wants of figures that were just told ("difference?", "in %", "add them up")."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum, auto

from bot.conversation.followup import content
from bot.conversation.queries.words.asked import TWO, Asked
from bot.conversation.queries.words.word_lists import WordList
from bot.figures import Operation

_LISTED: tuple[tuple[WordList, Operation], ...] = (
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
_BACK: tuple[WordList, ...] = ("year_back", "quarter_back", "month_back", "until_now")
_MOVING: tuple[WordList, ...] = ("rising", "falling")
_BESIDE: tuple[WordList, ...] = ("asking_work", "to_percent", "the_same", "of_all_times")
_ONLY_WORKING = (*(name for name, _ in _LISTED), *_BACK, *_MOVING, *_BESIDE)
"""Lists of words that say what is to be worked out, and name no figures."""
_OF_MANY = frozenset({Operation.SUM, Operation.AVERAGE, Operation.EXTREME})
_CUED = TWO | _OF_MANY
"""What the cues of whole questions ask for in a short message, too."""
_RELATES = frozenset({Operation.DIFFERENCE, Operation.CHANGE, Operation.COMPARE})
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
    is_back = way in (Way.YEAR_BACK, Way.TIME_BACK)
    operation = Operation.CHANGE if is_back else _operation(asked, known, before)
    if operation is None:
        return None
    numbers = (_number(word, asked) for word in asked.words)
    count = next((one for one in numbers if one in _COUNTED), 2 if _says("of_both", asked) else 0)
    # Of many figures the words with which they are told say which of them are meant.
    rest = _rest(asked, () if operation in _OF_MANY else known)
    return Wanted(operation, rest, way, count, ever=_says("of_all_times", asked))


def _says(words: WordList, asked: Asked) -> bool:
    return not asked.besides_rows.isdisjoint(asked.language.words[words])


def _way(asked: Asked, before: Operation | None) -> Way:
    """The first that is said."""
    ways = (
        (Way.YEAR_BACK, _says("year_back", asked)),
        (Way.TIME_BACK, _says("quarter_back", asked) or _says("month_back", asked)),
        (Way.SINCE, _says("until_now", asked) and not asked.times.named),
        (Way.AGAINST_END, asked.cues.against_end),
        (Way.ENDS, asked.cues.opposed or _says("to_spread", asked)),
        (Way.AGAIN, _is_again(asked, before)),
        (Way.AGAINST_NAMED, _says("against_it", asked)),
    )
    return next((way for way, is_said in ways if is_said), Way.PLAIN)


def _is_again(asked: Asked, before: Operation | None) -> bool:
    """Whether the last result is asked for once more, of something else: "same for the Lark", "in 2025" of a share."""
    return _says("the_same", asked) or (before is Operation.SHARE and bool(asked.times.named))


def _operation(asked: Asked, known: Collection[str], before: Operation | None) -> Operation | None:
    """The operation that is said; else, if the same is asked for again, that of the last result; else a difference,
    where a change in percent was told and the message only names what it is of ("in yuan")."""
    if meant := _operation_meant(asked, before):
        return meant
    if _is_again(asked, before) and before is not None:
        return before
    names_only_known = bool(known) and not _rest(asked, known)
    return Operation.DIFFERENCE if before is Operation.CHANGE and names_only_known else None


def _operation_meant(asked: Asked, before: Operation | None) -> Operation | None:
    """The operation that is said, as it is meant in percent or where two figures are compared."""
    said = _operation_said(asked)
    if _says("to_percent", asked):
        return _in_percent(said, before)
    if said is Operation.COMPARE:
        # "Is this more than by the Finch?" asks for a word; "more than a year ago?" is told best by a number.
        return None if _compares(asked) and not asked.times.named else Operation.DIFFERENCE
    return said


def _in_percent(said: Operation | None, before: Operation | None) -> Operation:
    """ "In %?" by itself asks for a share once more, else for a change; a difference in percent is a change, too."""
    if said is None:
        return Operation.SHARE if before is Operation.SHARE else Operation.CHANGE
    return Operation.CHANGE if said in _RELATES else said


def _operation_said(asked: Asked) -> Operation | None:
    """By a cue for a ratio or share, else by the lists of words, else by another cue of whole questions."""
    if asked.cues.opposed or asked.cues.against_end:
        return Operation.DIFFERENCE
    listed = next((one for words, one in _LISTED if _says(words, asked)), None)
    cued = next((one.operation for one in asked.cues.asked_for if one.operation in _CUED), None)
    if cued in (Operation.RATIO, Operation.SHARE):
        return cued
    if listed is Operation.SUM and cued is Operation.DIFFERENCE:
        return cued  # "How many did they add?"
    if listed is not None or cued is not None:
        return listed or cued
    differs = _compares(asked) or any(_says(words, asked) for words in _MOVING)
    return Operation.DIFFERENCE if differs and _says("how_many", asked) else None  # "How much dearer?"


def _number(word: str, asked: Asked) -> int:
    return int(word) if word.isdecimal() and len(word) == 1 else asked.language.numbers.get(word, 0)


def _rest(asked: Asked, known: Collection[str]) -> tuple[str, ...]:
    """`Wanted.rest`, without the words with stems that are `known`."""
    lists, stem = asked.language.words, asked.lexicon.stem
    cued = (one.said for one in asked.cues.asked_for if one.operation in (*_CUED, Operation.THRESHOLD))
    # "The record month" names no time.
    grains = asked.language.grains.values() if asked.cues.against_end else ()
    plain = frozenset().union(*cued, *(lists[name] for name in _ONLY_WORKING), *grains)
    naming = asked.timed_places | asked.row_places

    def says_more(word: str) -> bool:
        return not (word in plain or _is_comparative(word, asked) or stem(word) in known or _number(word, asked))

    words = tuple(word for at, word in enumerate(asked.words) if at in naming or says_more(word))
    return words if content(words, asked.lexicon.language) else ()


def _compares(asked: Asked) -> bool:
    return any(_is_comparative(word, asked) for word in asked.besides_rows)


def _is_comparative(word: str, asked: Asked) -> bool:
    lists = asked.language.words
    return word in lists["up"] | lists["down"] | lists["good"] | lists["bad"] | lists["more"] | lists["less"]
