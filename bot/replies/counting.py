"""Calculates with the figures of the last answers.

"And by how much?" after two prices, "so together?" after two plants: the figures stand in the answers, whatever entry
or series they come from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp

from bot.conversation.followup import content
from bot.conversation.language_files import talk_of
from bot.conversation.queries.asked import TWO, Asked
from bot.conversation.queries.reader import FigureReader
from bot.conversation.queries.times import range_of
from bot.conversation.readings import Kind, Reading
from bot.conversation.thresholds import thresholds
from bot.conversation.turn import Turn
from bot.figures import FigureAnswer, FigureQuery, Group, Measure, Operation, Span, compute, is_plural
from bot.figures.ids import last_part, result_id
from bot.figures.times import span_of_label
from bot.matching import SAYS_MUCH, Matcher, forms_of
from bot.model import QUANTITY, SMALL_TALK, TIME_KINDS, Context, Entry
from bot.replies.answer_figures import figures_of
from bot.replies.figured import Figured, as_bound
from bot.replies.meant import Found
from bot.replies.pairing import Pair, pair_of

_COUNT = "count"
"""The unit of what has none: no word for money or weight asks for it."""
_ADDS = frozenset({Operation.SUM, Operation.AVERAGE})
_COUNTED = TWO | _ADDS
"""Operations on two figures or more."""
_NAMING = (Kind.ALONE, Kind.SUBSTITUTED, Kind.ANAPHORA, Kind.NEAR)
"""Readings that come to an answer which the message names."""


@dataclass(frozen=True, slots=True)
class _Answers:
    """Answers whose figures may be counted with."""

    entries: tuple[Entry, ...]
    """One, or two with the later first."""
    questions: tuple[str, ...]
    """What each answered; empty where that says nothing of the figure."""
    worth: float
    """How likely it is that just these are meant, from 0 to 1."""
    alike: bool = False
    """Both tell the same, as of something else."""


def countings(
    turn: Turn, found: Sequence[Found], entries: Mapping[str, Entry], matcher: Matcher, reader: FigureReader
) -> Iterator[Found]:
    """What may be counted with the figures of the last answers; `found`: what the other readings come to."""
    last, asked = entries.get(turn.context.entry or ""), reader.asked(turn.alone.words)
    if last is None or last.labels or asked is None or asks_why(turn):
        return  # With the figures of a table a query counts.
    seen: set[str] = set()
    for answers in _answers(last, asked, turn.context, found, entries, matcher, reader):
        by = _counted(asked, answers, matcher, reader)
        if by is None or not isinstance(by.bound.answer, FigureAnswer):
            continue
        id = result_id(by.bound.answer)
        if id not in seen:
            seen.add(id)
            reading = Reading(Kind.COUNTED, turn.text, turn.alone)
            yield Found(reading, id, matcher.entry_of_id[by.entry.id], by.confidence * answers.worth, by)


def _answers(
    last: Entry,
    asked: Asked,
    context: Context,
    found: Sequence[Found],
    entries: Mapping[str, Entry],
    matcher: Matcher,
    reader: FigureReader,
) -> Iterator[_Answers]:
    """The last two answers, the last one alone, and what the message names with the last one."""
    alike, sure = _on_the_same(context, matcher), thresholds()
    before = entries.get(context.earlier[0].entry) if context.earlier else None
    if before is not None and not before.labels:
        yield _Answers((last, before), (context.question, context.earlier[0].question), 1.0, alike)
    yield _Answers((last,), ("",), sure.of_last_beside_alike if alike else sure.of_last)
    if not (asked.names or asked.times.named):
        return
    for one in found:
        named = entries.get(one.id) if one.reading.kind in _NAMING and one.sure > sure.counts_from else None
        is_series = named is not None and named.id in reader.of_series
        if named is not None and not is_series and named.id != last.id and named.topic != SMALL_TALK:
            yield _Answers((named, last), ("", ""), sure.of_named + (1 - sure.of_named) * one.sure)


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


def _counted(asked: Asked, answers: _Answers, matcher: Matcher, reader: FigureReader) -> Figured | None:
    """None where no operation is asked for, or no two figures go together."""
    cued = next(((one, weight) for one, weight, _ in asked.cues.weights if one in _COUNTED), None)
    if cued is None:
        return None
    operation, weight = cued
    answered = zip(answers.entries, answers.questions, strict=True)
    chosen = pair_of([figures_of(entry, question, asked, reader) for entry, question in answered], answers.alike)
    if (
        chosen is None
        or not reader.suits(asked, chosen.unit or _COUNT)
        or _means_others(asked, operation, answers, chosen)
    ):
        return None
    pair = _in_order(chosen, operation, answers, matcher)
    measures = {one.id: one for one in pair}
    groups = tuple(Group(one.id, (one.cells[0].id,), one.cells[0].label, one.cells[0].span) for one in pair)
    answer = compute(FigureQuery(operation, groups, asked.cues.direction < 0), measures)
    if not isinstance(answer, FigureAnswer) or contradicts(answer, asked.moves):
        return None
    entry = matcher.entries[matcher.entry_of_id[answers.entries[0].id]]
    return Figured(entry, as_bound(answer, weight), _sure(asked, chosen, matcher) * chosen.plain, told=measures)


def leaves_out(by: Figured, asked: Asked | None) -> bool:
    """Whether a message asks to count with figures, and a query only tells one."""
    counts = asked is not None and any(one in _COUNTED for one, *_ in asked.cues.weights)
    return counts and by.bound.query.operation is Operation.VALUE


def _means_others(asked: Asked, operation: Operation, answers: _Answers, chosen: Pair) -> bool:
    """Whether other figures than the two may be meant."""
    if operation in _ADDS and range_of(asked.times, asked.language) is not None:
        return True  # All from one time to another are meant, and not its ends.
    spans = [one.cells[0].span for one in chosen.measures]
    if not asked.language.words["earlier"].isdisjoint(asked.words) and (None in spans or spans[0] == spans[1]):
        return True  # "Than a year ago": two figures of no time, or of one, tell nothing of it.
    told = [one for one in spans if one is not None]
    if asked.times.spans and not any(one.holds(other) for one in asked.times.spans for other in told):
        return True  # Of the time that is named neither tells anything.
    if len(answers.entries) > 1 or chosen.said:
        return False
    # Two figures of one answer need not be of one kind, nor of the time that is named.
    says_both = not asked.language.words["of_both"].isdisjoint(asked.words)
    return bool(asked.times.named) or (operation is Operation.SUM and not says_both)


def _in_order(chosen: Pair, operation: Operation, answers: _Answers, matcher: Matcher) -> list[Measure]:
    """As they were told where they add up, else the later first; of a change, by the times that they tell of."""
    pair = [replace(one, unit=chosen.unit) for one in chosen.measures]
    is_over_time = operation in (Operation.CHANGE, Operation.DIFFERENCE)
    reverses = operation in _ADDS or (is_over_time and _is_earlier_first(pair, answers, operation, matcher))
    return pair[::-1] if reverses else pair


def _is_earlier_first(pair: Sequence[Measure], answers: _Answers, operation: Operation, matcher: Matcher) -> bool:
    """By the times that the figures are told with; else, of a change, by those of the answers."""
    spans = [one.cells[0].span for one in pair]
    if None in spans or spans[0] == spans[1]:
        spans = [_time_of(entry, matcher) for entry in answers.entries] if operation is Operation.CHANGE else []
    first, second = spans if len(spans) == 2 else (None, None)
    return first is not None and second is not None and first.end < second.end


def contradicts(answer: FigureAnswer, moves: int) -> bool:
    """Whether something is told to have risen that was said to have fallen, or the other way round; `moves`: as in
    `Asked`."""
    if not moves or answer.query.operation not in (Operation.DIFFERENCE, Operation.CHANGE):
        return False
    losses = any(isinstance(one.value, float) and one.value < 0 for one in answer.operands)
    return isinstance(answer.result, float) and not losses and answer.result * moves < 0


def _time_of(entry: Entry, matcher: Matcher) -> Span | None:
    """The finest time that an answer is about: of a figure that of its label."""
    number = matcher.entry_of_id[entry.id]
    if matcher.entries[number].id != entry.id:
        return span_of_label(last_part(entry.id).upper())
    told = (matcher.guard.core(number, kind) for kind in reversed(TIME_KINDS))
    values = next((values for values in told if values), frozenset())
    return span_of_label(next(iter(values))) if len(values) == 1 else None


def _sure(asked: Asked, chosen: Pair, matcher: Matcher) -> float:
    """How plainly nothing but the operation on these figures is asked for: the less, the more the words that name
    neither say by their rarity."""
    stem = asked.lexicon.stem
    pair = talk_of(asked.lexicon.language).words["pair"]
    counts = not chosen.unit or is_plural(chosen.unit)
    rest = (
        word
        for word in content(asked.words, asked.lexicon.language)
        if not (word in asked.cued or word in pair or stem(word) in chosen.said or (counts and is_plural(word)))
    )
    return exp(-sum(map(matcher.index.common.weight, rest)) / SAYS_MUCH)
