"""Reads which operation a question asks for: its words in, operations with weight, direction and limit out."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from bot.conversation.queries.words.language import Language
from bot.conversation.queries.words.limits import NamedLimit, amount_reached, is_attribute, limit_of, two_limits_of
from bot.conversation.queries.words.operation_cues import Cued, OperationsAsked, operations_asked
from bot.conversation.queries.words.per import Per, read_per, time_of
from bot.conversation.queries.words.spans import is_year
from bot.conversation.queries.words.superlatives import Direction, are_opposed, direction_of, ends_of, places_asked
from bot.figures import Limit, Operation, Which
from bot.matching import unparted

_NAME = "_"  # Stands for each word of a name in the patterns of a language's file.
_BETWEEN = {Operation.DIFFERENCE, Operation.CHANGE, Operation.RATIO}  # What may be asked of the two ends of something.
_LIMITED = 0.5  # What a limit adds to the weight of the words for one.


@dataclass(frozen=True, slots=True)
class Cues:
    """What a question says of the operation that it wants."""

    asked_for: tuple[Cued, ...]  # Strongest first; empty: a plain value.
    direction: Direction
    ends: tuple[Direction, ...]  # The directions of all words that ask for an extreme, in their order.
    against_end: bool  # Something is set against the extreme.
    rank: int | None  # As in `FigureQuery`; None: it is asked which place something has.
    best: int  # As in `FigureQuery`.
    limit: Limit | None
    limit_unit: str  # The word behind the limit.
    two_limits: tuple[Limit, Limit] | None  # From where to where, as in "from 20 to 50 shops".
    which: Which  # Which of the figures beyond the limit.
    for_each: tuple[Per, ...]
    per: str  # The time for each of which it is asked, as "day" for "daily" and "per day".

    @property
    def opposed(self) -> bool:
        return are_opposed(self.ends)

    @property
    def operation(self) -> Operation:
        return self.asked_for[0].operation if self.asked_for else Operation.VALUE

    def has(self, operation: Operation) -> bool:
        return any(one.operation is operation for one in self.asked_for)

    def counts(self, operation: Operation) -> bool:
        """Whether the operation tells how many there are, of all figures or of those beyond a limit."""
        return operation is Operation.COUNT or (operation is Operation.THRESHOLD and self.which is Which.COUNT)


class _Limits(NamedTuple):
    one: NamedLimit | None
    zero: Limit | None  # The limit of 0 that words set, as "made a loss".
    zero_said: frozenset[str]  # These words.
    two: tuple[Limit, Limit] | None  # As in `Cues`.


def read_cues(words: Sequence[str], language: Language, named: Collection[int] = ()) -> Cues:
    """`named`: places of words that are names, and so say nothing of an operation ("Max")."""
    unnamed = [_NAME if at in named or is_attribute(words, at, language) else word for at, word in enumerate(words)]
    text = unparted(" ".join(unnamed))  # What patterns are found in; a limit needs the unit of "over 80 percent", too.
    asking = _without_percent_of_numbers(unnamed, language)  # Words that ask for an operation by themselves.
    asked = operations_asked(language.cues, asking, text)
    which = next((which for which, pattern in language.patterns.which if pattern.search(text)), Which.ALL)
    limits = _limits(unnamed, text, language, may_reach=which is Which.FIRST and Operation.THRESHOLD in asked)
    rank, best = places_asked(unnamed, text, language)
    tops_limit = limits.one is not None and best == limits.one.limit.value  # "When did they first top 300?"
    if tops_limit:
        asked.pop(Operation.EXTREME, None)
    ranked = asked[Operation.EXTREME].said if Operation.EXTREME in asked else frozenset()
    ends, for_each = ends_of(unnamed, ranked, language), tuple(read_per(unnamed, language))
    _settle(asked, asking, limits, ends, language)
    return Cues(
        asked_for=tuple(sorted(asked.values(), key=lambda one: -one.weight)),
        direction=direction_of(unnamed, language, ranked),
        ends=ends,
        against_end=any(cue.against_end and cue.found(unnamed, text) for cue in language.cues),
        rank=rank,
        best=1 if tops_limit else best,
        limit=limits.one.limit if limits.one else limits.zero,
        limit_unit=language.unit_at(unnamed, limits.one.stop) if limits.one else "",
        two_limits=limits.two,
        which=which,
        for_each=for_each,
        per=time_of(for_each, unnamed, language),
    )


def operations_in(words: Sequence[str], language: Language, named: Collection[int] = ()) -> frozenset[Operation]:
    return frozenset(one.operation for one in read_cues(words, language, named).asked_for)


def _without_percent_of_numbers(words: Sequence[str], language: Language) -> list[str]:
    """The words, with a name in place of the unit of "80 percent", which asks for no percentage."""
    percent = language.words["to_percent"]

    def is_number(word: str) -> bool:
        return language.number(word) is not None and not is_year(word)

    return [_NAME if word in percent and is_number(last) else word for last, word in pairwise(("", *words))]


def _limits(words: Sequence[str], text: str, language: Language, *, may_reach: bool) -> _Limits:
    """`may_reach`: a number without a word for a limit is reached, by "when did they first"."""
    one = limit_of(words, language) or (amount_reached(words, language) if may_reach else None)
    signs = ((Limit(0.0, above), pattern.search(text)) for above, pattern in language.patterns.signs)
    zero, said = next(((limit, found[0]) for limit, found in signs if found), (None, ""))
    return _Limits(one, zero, frozenset(said.split()), two_limits_of(words, language))


def _settle(
    asked: OperationsAsked, words: Sequence[str], limits: _Limits, ends: Sequence[Direction], language: Language
) -> None:
    """Drop what the words for others explain. The order counts: a change takes others once it is told from a share, and
    a limit takes a count before a duration may drop it."""
    _tell_share_from_change(asked, words, language)
    _take_share_of_sum(asked, words, language)
    _take_beyond_limit(asked, words, limits, language)
    has_ends = limits.two is not None or not language.words["between"].isdisjoint(words)
    if not has_ends:
        asked.pop(Operation.DURATION, None)
    elif Operation.DURATION in asked:
        asked.pop(Operation.COUNT, None)  # "How many months" between two of them counts no figures.
    if are_opposed(ends) and not _BETWEEN.isdisjoint(asked):
        asked.pop(Operation.EXTREME, None)  # "The gap between the best and the worst" asks for neither.


def _tell_share_from_change(asked: OperationsAsked, words: Sequence[str], language: Language) -> None:
    share, change = asked.get(Operation.SHARE), asked.get(Operation.CHANGE)
    if share is not None and change is not None and share.plain is not change.plain:
        if share.plain:
            asked.take(Operation.SHARE, Operation.CHANGE)  # Only "percent" spoke for a change.
        else:
            asked.take(Operation.CHANGE, Operation.SHARE)  # "By what percentage did it shrink?"
    if Operation.CHANGE in asked and not language.words["to_percent"].isdisjoint(words):
        asked.take(Operation.CHANGE, Operation.DIFFERENCE, Operation.COMPARE)


def _take_share_of_sum(asked: OperationsAsked, words: Sequence[str], language: Language) -> None:
    """Of things "together" percent asks for the share of one in all, unless more than "percent" tells of a change."""
    percent, change = language.words["to_percent"].intersection(words), asked.get(Operation.CHANGE)
    if Operation.SUM in asked and percent and (change is None or percent.issuperset(change.said)):
        asked.pop(Operation.CHANGE, None)
        asked.add(Cued(Operation.SHARE, language.weight_of(Operation.SHARE), percent | asked[Operation.SUM].said))


def _take_beyond_limit(asked: OperationsAsked, words: Sequence[str], limits: _Limits, language: Language) -> None:
    """With a limit, a count, list or comparison becomes a threshold: it concerns only the figures beyond it. This holds
    for any word before the number, as in "how many of them topped 30,000"."""
    threshold = Operation.THRESHOLD
    if limits.one is not None:
        chooses = not asked and not language.words["chooses"].isdisjoint(words)
        if threshold not in asked and (Operation.COUNT in asked or chooses):
            asked.add(Cued(threshold, language.weight_of(threshold), frozenset()))
        if threshold in asked:
            asked[threshold] = asked[threshold]._replace(weight=asked[threshold].weight + _LIMITED)
            asked.take(threshold, Operation.COMPARE, Operation.COUNT, Operation.LIST)
    elif limits.zero is not None:
        asked.take(threshold, Operation.COUNT, Operation.LIST)  # "How many quarters made a loss".
        if threshold in asked:
            asked.add(Cued(threshold, 0.0, limits.zero_said))
            asked.pop(Operation.DIFFERENCE, None)
    else:
        asked.pop(threshold, None)
