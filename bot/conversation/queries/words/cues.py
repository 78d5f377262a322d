"""Reads which operations a question asks for, with their weights, direction and limit."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.conversation.queries.words.language import Language
from bot.conversation.queries.words.limits import Limits, limits_of
from bot.conversation.queries.words.numbers import number_at
from bot.conversation.queries.words.operation_cues import Cued, operations_asked
from bot.conversation.queries.words.per import Per, read_per, time_of
from bot.conversation.queries.words.settling import settled
from bot.conversation.queries.words.spans import is_year
from bot.conversation.queries.words.superlatives import Direction, are_opposed, direction_of, ends_of, places_asked
from bot.figures import Limit, Operation, Which
from bot.matching import unparted

_NAME = "_"  # Stands for each word of a name in the patterns of a language's file.


@dataclass(frozen=True, slots=True)
class Cues:
    """What a question says of the operation that it wants."""

    asked_for: tuple[Cued, ...]  # Strongest first; empty: a plain value.
    direction: Direction
    ends: tuple[Direction, ...]  # The directions of all words that ask for an extreme, in their order.
    against_end: bool  # Something is set against the extreme.
    rank: int | None  # As in `FigureQuery`, 1 where no place is said; None where it is asked which place something has.
    best: int  # As in `FigureQuery`.
    limit: Limit | None
    limit_unit: str  # The word behind the limit.
    two_limits: tuple[Limit, Limit] | None  # From where to where, as in "from 20 to 50 shops".
    which: Which  # Which of the figures beyond the limit.
    all_per: tuple[Per, ...]  # Also what only an article says, as "a day".
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


def read_cues(words: Sequence[str], language: Language, named: Collection[int] = ()) -> Cues:
    """`named`: places of words that are names, and so say nothing of an operation ("Max")."""
    unnamed = [_NAME if at in named or _is_attribute(words, at, language) else word for at, word in enumerate(words)]
    text = unparted(" ".join(unnamed))  # What patterns are found in; a limit needs the unit of "over 80 percent", too.
    asking = _without_percent_of_numbers(unnamed, language)  # Words that ask for an operation by themselves.
    found = operations_asked(language.cues, asking, text)
    which = next((which for which, pattern in language.patterns.which if pattern.search(text)), Which.ALL)
    limits = limits_of(unnamed, text, language, may_reach=which is Which.FIRST and Operation.THRESHOLD in found)
    rank, best = places_asked(unnamed, text, language)
    tops_limit = _tops_limit(best, limits)
    if tops_limit:
        found.pop(Operation.EXTREME, None)
    # Taken before they are settled: "the gap between the best and the worst" has two ends, but asks for neither.
    ranked = found[Operation.EXTREME].said if Operation.EXTREME in found else frozenset()
    ends, all_per = ends_of(unnamed, ranked, language), tuple(read_per(unnamed, language))
    asked = settled(found, asking, limits, ends, language)
    return Cues(
        asked_for=tuple(sorted(asked.values(), key=lambda one: -one.weight)),
        direction=direction_of(unnamed, language, ranked),
        ends=ends,
        against_end=any(cue.against_end and cue.found(unnamed, text) for cue in language.cues),
        rank=rank,
        best=1 if tops_limit else best,
        limit=limits.to_number or limits.to_zero,
        limit_unit=limits.unit,
        two_limits=limits.two,
        which=which,
        all_per=all_per,
        per=time_of(all_per, unnamed, language),
    )


def operations_in(words: Sequence[str], language: Language, named: Collection[int] = ()) -> frozenset[Operation]:
    return frozenset(one.operation for one in read_cues(words, language, named).asked_for)


def _is_attribute(words: Sequence[str], at: int, language: Language) -> bool:
    """Whether a word only describes what the number behind it is of, and sets no limit: "the bigger 76 kWh battery"."""
    word, lists = words[at], language.words
    if not (word in lists["above"] or word in lists["below"]):
        return False
    adjectives = lists["up"] | lists["down"] | lists["good"] | lists["bad"]
    if word not in adjectives or word in lists["counted"] | lists["counted_before"]:
        return False
    has_article = at > 0 and words[at - 1] in lists["definite"] | lists["articles"]
    return has_article and at + 1 < len(words) and number_at(words, at + 1, language) is not None


def _tops_limit(best: int, limits: Limits) -> bool:
    """Whether the number behind "top" is a limit, and not how many of the best are asked for: "when did they first top
    300" has no 300 best."""
    return limits.to_number is not None and limits.to_number.value == best


def _without_percent_of_numbers(words: Sequence[str], language: Language) -> list[str]:
    """The words, with a name in place of the unit of "80 percent", which asks for no percentage."""
    percent = language.words["to_percent"]

    def is_number(word: str) -> bool:
        return language.number(word) is not None and not is_year(word)

    return [_NAME if word in percent and is_number(last) else word for last, word in pairwise(("", *words))]
