"""Reads what a question asks of figures: the operation, the times, the amounts and the things."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from bot.conversation.followup import content
from bot.conversation.queries.words.amounts import Amounts
from bot.conversation.queries.words.counted import Counted
from bot.conversation.queries.words.cues import Cues, read_cues
from bot.conversation.queries.words.language import Language
from bot.conversation.queries.words.lengths import Lengths
from bot.conversation.queries.words.numbers import FEW, number_before_scale, with_units_told
from bot.conversation.queries.words.per import Per
from bot.conversation.queries.words.said import Pairs, Said, things_in
from bot.conversation.queries.words.times_asked import Times, range_of, read_times
from bot.figures import Operation, Span
from bot.matching import Lexicon, places_of

TWO = frozenset({Operation.DIFFERENCE, Operation.CHANGE, Operation.RATIO, Operation.SHARE, Operation.COMPARE})
"""Operations that set one thing against another."""


@dataclass(frozen=True, eq=False)
class Asked(Said):
    """A question as far as figures are concerned; read once, bound to several measures.

    `Said` holds its words and names. "How many bikes per hour in 2 weeks of May 2025" has May in `times`, the bikes in
    `counted`, the hour in `cues` and `per`, and the two weeks in `lengths`.
    """

    # The operation.
    @cached_property
    def cues(self) -> Cues:
        return read_cues(self.words, self.language, self.exact_places)

    @cached_property
    def cue_words(self) -> frozenset[str]:
        """The words that speak for an operation."""
        return frozenset(word for cued in self.cues.asked_for for word in cued.said)

    @cached_property
    def stems_of_ratio(self) -> frozenset[str]:
        """Stems of the words that ask for a ratio ("how many times"): their "times" is no time of a title."""
        said = (one.said for one in self.cues.asked_for if one.operation is Operation.RATIO)
        return frozenset(self.lexicon.stem(word) for words in said for word in words)

    @cached_property
    def moves(self) -> int:
        """1: something is said to have risen, -1: to have fallen, 0: neither, or both."""
        return int(self.says_besides_rows("rising")) - int(self.says_besides_rows("falling"))

    @cached_property
    def telling(self) -> frozenset[str]:
        """Stems of the words that say something of their own, and name neither an operation nor a time."""
        words = tuple(word for word in self.besides_times if word not in self.cue_words)
        return frozenset(map(self.lexicon.stem, content(words, self.lexicon.language)))

    # The times.
    @cached_property
    def times(self) -> Times:
        return read_times(self.words, self.language)

    @cached_property
    def timed_places(self) -> set[int]:
        return {at for one in self.times.named for at in one.places}

    @property
    def besides_times(self) -> tuple[str, ...]:
        return tuple(word for at, word in enumerate(self.words) if at not in self.timed_places)

    @cached_property
    def time_range(self) -> Span | None:
        return range_of(self.times, self.language)

    @property
    def joined_spans(self) -> tuple[Span, ...]:
        """The range that is meant as one span, else the times that are named."""
        return (self.time_range,) if self.time_range is not None else self.times.spans

    @cached_property
    def names_of_times(self) -> Pairs:
        """Names that consist of a time and another name: "the 2024 Lark" names the old Lark, by "2024" and "Lark"."""
        found: set[tuple[str, str]] = set()
        for name in self.named:
            own, others = places_of((name,)), places_of(one for one in self.named if one is not name)
            if own & self.timed_places and own <= self.timed_places | others:
                found.add((name.kind, name.value))
        return frozenset(found)

    @cached_property
    def asks_when(self) -> bool:
        """Whether a month, quarter or year is asked for: "which quarter"."""
        grains, which = self.language.words_of_grains, self.language.words["asks_which"]
        return any(before in which and word in grains for before, word in pairwise(self.words))

    @cached_property
    def lengths(self) -> Lengths:
        return Lengths(self.words, self.language, self.lexicon.stem)

    # The amounts, and what is counted.
    @cached_property
    def amounts(self) -> Amounts:
        stem = self.lexicon.stem
        return Amounts(self.words, self.language, stem, self.cues, self.exact_places, self.timed_places)

    @cached_property
    def telling_numbers(self) -> tuple[float, ...]:
        """The numbers beside times and names that say much."""
        told = self.timed_places | places_of(self.named)
        found = (number_before_scale(self.words, at, self.language) for at in range(len(self.words)) if at not in told)
        return tuple(one.value for one in found if one is not None and not 0 < one.value <= FEW)

    @cached_property
    def counted(self) -> Counted:
        return Counted(self.words, self.lexicon, self.language, self.timed_places)

    # For each of what.
    @cached_property
    def per(self) -> str:
        """As in `Cues`; an average speed is a distance for each hour."""
        says_speed = any("speed" in one.dimensions for one in self.language.units.all_in(self.words))
        is_speed = says_speed or "speed" in self.amounts.hinted()
        return self.cues.per or ("hour" if is_speed and self.cues.has(Operation.AVERAGE) else "")

    @property
    def for_each(self) -> tuple[Per, ...]:
        """What stands behind "per", "one" and the like, or "divided by"; an article alone says too little."""
        return tuple(one for one in self.cues.all_per if not one.vague)

    @property
    def named_for_each(self) -> int | None:
        """Which of two named things, 0 or 1, stands behind "for every": 1 in "how many Larks for every Finch"."""
        behind = {one.place for one in self.for_each}
        leading = {name.value: name for name in self.named if name.kind in self.lexicon.kinds.leading}
        if len(leading) != 2:
            return None
        return next((at for at, name in enumerate(leading.values()) if name.start in behind), None)

    @cached_property
    def things_for_each(self) -> frozenset[str]:
        """Stems of what stands behind "per" and the like: "so much per bike"."""
        named = (one for one in self.cues.all_per if not one.divides)
        # "Per sold bike", but "a bike" alone.
        behind = {at for one in named for at in ((one.place,) if one.vague else (one.place, one.place + 1))}
        return things_in(self.words, self.lexicon, behind)


def asked_of(words: Sequence[str], lexicon: Lexicon, language: Language, subject_names: Pairs = frozenset()) -> Asked:
    return Asked(with_units_told(words, language), lexicon, language, subject_names)
