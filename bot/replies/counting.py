"""Counts with figures that were just told: two answers and an operation in, the query with its result out.

"And by how much?" after two prices, "so together?" after two plants: the figures stand in the answers, whatever entry
or series they come from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from math import exp, prod

from bot.conversation.followup import content
from bot.conversation.queries.asked import TWO, Asked
from bot.conversation.queries.binding import Bound
from bot.conversation.queries.reader import FigureReader
from bot.conversation.readings import Kind, Reading
from bot.conversation.turn import Turn
from bot.figures import FigureAnswer, FigureQuery, Group, Measure, Operation, compute
from bot.figures.told import told_measures
from bot.matching import Matcher
from bot.matching.situation import SAYS_MUCH
from bot.model import SMALL_TALK, Entry
from bot.replies.figure_words import is_count
from bot.replies.figured import Figured
from bot.replies.meant import Found

_COUNTED = TWO | {Operation.SUM, Operation.AVERAGE}
"""Operations on two figures or more."""
_COUNTED_FROM = 20
"""Numbers from which on what has no unit is taken for a count of things."""
_NAMING = (Kind.ALONE, Kind.SUBSTITUTED, Kind.ANAPHORA, Kind.NEAR)
_FIGURES = 3
"""Figures of an answer that are looked at."""
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
    if last is None or asked is None:
        return
    tries: list[tuple[tuple[Entry, ...], float]] = [((last,), 0.8)]
    before = entries.get(context.earlier[0].entry) if context.earlier else None
    if before is not None:
        tries.insert(0, ((last, before), 1.0))
    if asked.names() or asked.times.named:
        named = (one for one in found if one.id in entries and one.id != last.id and one.sure > _LEAST_SURE)
        tries += [
            ((entries[one.id], last), 0.3 + 0.7 * one.sure)
            for one in named
            if one.reading.kind in _NAMING and entries[one.id].topic != SMALL_TALK
        ]
    seen: set[str] = set()
    for answers, worth in tries:
        by = counted(asked, answers, matcher, reader)
        if by is not None and isinstance(by.bound.answer, FigureAnswer):
            id = f"{by.bound.query.operation} of {by.bound.answer.result}"
            if id not in seen:
                seen.add(id)
                reading = Reading(Kind.COUNTED, turn.text, turn.alone)
                yield Found(reading, id, matcher.entry_of_id[answers[0].id], by.confidence * worth, by)


def counted(asked: Asked, answers: Sequence[Entry], matcher: Matcher, reader: FigureReader) -> Figured | None:
    """`answers`: the later one first; of one alone its first two figures count. None where no operation is asked for,
    or no two figures go together."""
    cued = [(one, weight) for one, weight, _ in asked.cues.weights if one in _COUNTED]
    pair = _pair(answers, reader) if cued else None
    if pair is None:
        return None
    operation, weight = cued[0]
    pair = _in_one_unit(pair)
    measures = {one.id: one for one in pair}
    groups = tuple(Group(one.id, (one.cells[0].id,), one.cells[0].label, one.cells[0].span) for one in pair)
    if operation in (Operation.SUM, Operation.AVERAGE):
        groups = groups[::-1]
    query = FigureQuery(operation, groups, asked.cues.direction < 0)
    answer = compute(query, measures)
    if not isinstance(answer, FigureAnswer):
        return None
    number = matcher.entry_of_id[answers[0].id]
    return Figured(
        matcher.entries[number],
        Bound(query, answer, (0, 0), (0, 0), weight),
        _sure(asked, matcher) * _plain(answers, reader),
        told=measures,
    )


def _sure(asked: Asked, matcher: Matcher) -> float:
    """How plainly nothing but the operation is asked for: the less, the more the other words say by their rarity."""
    said = {word for _, _, words in asked.cues.weights for word in words}
    rest = (matcher.index.common.weight(word) for word in content(asked.words) if word not in said)
    return exp(-sum(rest) / SAYS_MUCH)


def _plain(answers: Sequence[Entry], reader: FigureReader) -> float:
    """How plain it is which figures are meant: the less, the more of them the answers tell."""
    counts = [max(1, len(_measures(entry, reader)) - (len(answers) == 1)) for entry in answers]
    return float(prod(counts) ** -0.5)


def _pair(answers: Sequence[Entry], reader: FigureReader) -> tuple[Measure, Measure] | None:
    """The first two figures in one unit: one of each answer, or both of the only one."""
    held = [_measures(entry, reader) for entry in answers]
    if len(held) == 1:
        pairs = [(one, other) for at, one in enumerate(held[0]) for other in held[0][at + 1 :]]
    else:
        places = sorted(
            ((i, j) for i in range(len(held[0])) for j in range(len(held[1]))), key=lambda one: (sum(one), one)
        )
        pairs = [(held[0][i], held[1][j]) for i, j in places]
    return next((pair for pair in pairs if _go_together(*pair)), None)


def _measures(entry: Entry, reader: FigureReader) -> list[Measure]:
    measure = reader.measure_of(entry.id)
    cell = next((one for one in measure.cells if one.id == entry.id), None) if measure is not None else None
    if measure is not None and cell is not None and cell.number is not None:
        return [replace(measure, id=f"{cell.id}#", cells=(cell,))]
    return told_measures(entry, _FIGURES)


def _go_together(one: Measure, other: Measure) -> bool:
    """Whether they differ, and are in one unit; of things that are counted the nouns may differ."""
    units = [(measure.unit or "").casefold() for measure in (one, other)]
    counts = all(_is_count(measure) for measure in (one, other))
    return (units[0] == units[1] != "" or counts) and one.cells[0].value != other.cells[0].value


def _in_one_unit(pair: tuple[Measure, Measure]) -> tuple[Measure, Measure]:
    unit = pair[0].unit or pair[1].unit
    return replace(pair[0], unit=unit), replace(pair[1], unit=unit)


def _is_count(measure: Measure) -> bool:
    value = measure.cells[0].number
    return value is not None and value >= _COUNTED_FROM and (not measure.unit or is_count(measure.unit))
