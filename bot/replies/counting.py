"""Calculates with the figures of the last answers.

"And by how much?" after two prices, "so together?" after two plants: the figures stand in the answers, whatever entry
or series they come from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp, prod

from bot.conversation.followup import content
from bot.conversation.language_files import talk_of
from bot.conversation.queries.asked import TWO, Asked
from bot.conversation.queries.binding import BoundQuery
from bot.conversation.queries.reader import FigureReader
from bot.conversation.queries.times import range_of, read_times
from bot.conversation.queries.wanting import moves_of
from bot.conversation.readings import Kind, Reading
from bot.conversation.turn import Turn
from bot.figures import Cell, FigureAnswer, FigureQuery, Group, Measure, Operation, Span, compute
from bot.figures.times import span_of_label
from bot.figures.told import SCALES, Told, told_measures
from bot.matching import SAYS_MUCH, Matcher, forms_of
from bot.model import QUANTITY, SMALL_TALK, TIME_KINDS, Context, Entry
from bot.replies.figure_words import is_count
from bot.replies.figured import Figured
from bot.replies.meant import Found

_COUNTED = TWO | {Operation.SUM, Operation.AVERAGE}
"""Operations on two figures or more."""
_COUNTED_FROM = 20
"""Numbers from which on what has no unit is taken for a count of things."""
_RANGE = re.compile(r"(?<![\d,.])(\d[\d,.]*+)(?: to |–|-)(\d[\d,.]*+)")
_NAMING = (Kind.ALONE, Kind.SUBSTITUTED, Kind.ANAPHORA, Kind.NEAR)
_FIGURES = 12
"""Figures of an answer that are looked at where the message names them,"""
_UNNAMED = 3
"""and where it does not."""
_LEAST_SURE = 0.15
"""How sure a reading must be of an answer whose figure is set against that of the answer before."""


def countings(
    turn: Turn, found: Sequence[Found], entries: Mapping[str, Entry], matcher: Matcher, reader: FigureReader
) -> Iterator[Found]:
    """What may be counted: with the last two answers, with the last one alone, and with the last one and what the
    message names."""
    context = turn.context
    last = entries.get(context.entry or "")
    asked = reader.asked(turn.alone.words)
    if last is None or last.labels or asked is None or asks_why(turn):
        return  # With the figures of a table a query counts.
    alike = _on_the_same(context, matcher)
    tries: list[tuple[tuple[Entry, ...], float]] = [((last,), 0.4 if alike else 0.8)]
    before = entries.get(context.earlier[0].entry) if context.earlier else None
    if before is not None and not before.labels:
        tries.insert(0, ((last, before), 1.0))
    if asked.names or asked.times.named:
        named = (one for one in found if one.id in entries and one.id != last.id and one.sure > _LEAST_SURE)
        tries += [
            ((entries[one.id], last), 0.3 + 0.7 * one.sure)
            for one in named
            if one.reading.kind in _NAMING and entries[one.id].topic != SMALL_TALK
        ]
    seen: set[str] = set()
    for answers, worth in tries:
        both = answers == (last, before)
        questions = (context.question, context.earlier[0].question) if both else ("",) * len(answers)
        by = counted(asked, answers, matcher, reader, questions, alike=alike and both)
        if by is not None and isinstance(by.bound.answer, FigureAnswer):
            id = f"{by.bound.query.operation} of {by.bound.answer.result}"
            if id not in seen:
                seen.add(id)
                reading = Reading(Kind.COUNTED, turn.text, turn.alone)
                yield Found(reading, id, matcher.entry_of_id[answers[0].id], by.confidence * worth, by)


def asks_why(turn: Turn) -> bool:
    """Whether the reason is asked for, and not by how much."""
    return "why" in forms_of(turn.words, turn.language)


def _on_the_same(context: Context, matcher: Matcher) -> bool:
    """Whether the last two questions asked for the same quantity, as of one year and of another."""
    if not context.earlier:
        return False
    last, before = (
        {value for kind, value in facets if kind == QUANTITY} for facets in (context.facets, context.earlier[0].facets)
    )
    numbers = [matcher.entry_of_id.get(id or "", -1) for id in (context.entry, context.earlier[0].entry)]
    return not last.isdisjoint(before) or numbers[0] == numbers[1]


def counted(
    asked: Asked,
    answers: Sequence[Entry],
    matcher: Matcher,
    reader: FigureReader,
    questions: Sequence[str],
    *,
    alike: bool = False,
) -> Figured | None:
    """`answers`: the later one first; of one alone two figures count; `questions`: what each answered; `alike`: both
    the same, as of something else. None where no operation is asked for, or no two figures go together."""
    cued = [(one, weight) for one, weight, _ in asked.cues.weights if one in _COUNTED]
    if not cued:
        return None
    held = [figures_of(entry, question, asked, reader) for entry, question in zip(answers, questions, strict=True)]
    operation, weight = cued[0]
    chosen = _pair(held, alike)
    if chosen is None or not reader.suits(asked, chosen.unit):
        return None
    if len(held) == 1 and not chosen.said and (asked.times.named or (operation is Operation.SUM and not _both(asked))):
        return None  # Two figures of one answer need not be of one kind, nor of the time that is named.
    if operation in (Operation.SUM, Operation.AVERAGE) and range_of(asked.times, asked.language) is not None:
        return None  # All from one time to another are meant, and not its ends.
    pair = [replace(one, unit=chosen.unit) for one in chosen.measures]
    if operation in (Operation.CHANGE, Operation.DIFFERENCE) and _is_reversed(pair, answers, operation, matcher):
        pair.reverse()
    measures = {one.id: one for one in pair}
    groups = tuple(Group(one.id, (one.cells[0].id,), one.cells[0].label, one.cells[0].span) for one in pair)
    if operation in (Operation.SUM, Operation.AVERAGE):
        groups = groups[::-1]
    query = FigureQuery(operation, groups, asked.cues.direction < 0)
    answer = compute(query, measures)
    if not isinstance(answer, FigureAnswer) or contradicts(answer, moves_of(asked)):
        return None
    number = matcher.entry_of_id[answers[0].id]
    return Figured(
        matcher.entries[number],
        BoundQuery(query, answer, weight=weight),
        _sure(asked, chosen, matcher) * chosen.plain,
        told=measures,
    )


def leaves_out(by: Figured, asked: Asked | None) -> bool:
    """Whether a message asks to count with figures, and a query only tells one."""
    counts = asked is not None and any(one in _COUNTED for one, *_ in asked.cues.weights)
    return counts and by.bound.query.operation is Operation.VALUE


def _both(asked: Asked) -> bool:
    return not asked.language.words["of_both"].isdisjoint(asked.words)


def _is_reversed(pair: Sequence[Measure], answers: Sequence[Entry], operation: Operation, matcher: Matcher) -> bool:
    """Whether the earlier figure stands first: by the times that they are told with, else by those of the answers."""
    first, second = (one.cells[0].span for one in pair)
    if first is not None and second is not None and first != second:
        return first.end < second.end
    return operation is Operation.CHANGE and len(answers) > 1 and _is_earlier(answers[0], answers[1], matcher)


def contradicts(answer: FigureAnswer, moves: int) -> bool:
    """Whether something is told to have risen that was said to have fallen, or fallen."""
    if not moves or answer.query.operation not in (Operation.DIFFERENCE, Operation.CHANGE):
        return False
    losses = any(isinstance(one.value, float) and one.value < 0 for one in answer.operands)
    return isinstance(answer.result, float) and not losses and answer.result * moves < 0


def _is_earlier(one: Entry, other: Entry, matcher: Matcher) -> bool:
    """Whether an answer is about an earlier time than another."""
    first, second = (_time_of(entry, matcher) for entry in (one, other))
    return first is not None and second is not None and first.end < second.end


def _time_of(entry: Entry, matcher: Matcher) -> Span | None:
    """The finest time that an answer is about: of a figure that of its label."""
    number = matcher.entry_of_id[entry.id]
    if matcher.entries[number].id != entry.id:
        return span_of_label(entry.id.rpartition(":")[2].upper())
    told = (matcher.guard.core(number, kind) for kind in reversed(TIME_KINDS))
    values = next((values for values in told if values), frozenset())
    return span_of_label(next(iter(values))) if len(values) == 1 else None


def _sure(asked: Asked, chosen: _Pair, matcher: Matcher) -> float:
    """How plainly nothing but the operation on these figures is asked for: the less, the more the words that name
    neither say by their rarity."""
    stem = asked.lexicon.stem
    pair = talk_of(asked.lexicon.language).words["pair"]
    counts = not chosen.unit or is_count(chosen.unit)
    rest = (
        word
        for word in content(asked.words, asked.lexicon.language)
        if not (word in asked.cued or word in pair or stem(word) in chosen.said or (counts and is_count(word)))
    )
    return exp(-sum(map(matcher.index.common.weight, rest)) / SAYS_MUCH)


@dataclass(frozen=True, slots=True)
class ToldFigure:
    measure: Measure
    named: frozenset[str]
    """The words of the message, by their stems, that it is told with."""
    principal: bool
    answers: int
    """Words of the question that it answers, in what it is told with."""


@dataclass(frozen=True, slots=True)
class _Pair:
    measures: tuple[Measure, Measure]
    said: frozenset[str]
    """The words of the message that name them."""
    plain: float
    """How plain it is that these are meant: the less, the more others may be; from 0 to 1."""

    @property
    def unit(self) -> str:
        return self.measures[0].unit or self.measures[1].unit or ""


def _pair(held: Sequence[Sequence[ToldFigure]], alike: bool) -> _Pair | None:
    """The two figures in one unit that the message names, else the first two: one of each answer, or both of the only
    one; of each the one that was asked for comes first."""
    if len(held) == 1:
        pairs = [(one, other) for at, one in enumerate(held[0]) for other in held[0][at + 1 :]]
    else:
        places = sorted(
            ((i, j) for i in range(len(held[0])) for j in range(len(held[1]))), key=lambda one: (sum(one), one)
        )
        pairs = [(held[0][i], held[1][j]) for i, j in places]
        pairs.sort(key=lambda pair: -pair[0].answers - pair[1].answers)
    fit = [(one, other) for one, other in pairs if go_together(one.measure, other.measure)]
    if not fit:
        return None
    names = [len(one.named | other.named) for one, other in fit]
    first, second = fit[names.index(max(names))]
    if max(names):
        rivals = names.count(max(names))
        return _Pair((first.measure, second.measure), first.named | second.named, rivals**-0.5)
    if not all(one.principal or one.answers for one in (first, second)):
        return None
    if alike:
        return _Pair((first.measure, second.measure), frozenset(), 1.0)
    # Nothing is named: the principal figures of each are meant, and one of a single answer is the first.
    counts = [max(1, sum(one.principal for one in figures) - (len(held) == 1)) for figures in held]
    return _Pair(
        (first.measure, second.measure), frozenset(), float(prod(min(one, _UNNAMED) for one in counts) ** -0.5)
    )


def figures_of(entry: Entry, question: str, asked: Asked, reader: FigureReader) -> list[ToldFigure]:
    measure = reader.measure_of(entry.id)
    cell = next((one for one in measure.cells if one.id == entry.id), None) if measure is not None else None
    if measure is not None and cell is not None and cell.number is not None:
        return [ToldFigure(replace(measure, id=f"{cell.id}#", cells=(cell,)), frozenset(), principal=True, answers=0)]
    stem, language = asked.lexicon.stem, asked.lexicon.language
    said = {stem(word) for word in content(asked.words, language) if word not in asked.cued}
    answered = {stem(word) for word in content(asked.lexicon.words(question), language)}
    told = [(measure, one, {*map(stem, asked.lexicon.words(one.clause))}) for measure, one in told_measures(entry)]
    return [
        ToldFigure(
            _scaled(_dated(measure, one, asked), one), frozenset(said & words), one.principal, len(answered & words)
        )
        for measure, one, words in told[:_FIGURES]
    ]


def _dated(measure: Measure, told: Told, asked: Asked) -> Measure:
    """With the only time that a figure is told with."""
    spans = read_times(asked.lexicon.words(told.clause), asked.language).spans
    if len(spans) != 1:
        return measure
    return replace(measure, cells=tuple(replace(cell, span=spans[0]) for cell in measure.cells))


def _scaled(measure: Measure, told: Told) -> Measure:
    """In the millions or billions that a figure with a unit is told in."""
    size, scale = next(((size, word) for word, size in SCALES.items() if f" {word}" in told.clause), (1.0, ""))
    if not (scale and measure.unit) or told.value < size:
        return measure
    cells = (replace(cell, value=told.value / size) for cell in measure.cells)
    return replace(measure, unit=f"{scale} {measure.unit}", cells=tuple(cells))


def go_together(one: Measure, other: Measure) -> bool:
    """Whether they differ, are in one unit, and of times of one kind, as two months are; of things that are counted the
    nouns may differ. A range is set against no single figure, nor are its ends counted with."""
    first, second = (measure.cells[0] for measure in (one, other))
    ranges = [_RANGE.search(cell.label) for cell in (first, second)]
    if (ranges[0] is None) is not (ranges[1] is None) or (
        first.label == second.label and _are_ends(ranges[0], first, second)
    ):
        return False
    if first.span is not None and second.span is not None and first.span.kind != second.span.kind:
        return False
    units = [(measure.unit or "").casefold() for measure in (one, other)]
    counts = all(_is_count(measure) for measure in (one, other))
    return (units[0] == units[1] != "" or counts) and first.value != second.value


def _are_ends(found: re.Match[str] | None, first: Cell, second: Cell) -> bool:
    """Whether two figures are the ends of a range, as it is written."""
    written = {end.strip(".,").replace(",", "") for end in found.groups()} if found is not None else set()
    return {f"{cell.number or 0:.10g}" for cell in (first, second)} <= written


def _is_count(measure: Measure) -> bool:
    value = measure.cells[0].number
    return value is not None and value >= _COUNTED_FROM and (not measure.unit or is_count(measure.unit))
