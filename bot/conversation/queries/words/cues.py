"""Reads which operation a question asks for: its words in, operations with weight, direction and limit out."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.conversation.queries.words.language import Language
from bot.conversation.queries.words.limits import NamedLimit, amount_reached, is_attribute, limit_of, two_limits_of
from bot.conversation.queries.words.operation_cues import Cued, OperationsAsked, operations_asked
from bot.conversation.queries.words.per import Per, read_per, time_of
from bot.conversation.queries.words.spans import is_year
from bot.conversation.queries.words.superlatives import Direction, are_opposed, best_of, direction_of, ends_of, rank_of
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


class _ZeroLimit(NamedTuple):
    """The limit of 0 that words set, as "made a loss"."""

    limit: Limit
    said: frozenset[str]


def read_cues(words: Sequence[str], language: Language, named: Collection[int] = ()) -> Cues:
    """`named`: places of words that are names, and so say nothing of an operation ("Max")."""
    words = [_NAME if at in named or is_attribute(words, at, language) else word for at, word in enumerate(words)]
    text = unparted(" ".join(words))
    limit, zero, two_limits = limit_of(words, language), _zero_limit(text, language), two_limits_of(words, language)
    asking = _without_percent_of_numbers(words, language)
    asked = operations_asked(language.cues, asking, text)
    which = next((which for which, pattern in language.patterns.which if pattern.search(text)), Which.ALL)
    if limit is None and which is Which.FIRST and Operation.THRESHOLD in asked:
        limit = amount_reached(words, language)
    rank, best = rank_of(words, text, language), best_of(words, language)
    if rank is not None and rank > 1:
        best = 1  # "Of the ten best, which comes second?"
    if limit is not None and best == limit.limit.value:
        best = 1  # "When did they first top 300."
        asked.pop(Operation.EXTREME, None)
    ranked = asked[Operation.EXTREME].said if Operation.EXTREME in asked else frozenset()
    ends, for_each = ends_of(words, ranked, language), tuple(read_per(words, language))
    # Each step drops or takes what those before it left: a change takes others once it is told from a share, and a
    # limit takes a count before a duration may drop it.
    _tell_share_from_change(asked, asking, language)
    _take_share_of_sum(asked, asking, language)
    _take_beyond_limit(asked, limit, zero, words, language)
    _tell_duration_from_count(asked, has_ends=two_limits is not None or not language.words["between"].isdisjoint(words))
    if are_opposed(ends) and not _BETWEEN.isdisjoint(asked):
        asked.pop(Operation.EXTREME, None)  # "The gap between the best and the worst" asks for neither.
    return Cues(
        asked_for=tuple(sorted(asked.values(), key=lambda one: -one.weight)),
        direction=direction_of(words, language, ranked),
        ends=ends,
        against_end=any(cue.against_end and cue.found(words, text) for cue in language.cues),
        rank=rank,
        best=best,
        limit=limit.limit if limit else zero.limit if zero else None,
        limit_unit=language.unit_at(words, limit.stop) if limit else "",
        two_limits=two_limits,
        which=which,
        for_each=for_each,
        per=time_of(for_each, words, language),
    )


def operations_in(words: Sequence[str], language: Language, named: Collection[int] = ()) -> frozenset[Operation]:
    return frozenset(one.operation for one in read_cues(words, language, named).asked_for)


def _without_percent_of_numbers(words: Sequence[str], language: Language) -> list[str]:
    """The words, with a name in place of the unit of "80 percent", which asks for no percentage."""
    percent, before = language.words["to_percent"], ("", *words)
    numbers = (language.number(word) is not None and not is_year(word) for word in before)
    return [_NAME if is_number and word in percent else word for is_number, word in zip(numbers, words, strict=False)]


def _zero_limit(text: str, language: Language) -> _ZeroLimit | None:
    found = ((above, pattern.search(text)) for above, pattern in language.patterns.signs)
    return next((_ZeroLimit(Limit(0.0, above), frozenset(one[0].split())) for above, one in found if one), None)


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


def _take_beyond_limit(
    asked: OperationsAsked, limit: NamedLimit | None, zero: _ZeroLimit | None, words: Sequence[str], language: Language
) -> None:
    """What else is asked for is asked of the figures beyond the limit, if there is one. What is counted or chosen is
    beyond it whatever word sets it: "how many of them topped 30,000"."""
    threshold = Operation.THRESHOLD
    chooses = not asked and not language.words["chooses"].isdisjoint(words)
    if limit is not None and threshold not in asked and (Operation.COUNT in asked or chooses):
        asked.add(Cued(threshold, language.weight_of(threshold), frozenset()))
    if limit is not None and threshold in asked:
        asked[threshold] = asked[threshold]._replace(weight=asked[threshold].weight + _LIMITED)
        asked.take(threshold, Operation.COMPARE, Operation.COUNT, Operation.LIST)
    elif limit is None and zero is not None:
        asked.take(threshold, Operation.COUNT, Operation.LIST)  # "How many quarters made a loss".
        if threshold in asked:
            asked.add(Cued(threshold, 0.0, zero.said))
            asked.pop(Operation.DIFFERENCE, None)
    elif limit is None:
        asked.pop(threshold, None)


def _tell_duration_from_count(asked: OperationsAsked, *, has_ends: bool) -> None:
    """A duration needs two numbers or a word like "between"; "how many months" then counts no figures."""
    if not has_ends:
        asked.pop(Operation.DURATION, None)
    elif Operation.DURATION in asked:
        asked.pop(Operation.COUNT, None)
