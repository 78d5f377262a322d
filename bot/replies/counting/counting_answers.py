"""Counts with the figures of the last answers, whatever entry or series they come from.

"And by how much?" after two prices, "so together?" after two plants: one reading of a message among others, weighed
against these. `Workings` comes before all readings; it takes messages that say nothing but a written sum
(`reckoning.py`), else an operation on what was told last (`working.py`), else another time (`moving.py`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp

from bot.conversation.followup import content
from bot.conversation.language_files import talk_of
from bot.conversation.queries.reader import FigureReader
from bot.conversation.queries.suiting import unit_suits
from bot.conversation.queries.words.asked import Asked
from bot.conversation.queries.words.operation_cues import Cued
from bot.conversation.readings import Reading, ReadingKind
from bot.conversation.thresholds import thresholds
from bot.conversation.turn import Turn
from bot.figures import FigureAnswer, FigureQuery, Operation, compute, is_plural, single
from bot.figures.ids import result_id
from bot.matching import SAYS_MUCH, Matcher
from bot.model import QUANTITY, SMALL_TALK, Entry
from bot.replies.counting.figures_in_answers import figures_of
from bot.replies.counting.pair_times import are_beside, are_of_other_times, in_order
from bot.replies.counting.pairing import Pair, pair_across, pair_within
from bot.replies.figure_queries.figured import Figured, as_bound
from bot.replies.figure_text.figure_operations import ADDS, COUNTS, asks_why, contradicts
from bot.replies.weighing.meant import Found

_COUNT = "count"
"""Stands for the unit of figures without one: a word for money or weight ("cheaper") asks for other figures."""
_NAMING = (ReadingKind.ALONE, ReadingKind.SUBSTITUTED, ReadingKind.ANAPHORA, ReadingKind.NEAR)
"""Readings that come to an answer which the message names."""


@dataclass(frozen=True, slots=True)
class _Source:
    """Where two figures may be from: one answer, or two."""

    answered: tuple[tuple[Entry, str], ...]
    """Each entry with the question that it answered, which tells the figures that were asked for; empty where the
    message itself names the entry. Of two the later first."""
    worth: float  # How likely it is that just these are meant, from 0 to 1.
    alike: bool = False  # Both tell the same, as of something else.

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(entry for entry, _ in self.answered)


class CountingAnswers:
    """Counts for one turn."""

    def __init__(self, turn: Turn, entries: Mapping[str, Entry], matcher: Matcher, reader: FigureReader) -> None:
        self._turn, self._context, self._entries = turn, turn.context, entries
        self._matcher, self._reader = matcher, reader

    def found(self, others: Sequence[Found]) -> Iterator[Found]:
        """The results that may be meant; `others`: what the other readings come to. None where the last answer is a
        table, with whose figures a query counts, or no answer; where no operation is asked for that counts with two
        figures, or the reason is asked for; and as `_pair_meant` and `_counted` tell."""
        turn, last = self._turn, self._entries.get(self._context.entry or "")
        asked = self._reader.asked(turn.alone.words)
        cues = asked.cues.asked_for if asked is not None else ()
        cued = next((one for one in cues if one.operation in COUNTS), None)
        if last is None or last.labels or asked is None or cued is None or asks_why(turn.words, turn.language):
            return
        if not self._context.told:
            return
        seen: set[str] = set()
        for source in self._sources(last, asked, others):
            one = self._counted(asked, cued, source)
            if one is not None and one.id not in seen:
                seen.add(one.id)
                yield one

    def _sources(self, last: Entry, asked: Asked, others: Sequence[Found]) -> Iterator[_Source]:
        """The last two answers, the last one alone, and what the message names with the last one."""
        entries, context, limits = self._entries, self._context, thresholds().counting
        alike = self._are_alike(last)
        before = entries.get(context.earlier[0].entry) if context.earlier else None
        if len(context.told) > 1 and all(one.ids == (last.id,) for one in context.told[:2]):
            # It answered twice, with another figure each time.
            yield _Source(tuple((last, one.question) for one in context.told[:2]), 1.0, alike=True)
        elif before is not None and not before.labels:
            yield _Source(((last, context.question), (before, context.earlier[0].question)), 1.0, alike)
        yield _Source(((last, context.question),), limits.of_last_beside_alike if alike else limits.of_last)
        if not (asked.names or asked.times.named):
            return
        for one in others:
            named = entries.get(one.id)
            if named is None or one.reading.kind not in _NAMING or one.sure <= limits.counts_from:
                continue
            if named.id != last.id and named.id not in self._reader.pools.by_series and named.topic != SMALL_TALK:
                yield _Source(((named, ""), (last, "")), limits.of_named + (1 - limits.of_named) * one.sure)

    def _are_alike(self, last: Entry) -> bool:
        """Whether the last two questions asked for the same quantity, as of one year and of another."""
        if not self._context.earlier:
            return False
        before, number = self._context.earlier[0], self._matcher.entry_of_id
        in_both = {kind for kind, _ in set(self._context.facets).intersection(before.facets)}
        return QUANTITY in in_both or number[last.id] == number.get(before.entry)

    def _counted(self, asked: Asked, cued: Cued, source: _Source) -> Found | None:
        """The result of the operation that is asked for; None where it contradicts what is said, too."""
        operation = cued.operation
        chosen = self._pair_meant(asked, operation, source)
        if chosen is None:
            return None
        pair = in_order(chosen, operation, source.entries, self._matcher)
        measures = {one.id: one for one in pair}
        groups = tuple(single(one, one.cells[0], one.cells[0].span) for one in pair)
        answer = compute(FigureQuery(operation, groups, asked.cues.direction < 0), measures)
        if not isinstance(answer, FigureAnswer) or contradicts(answer, asked.moves):
            return None
        number = self._matcher.entry_of_id[source.entries[0].id]
        sure = self._nothing_else_asked(asked, chosen, source.entries) * chosen.certainty
        # `worth` is of the source: it says whether this reading is meant, and nothing of how sure its result is.
        by = Figured(self._matcher.entries[number], as_bound(answer, cued.weight), sure, stated=measures)
        reading = Reading(ReadingKind.COUNTED, self._turn.text, self._turn.alone)
        return Found(reading, result_id(answer), number, sure * source.worth, by)

    def _pair_meant(self, asked: Asked, operation: Operation, source: _Source) -> Pair | None:
        """None where

        1. no two figures go together: "by how much?" after a price and a range;
        2. other units are asked for: "cheaper" after two ranges;
        3. one is no part of the other: "what share?" after the sales of two models;
        4. other figures are meant (`_are_others_meant`).
        """
        first, *second = (figures_of(entry, question, asked, self._reader) for entry, question in source.answered)
        pair = pair_across(first, second[0], source.alike) if second else pair_within(first)
        if pair is None or not unit_suits(asked, pair.unit or _COUNT):
            return None
        if operation is Operation.SHARE and are_beside(pair, source.entries, self._matcher):
            return None
        return None if _are_others_meant(asked, operation, source, pair) else pair

    def _nothing_else_asked(self, asked: Asked, chosen: Pair, entries: Sequence[Entry]) -> float:
        """How likely nothing but the operation on these figures is asked for, from 0 to 1: the less, the rarer the
        words are that name neither."""
        stem, language = asked.lexicon.stem, asked.lexicon.language
        pair = talk_of(language).words["pair"]
        counts = not chosen.unit or is_plural(chosen.unit)
        said = [word for word in content(asked.words, language) if word not in asked.cue_words and word not in pair]
        # What the answers are about anyway names none of their figures, nor anything else.
        known = chosen.said | self._reader.pools.units.stems_of(chosen.unit)
        known |= {stem(word) for entry in entries for word in asked.lexicon.words(entry.question)}
        rest = (word for word in said if stem(word) not in known and not (counts and is_plural(word)))
        return exp(-sum(map(self._matcher.index.common.weight, rest)) / SAYS_MUCH)


def _are_others_meant(asked: Asked, operation: Operation, source: _Source, chosen: Pair) -> bool:
    """Whether other figures are asked for. The first case that fits decides:

    1. A range adds up, "together from 2023 to 2025": all between are meant, and not its ends.
    2. The figures are of other times than those that are named.
    3. They are of two answers, or the message names them: just these are meant.
    4. They are of one answer, need not be of one kind, nor of a time that is named: others are meant if a time is
       named, or if a sum is asked for that does not say "both".
    """
    if operation in ADDS and asked.time_range is not None:
        return True
    if are_of_other_times(asked, chosen):
        return True
    if len(source.entries) > 1 or chosen.said:
        return False
    says_both = not asked.language.words["of_both"].isdisjoint(asked.words)
    return bool(asked.times.named) or (operation is Operation.SUM and not says_both)
